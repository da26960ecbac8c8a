"""PDF: Word file to PDF/A by our press, beside WeasyPrint as documented on the same page.

"As documented" is what its manual shows: a new FontConfiguration and style sheet for each
document, fonts by ``@font-face``, the machine's fontconfig, HTML read by its own parser. It runs in
a process of its own, because fontconfig is set up once in a process. Both write PDF/A-3b with the
Word file attached; ours includes the walk through the Word file. A further row compares with fonts
that are installed on the machine and named without ``@font-face``: less work, other letters.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.table import Row
from bench.word import DAY, facts_of
from contracts.documents import declaration, fonts, pdf, walker, word

CODES = ("wage_contract", "offer_letter")
ROUNDS = 7
WANTED = "≤ 0.55 of the time"
INSTALLED = {
    "XY Hei": "Noto Sans CJK SC",
    "XY Sans": "Noto Sans CJK SC",
    "XY Kai": "LXGW WenKai",
    "XY WenKai": "LXGW WenKai",
    "XY Box": "DejaVu Sans",
}
THEIRS = """
import sys, time, json, hashlib
from datetime import UTC, datetime
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
folder, css = sys.argv[1], sys.argv[2]
html = open(folder + "/page.html", encoding="utf-8").read()
docx = open(folder + "/source.docx", "rb").read()
day = datetime(2027, 3, 29, tzinfo=UTC)
def once():
    began = time.perf_counter()
    fonts = FontConfiguration()
    sheet = CSS(filename=css, font_config=fonts)
    attached = Attachment(string=docx, name="source.docx", created=day, modified=day,
                          relationship="Source")
    HTML(string=html).write_pdf(folder + "/theirs.pdf", font_config=fonts, stylesheets=[sheet],
        pdf_variant="pdf/a-3b", pdf_identifier=hashlib.sha256(docx).digest()[:16],
        attachments=[attached])
    return time.perf_counter() - began
once()
for _ in sys.stdin:
    print(once(), flush=True)
"""


def rows() -> list[Row]:
    """Measure both ways in turns and compare the medians."""
    declared = [_row(code, code, declared_sheet(), WANTED) for code in CODES]
    return [*declared, _row(CODES[0], f"{CODES[0]}, installed fonts", _installed(), "(to compare)")]


def _row(code: str, name: str, sheet: str, wanted: str) -> Row:
    docx = word.render_word(declaration.template_path(code), facts_of(code), DAY)
    pdf.render_pdf(docx, name=code, created=DAY)
    with tempfile.TemporaryDirectory() as folder:
        lay_out(docx, folder, sheet)
        ours, theirs = _in_turns(code, docx, folder)
    mine, other = statistics.median(ours), statistics.median(theirs)
    return Row(f"PDF {name}", mine * 1000, other * 1000, "ms", mine / other, wanted)


def _in_turns(code: str, docx: bytes, folder: str) -> tuple[list[float], list[float]]:
    ours, theirs = [], []
    with as_documented(folder) as once:
        for _ in range(ROUNDS):
            theirs.append(once())
            began = time.perf_counter()
            pdf.render_pdf(docx, name=code, created=DAY)
            ours.append(time.perf_counter() - began)
    return ours, theirs


def lay_out(docx: bytes, folder: str, sheet: str) -> None:
    """Write what WeasyPrint is given: the page, the Word file it comes from, the style sheet."""
    Path(folder, "page.html").write_text(walker.to_html(docx), encoding="utf-8")
    Path(folder, "source.docx").write_bytes(docx)
    Path(folder, "sheet.css").write_text(sheet, encoding="utf-8")


@contextmanager
def as_documented(folder: str) -> Iterator[Callable[[], float]]:
    """Start WeasyPrint as documented on a folder; each call prints once and gives the seconds."""
    with subprocess.Popen(  # noqa: S603 -- our own script
        [sys.executable, "-c", THEIRS, folder, f"{folder}/sheet.css"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"PATH": "/usr/bin:/bin", "HOME": folder},
    ) as other:
        asked, told = other.stdin, other.stdout
        if asked is None or told is None:
            raise RuntimeError

        def once() -> float:
            asked.write("\n")
            asked.flush()
            return float(told.readline())

        yield once


def declared_sheet() -> str:
    """Our style sheet with the fonts declared as the manual shows.

    The Latin face is left out: there it would be a whole Chinese font and draw everything.
    """
    faces = "".join(
        f'@font-face{{font-family:"{family}";src:url({path.as_uri()})}}\n'
        for family, path in fonts.files().items()
    )
    return faces + pdf.SHEET.read_text(encoding="utf-8").replace('"XY Latin", ', "")


def _installed() -> str:
    """Our style sheet with fonts of the machine in place of ours."""
    sheet = pdf.SHEET.read_text(encoding="utf-8")
    for face in fonts.FACES:
        sheet = sheet.replace(
            f'"{face.family}"', f'"{INSTALLED.get(face.family, "Noto Serif CJK SC")}"'
        )
    return sheet

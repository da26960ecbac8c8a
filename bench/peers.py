"""PDF beside LibreOffice and typst, honestly: what each is given, and what it lacks.

LibreOffice is given the same Word file; the time of one file is what more files in one call add,
its start left out. It writes plain PDF without PDF/A, attachment or QR code, lays out by its own
rules and numbers some lists differently. typst is given the same text as its own markup, which
somebody would have to write a second time for each paper: paragraphs and tables without our layout.
"""

import importlib.util
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from bench.table import Row
from bench.word import DAY, facts_of
from contracts.documents import declaration, fonts, pdf, walker, word

CODE = "wage_contract"
ROUNDS, MORE = 5, 6
SECONDS = 180
OFFICE = "(to compare: same Word file; no PDF/A, no attachment, other layout)"
TYPST = "(to compare: same text without our layout; a second template for each paper)"
SPECIAL = r"\#$*_`<>@[]~=-+/"
HEAD = """#set page("a4")
#set text(font: ("FandolFang R", "Noto Serif CJK SC"), size: 16pt, lang: "zh")
"""


def rows() -> list[Row]:
    """Compare with what is installed; the row says what is not."""
    docx = word.render_word(declaration.template_path(CODE), facts_of(CODE), DAY)
    return [_beside_office(docx), _beside_typst(docx)]


def _ours(docx: bytes) -> float:
    began = time.perf_counter()
    pdf.render_pdf(docx, name=CODE, created=DAY)
    return time.perf_counter() - began


def _beside_office(docx: bytes) -> Row:
    name = f"PDF {CODE}, beside LibreOffice"
    office = shutil.which("soffice")
    if office is None:
        return Row.absent(name, "libreoffice-writer-nogui is not installed")
    with tempfile.TemporaryDirectory() as folder:
        _office(office, Path(folder), docx, 1)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            one, many = (_office(office, Path(folder), docx, number) for number in (1, 1 + MORE))
            theirs.append((many - one) / MORE)
            ours += [_ours(docx), _ours(docx)]
    mine, other = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    return Row(name, mine, other, "ms", other / mine, OFFICE)


def _office(office: str, folder: Path, docx: bytes, number: int) -> float:
    """Let LibreOffice print so many files in one call; return the seconds."""
    files = [folder / f"{place}.docx" for place in range(number)]
    for file in files:
        file.write_bytes(docx)
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 -- our own files
        [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder / "out")),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )
    return time.perf_counter() - began


def _beside_typst(docx: bytes) -> Row:
    name = f"PDF {CODE}, beside typst"
    if importlib.util.find_spec("typst") is None:
        return Row.absent(name, "typst is not installed: ./run bench installs it")
    import typst  # noqa: PLC0415 -- a package of the bench only

    files = [str(path) for path in sorted({*fonts.files().values()})]
    body = markup(walker.to_html(docx))
    with tempfile.TemporaryDirectory() as folder:
        for place, file in enumerate(files):
            Path(folder, f"{place}{Path(file).suffix}").symlink_to(file)
        printer = typst.Compiler(font_paths=[folder], ignore_system_fonts=True)
        ours, theirs = [], []
        for number in range(ROUNDS * 2 + 1):
            ours.append(_ours(docx))
            began = time.perf_counter()
            # A text of its own each time: typst remembers what it laid out before.
            printer.compile(f"{HEAD}\n{number} {body}".encode())
            theirs.append(time.perf_counter() - began)
    mine, other = statistics.median(ours[1:]) * 1000, statistics.median(theirs[1:]) * 1000
    return Row(name, mine, other, "ms", other / mine, TYPST)


def markup(page: str) -> str:
    """Write the walker's page as typst: headings, paragraphs, tables."""
    root = ET.fromstring(page)  # noqa: S314 -- our own walker wrote it
    return "\n\n".join(block for part in root.iter("section") for block in _blocks(part))


def _blocks(section: ET.Element) -> Iterator[str]:
    for element in section:
        text = _escaped("".join(element.itertext()))
        if element.tag == "table":
            columns = len(element.findall("colgroup/col"))
            cells = ", ".join(map(_cell, element.iter("td")))
            yield f"#table(columns: {columns}, {cells})"
        elif element.tag.startswith("h"):
            yield f"= {text}"
        else:
            yield text


def _cell(cell: ET.Element) -> str:
    spans = [f"{name}: {cell.get(name)}" for name in ("colspan", "rowspan") if cell.get(name)]
    text = _escaped("".join(cell.itertext()))
    return f"table.cell({', '.join(spans)})[{text}]" if spans else f"[{text}]"


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in text)

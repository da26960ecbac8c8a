"""One-page offers in PDF as a campaign makes them: sustained, by one worker and by two.

Each worker is the limited child of production (Word file and PDF/A-3b by request and answer), held
for the whole run without a new start, so that a leak would show. Two workers, one worker and
WeasyPrint as documented take turns. The offer is our template cut to one page; names and numbers
are others in each. What the child keeps in memory is looked at after the first turn and at the end.
"""

import io
import statistics
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

from bench.pdf import as_documented, declared_sheet, lay_out
from bench.table import Row
from bench.word import DAY, facts_of
from contracts.documents import declaration, package, word
from contracts.documents.child import Renderer
from contracts.documents.features import W

CODE = "offer_letter"
SUSTAINED, TURNS, SINGLE, WARM = 2_000, 20, 20, 40
#: What a one-page offer leaves out of ours, from one heading to the next or to the end.
LEFT_OUT = (("贵方如需增加", "答复要求"), ("收件后沿此线裁下", ""))
MAIN = "word/document.xml"
MIB = 1024


def rows() -> list[Row]:
    """Measure in turns, and say what a document costs, how two workers scale, and the memory."""
    press = Press()
    docx = word.render_word(press.template, offer(0), DAY)
    with (
        Renderer(recycle_after=SUSTAINED * 2) as first,
        Renderer(recycle_after=SUSTAINED * 2) as second,
        tempfile.TemporaryDirectory() as folder,
    ):
        lay_out(docx, folder, declared_sheet())
        press.both(first, second, WARM)
        turns, memory = [], []
        with as_documented(folder) as once:
            for _ in range(TURNS):
                theirs = once()
                single = press.one(first, SINGLE)
                double = press.both(first, second, SUSTAINED // TURNS)
                turns.append((single, double, theirs))
                memory.append(max(_resident(first), _resident(second)))
    one, two, other = (statistics.median(times) * 1000 for times in zip(*turns, strict=True))
    return _rows(one, two, other, memory)


class Press:
    """Makes offers one after another, each with a number of its own."""

    def __init__(self) -> None:
        """Cut the template."""
        self.template = one_page()
        self.numbers = count(1)

    def make(self, renderer: Renderer, number: int) -> None:
        """Make so many offers in one child."""
        for _ in range(number):
            facts = offer(next(self.numbers))
            done = renderer.render(code=CODE, template=self.template, facts=facts, created=DAY)
            if done.pdf is None:
                raise AssertionError(done.no_pdf_because)

    def one(self, renderer: Renderer, number: int) -> float:
        """Return the seconds of one offer, made by one worker."""
        began = time.perf_counter()
        self.make(renderer, number)
        return (time.perf_counter() - began) / number

    def both(self, first: Renderer, second: Renderer, number: int) -> float:
        """Return the seconds of one offer, made by two workers side by side."""
        began = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(self.make, (first, second), (number // 2, number // 2)))
        return (time.perf_counter() - began) / number


def _rows(one: float, two: float, other: float, memory: list[float]) -> list[Row]:
    speeds = 1000 / two, 1000 / one
    return [
        Row(
            "PDF one-page offer in the child, beside WeasyPrint",
            one,
            other,
            "ms",
            other / one,
            "≥ 4 times faster",
        ),
        Row(
            f"PDF {SUSTAINED:,} offers, two workers beside one",
            *speeds,
            "per second",
            speeds[0] / speeds[1],
            "≥ 1.7 times as many",
        ),
        Row(
            f"memory of a child, after {SUSTAINED:,} offers beside after {SUSTAINED // TURNS}",
            memory[-1],
            memory[0],
            "MiB",
            memory[-1] / memory[0],
            "≤ 1.1",
        ),
    ]


def one_page() -> bytes:
    """Return the offer's template cut down to what fits one page."""
    parts = package.parts(declaration.template_path(CODE).read_bytes())
    root = etree.fromstring(parts[MAIN])
    body = root.find(W + "body")
    if body is None:
        raise AssertionError(CODE)
    until: str | None = None
    for child in list(body):
        text = "".join(str(piece) for piece in child.itertext(W + "t"))
        if text and text == until:
            until = None
        until = next((end for start, end in LEFT_OUT if start in text), until)
        is_blank = child.tag == W + "p" and not text
        if (until is not None or is_blank) and child.tag != W + "sectPr":
            body.remove(child)
    parts[MAIN] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in package.ordered(parts):
            archive.writestr(name, parts[name])
    return out.getvalue()


def offer(number: int) -> dict[str, Any]:
    """Return the facts of one offer of a campaign."""
    facts = facts_of(CODE)
    facts["offer_no"] = f"海总工〔2027〕{number}号"
    facts["addressee"] = f"望海海峰第{number}铸造机械有限公司"
    facts |= {"prev_contract_expiry": "", "contact": "", "issues": facts["issues"][:2]}
    return facts


def _resident(renderer: Renderer) -> float:
    """Return the mebibytes a child keeps in memory."""
    status = Path(f"/proc/{renderer.pid}/status").read_text(encoding="utf-8")
    return float(status.split("VmRSS:")[1].split()[0]) / MIB

"""Word: our render call beside docxtpl as documented and docxtemplater, and the limited child.

All ways take turns. docxtpl is given its template's path as its manual shows; ours is compiled
once, as in a worker. A row tells for how many templates both make the same document (C14N), and
one what the limited child costs on top of rendering in the process itself.
"""

import json
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from bench import docxtemplater
from bench.table import Row
from contracts.documents import declaration, word
from contracts.documents.child import Renderer
from contracts.documents.samples import SAMPLES

DAY = datetime(2027, 3, 29, tzinfo=UTC)
CODES = ("wage_contract", "cc_contract", "offer_letter")
CONTRACT = "wage_contract"
ROUNDS = 15
OURS_IN_A_ROUND = 30
MAIN = "word/document.xml"


def rows() -> list[Row]:
    """Measure all ways in turns and compare the medians."""
    return [*(_beside_docxtpl(code) for code in CODES), _beside_npm(), _in_child(), _identical()]


def facts_of(code: str) -> dict[str, Any]:
    """Return the sample facts of a document."""
    facts: dict[str, Any] = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    return facts


def _beside_docxtpl(code: str) -> Row:
    path, facts = declaration.template_path(code), facts_of(code)
    template = word.CompiledTemplate(path.read_bytes())
    mine, other = _medians(
        lambda: _timed(lambda: template.render(facts, DAY), OURS_IN_A_ROUND),
        lambda: _timed(lambda: _as_documented(path, facts), 1),
    )
    wanted = "≥ 90 times faster" if code != "offer_letter" else "(to compare)"
    return Row(f"Word {code}, beside docxtpl", mine, other, "ms", other / mine, wanted)


def _beside_npm() -> Row:
    work = f"Word {CONTRACT}, beside docxtemplater"
    data, facts = declaration.template_path(CONTRACT).read_bytes(), facts_of(CONTRACT)
    template = word.CompiledTemplate(data)
    try:
        with (
            tempfile.TemporaryDirectory() as folder,
            docxtemplater.engine(data, facts, Path(folder)) as theirs,
        ):
            mine, other = _medians(
                lambda: _timed(lambda: template.render(facts, DAY), OURS_IN_A_ROUND), theirs.once
            )
            if theirs.text() != docxtemplater.text_of(template.render(facts, DAY).data):
                raise AssertionError("docxtemplater wrote another text")
    except docxtemplater.Missing as gap:
        return Row.absent(work, str(gap))
    return Row(work, mine, other, "ms", other / mine, "≥ 30 times faster")


def _in_child() -> Row:
    """Measure what the child costs: the request, the answer and its checks."""
    path, facts = declaration.template_path(CONTRACT), facts_of(CONTRACT)

    def here() -> object:
        return word.compiled(path.read_bytes()).render(facts, DAY)

    with Renderer() as renderer:

        def there() -> object:
            return renderer.render(
                code=CONTRACT, template=path, facts=facts, created=DAY, formats=("docx",)
            )

        there()
        child, own = _medians(
            lambda: _timed(there, OURS_IN_A_ROUND), lambda: _timed(here, OURS_IN_A_ROUND)
        )
    return Row(
        f"Word {CONTRACT}, in the limited child, beside in process",
        child,
        own,
        "ms",
        child / own,
        f"(the child costs {child - own:.2f} ms a document)",
    )


def _identical() -> Row:
    """Count the templates whose document is the same as docxtpl's."""
    codes = sorted(path.stem for path in declaration.TEMPLATES.glob("*/*.docx"))
    same = sum(_is_same(code) for code in codes)
    return Row(
        "Word templates C14N-identical, of all",
        same,
        len(codes),
        "templates",
        same / len(codes),
        "= 1",
    )


def _is_same(code: str) -> bool:
    path, facts, saved = declaration.template_path(code), facts_of(code), BytesIO()
    template = DocxTemplate(path)
    template.render(facts, autoescape=True)
    template.save(saved)
    return _canonical(word.render_word(path, facts, DAY)) == _canonical(saved.getvalue())


def _canonical(docx: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return etree.tostring(etree.fromstring(archive.read(MAIN)), method="c14n")


def _as_documented(path: Path, facts: dict[str, Any]) -> None:
    template = DocxTemplate(path)
    template.render(facts, autoescape=True)
    template.save(BytesIO())


def _timed(work: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times


def _medians(ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Measure in turns; return both medians in milliseconds."""
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    first, second = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    return first, second

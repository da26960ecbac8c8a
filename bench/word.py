"""Word: our render call beside docxtpl as documented, for the longest template."""

import json
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate

from bench.table import Row
from contracts.documents import declaration, word
from contracts.documents.samples import SAMPLES

DAY = datetime(2027, 3, 29, tzinfo=UTC)
CODES = ("wage_contract", "offer_letter")
ROUNDS = 7
OURS_IN_A_ROUND = 60


def rows() -> list[Row]:
    """Measure both ways in turns and compare the medians."""
    return [_row(code) for code in CODES]


def _row(code: str) -> Row:
    path = declaration.template_path(code)
    facts = json.loads((SAMPLES / f"{code}.json").read_text(encoding="utf-8"))
    template = word.CompiledTemplate(path.read_bytes())
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(_timed(lambda: _as_documented(path, facts), 1))
        ours.append(_timed(lambda: template.render(facts, DAY), OURS_IN_A_ROUND))
    mine, other = statistics.median(ours), statistics.median(theirs)
    return Row(f"Word {code}", mine * 1000, other * 1000, "ms", other / mine, "≥ 80 times faster")


def _as_documented(path: Path, facts: dict[str, object]) -> None:
    template = DocxTemplate(path)
    template.render(facts, autoescape=True)
    template.save(BytesIO())


def _timed(work: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - began) / times

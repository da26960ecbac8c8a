"""Whether the wage table keeps what the text promises: growth weighted by those who earn it."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from contracts.agreements.checks.figures import figure
from contracts.agreements.habits import habits
from contracts.agreements.texts import GradeLine, Text
from contracts.verdicts.verdict import Verdict, judge

RULE = "R_FIGURES"
_HUNDRED = 100


def weighted_growth(grades: Sequence[GradeLine]) -> Decimal | None:
    """Return the growth of the whole wage bill, a fraction of one; nothing without figures."""
    before = sum((line.before * line.headcount for line in grades), Decimal(0))
    after = sum((line.after * line.headcount for line in grades), Decimal(0))
    return (after - before) / before if before else None


def check_growth(text: Text) -> Iterator[Verdict]:
    """Return R_FIGURES as advice: the table of wages grows as much as the text says it does."""
    promised, found = text.clauses.get("avg_growth"), weighted_growth(text.grades)
    if promised is None or found is None:
        return
    place = Decimal(1).scaleb(-habits().growth_places)
    rounded = found.quantize(place, ROUND_HALF_UP)
    yield judge(
        RULE,
        holds=rounded >= promised,
        softly=True,
        found=figure(rounded * _HUNDRED),
        required=figure(promised * _HUNDRED),
        message=f"岗位工资表按人数加权增长{_percent(rounded)}，约定平均增幅{_percent(promised)}。",
        remedy="核对工资表的人数和调整前后的数额，或者把增幅改成实际的数。",
    )


def _percent(value: Decimal) -> str:
    return f"{figure(value * _HUNDRED)}%"

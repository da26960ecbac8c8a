from datetime import date
from decimal import Decimal

import pytest

from contracts.agreements.checks import growth
from contracts.agreements.checks.text import judge_text
from contracts.agreements.texts import GradeLine, Text
from contracts.statutes.law import Law

GRADES = [
    GradeLine("车工", 46, Decimal(5350), Decimal(5650)),
    GradeLine("文员", 22, Decimal(4300), Decimal(4490)),
]


def text(promised):
    return Text(kind="wage", clauses={"avg_growth": Decimal(promised)}, grades=GRADES)


@pytest.mark.parametrize(
    ("promised", "outcome"), [("0.052", "ok"), ("0.053", "ok"), ("0.054", "warn"), ("0.08", "warn")]
)
def test_the_table_weighted_by_people_must_keep_the_promise(promised, outcome):
    verdict = next(growth.check_growth(text(promised)))

    assert (verdict.rule, verdict.outcome, verdict.found) == (
        "R_FIGURES",
        outcome,
        Decimal("5.3"),
    )


def test_without_a_table_or_a_promise_there_is_nothing_to_compare():
    assert list(growth.check_growth(Text(kind="wage", grades=GRADES))) == []
    assert (
        list(growth.check_growth(Text(kind="wage", clauses={"avg_growth": Decimal("0.05")}))) == []
    )


def test_a_draft_is_asked_for_its_growth():
    verdicts = judge_text(text("0.08"), Law(instruments=("WAGE",), on=date(2027, 3, 10)))

    assert [v.outcome for v in verdicts if v.rule == "R_FIGURES"] == ["warn"]

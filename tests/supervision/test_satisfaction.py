"""A survey of how an agreement is kept adds up, and asks about what was agreed."""

from datetime import date

import pytest

from contracts.supervision import satisfaction
from contracts.supervision.models import Satisfaction
from contracts.supervision.satisfaction import Answers
from tests.factories.agreements import InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 10, 20)
WAGE = Answers("工资支付日", 130, 25, 6, 2)


def record(*answers, sent=184, returned=167, valid=163):
    return satisfaction.record(
        InForceFactory(), sent=sent, returned=returned, valid=valid, answers=answers, on=ON
    )


def test_a_survey_keeps_the_answers_of_each_item():
    made = record(WAGE, Answers("夜班津贴", 88, 45, 22, 8)).made

    assert made.totals() == {"satisfied": 218, "basic": 70, "dissatisfied": 28, "unknown": 10}


def test_the_sheet_asks_about_what_was_agreed_and_how_it_was_made_known():
    agreement = InForceFactory(clauses={"firm_min_wage": 1950, "night_allowance": 25})

    items = satisfaction.items_of(agreement)

    assert items == ["企业最低工资", "夜班津贴", *satisfaction.GENERAL]


@pytest.mark.parametrize(
    ("counts", "answers", "words"),
    [
        ({"returned": 185}, [WAGE], "收回185份，比发放的184份还多"),
        ({"valid": 168}, [WAGE], "有效168份，比收回的167份还多"),
        ({"valid": 162}, [WAGE], "四档共163份，比有效的162份还多"),
        ({}, [WAGE, WAGE], "写了两次"),
    ],
)
def test_counts_that_do_not_add_up_are_refused(counts, answers, words):
    with pytest.raises(satisfaction.SheetsDoNotAddUp, match=words):
        record(*answers, **counts)


def test_a_survey_without_items_is_refused():
    with pytest.raises(satisfaction.NothingAsked):
        record()

    assert not Satisfaction.objects.exists()

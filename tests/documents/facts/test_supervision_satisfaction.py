"""The sheet asks about what was agreed; the summary says what pleased least."""

from datetime import date

import pytest

from contracts.supervision import reports, satisfaction
from contracts.supervision.satisfaction import Answers
from tests.documents.filled import fill
from tests.factories.agreements import InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 10, 20)


@pytest.fixture
def agreement():
    return InForceFactory(clauses={"pay_day": 15, "night_allowance": 25})


def summary(agreement, *answers):
    made = satisfaction.record(
        agreement, sent=184, returned=167, valid=163, answers=answers, on=ON
    ).made
    return fill("satisfaction_summary", made, on=ON)


def test_the_sheet_has_a_line_for_each_clause_and_for_how_it_was_made_known(agreement):
    report = reports.report(agreement, on=ON).made

    facts = fill("satisfaction_survey", report, on=ON)

    assert [row["item"] for row in facts["items"]] == [
        "工资支付日",
        "夜班津贴",
        *satisfaction.GENERAL,
    ]
    assert facts["term"] == "2027年4月1日至2028年3月31日"


def test_the_summary_counts_the_fairly_content_in_and_names_the_weakest_item(agreement):
    facts = summary(
        agreement, Answers("工资支付日", 130, 25, 6, 2), Answers("夜班津贴", 88, 45, 22, 8)
    )

    assert (facts["return_rate"], facts["satisfied_rate"], facts["unknown_rate"]) == (
        "90.76%",
        "88.34%",
        "3.07%",
    )
    assert [row["rate"] for row in facts["items"]] == ["95.09%", "81.6%"]
    assert (facts["weakest"], facts["unknown_note"]) == ("夜班津贴", "")


def test_where_many_never_heard_of_it_the_summary_says_so(agreement):
    facts = summary(agreement, Answers("工资支付日", 50, 40, 20, 50))

    assert facts["unknown_note"].startswith("“不了解”的比例偏高")
    assert facts["weakest"] == ""


def test_an_item_nobody_answered_has_no_rate(agreement):
    facts = summary(agreement, Answers("工资支付日", 0, 0, 0, 0))

    assert (facts["items"][0]["rate"], facts["satisfied_rate"]) == ("—", "—")


def test_the_next_report_tells_how_content_the_workers_were(agreement):
    first = reports.report(agreement, on=date(2027, 10, 19)).made
    summary(agreement, Answers("工资支付日", 130, 25, 6, 2))
    second = reports.report(agreement, on=date(2028, 3, 1)).made

    told = [fill("performance_report", report, on=date(2028, 3, 1)) for report in (first, second)]

    assert [facts["satisfaction"] for facts in told] == ["", "95.09%"]

from datetime import date

import pytest

from contracts.deadlines.models import Deadline
from contracts.supervision import reviews
from tests.factories.agreements import DraftFactory, InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

CHECKED = [
    {"clause": "平均增幅", "result": "done"},
    {"clause": "支付日", "result": "done"},
    {"clause": "夜班津贴", "result": "partial"},
    {"clause": "高温津贴", "result": "undone"},
    {"clause": "下轮协商", "result": "not_due"},
    {"clause": "计件", "result": "not_applicable"},
]


def checks(agreement):
    rows = Deadline.objects.filter(subject=f"agreement:{agreement.pk}", code="DL_PERF_CHECK")
    return [(row.state, row.last_day) for row in rows.order_by("pk")]


def test_the_rate_counts_what_was_due_and_partly_kept_as_not_kept():
    outcome = reviews.review(InForceFactory(), on=date(2027, 10, 20), checked=CHECKED, slips=10)

    assert outcome.made.rate == "2/4"
    assert outcome.is_fact
    assert [(v.outcome, v.found, v.required) for v in outcome.verdicts] == [("warn", 2, 4)]
    assert outcome.made.item_set.count() == 6


@pytest.mark.parametrize(
    ("reviewed_on", "state", "following"),
    [
        (date(2027, 10, 20), "met", date(2028, 4, 22)),
        (date(2027, 10, 22), "met", date(2028, 4, 22)),
        (date(2027, 12, 1), "late", date(2028, 4, 22)),
        (date(2028, 5, 1), "late", date(2028, 10, 22)),
    ],
)
def test_the_next_check_stands_at_the_next_half_year_from_the_day_of_effect(
    reviewed_on, state, following
):
    agreement = InForceFactory(in_force_on=date(2027, 4, 22))

    reviews.review(agreement, on=reviewed_on, checked=CHECKED)

    assert checks(agreement) == [(state, date(2027, 10, 22)), ("running", following)]


def test_half_years_are_counted_from_effect_so_the_end_of_a_month_is_kept():
    agreement = InForceFactory(in_force_on=date(2027, 8, 31))
    reviews.review(agreement, on=date(2028, 2, 20), checked=CHECKED)

    assert checks(agreement) == [("met", date(2028, 2, 29)), ("running", date(2028, 8, 31))]


def test_a_draft_is_not_checked():
    with pytest.raises(reviews.NothingToCheck):
        reviews.review(DraftFactory(), on=date(2027, 10, 20), checked=CHECKED)


def test_a_check_of_nothing_is_none():
    with pytest.raises(reviews.NothingToCheck):
        reviews.review(InForceFactory(), on=date(2027, 10, 20), checked=[])

from datetime import date

import pytest

from contracts.agreements import filings, opinions
from contracts.deadlines import clock
from tests.factories.agreements import ConcludedFactory, FiledFactory, InForceFactory, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def due(subject):
    return {row.code: row.last_day for row in clock.running(subject)}


def test_no_objection_brings_it_into_force_on_the_day_named():
    agreement = FiledFactory(received_on=date(2027, 4, 6))

    opinions.give(
        agreement,
        on=date(2027, 4, 15),
        result="no_objection",
        in_force_on=date(2027, 4, 15),
    )

    assert (agreement.stage, agreement.in_force_on) == ("effect", date(2027, 4, 15))
    assert "DL_REVIEW" not in due(agreement)


def test_an_oral_objection_is_refused_and_the_review_goes_on():
    agreement = FiledFactory(received_on=date(2027, 4, 6))

    with pytest.raises(opinions.ObjectionNotWritten) as refused:
        opinions.give(agreement, on=date(2027, 4, 15), result="objection", is_oral=True)

    [verdict] = refused.value.verdicts
    assert verdict.citations == ("CC22 45-46", "WA9 22")
    assert due(agreement) == {"DL_REVIEW": date(2027, 4, 21)}


@pytest.mark.parametrize(
    ("served_on", "in_time"),
    [(date(2027, 4, 21), True), (date(2027, 4, 22), False)],
)
def test_an_objection_is_served_within_the_review_period(served_on, in_time):
    agreement = FiledFactory(received_on=date(2027, 4, 6))

    if in_time:
        opinions.give(agreement, on=served_on, result="objection", clauses=["夜班津贴"])
        assert agreement.concluded_on is None
    else:
        with pytest.raises(opinions.ObjectionTooLate):
            opinions.give(agreement, on=date(2027, 4, 20), result="objection", served_on=served_on)


def test_after_an_objection_it_is_signed_and_filed_again_and_all_clocks_run_anew():
    agreement = FiledFactory(kind="women", clauses={"maternity_days": 98})
    opinions.give(agreement, on=date(2027, 4, 18), result="objection")
    assert (agreement.stage, due(agreement)) == ("sign", {})

    sign(agreement, on=date(2027, 4, 22))
    assert due(agreement) == {"DL_FILE_GENERAL": date(2027, 5, 2)}
    outcome = filings.file(agreement, on=date(2027, 4, 23), copies=3)

    assert outcome.made.is_refiling
    assert due(agreement) == {"DL_REVIEW": date(2027, 5, 8)}


@pytest.mark.parametrize("make", [ConcludedFactory, InForceFactory])
def test_without_a_filing_that_waits_there_is_nothing_to_say(make):
    agreement = make()

    with pytest.raises(opinions.NothingUnderReview):
        opinions.give(agreement, on=date(2027, 5, 1), result="no_objection")

from datetime import date

import pytest

from contracts.congress import foundings
from contracts.congress.choices import CongressStage
from contracts.congress.foundings import AlreadyBeingFounded, NothingToApprove, TooEarly
from contracts.deadlines.models import Deadline
from tests.factories.founding import REQUESTED_ON, RequestFactory
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
APPROVED_ON = date(2026, 12, 28)


def clock_of(congress):
    return Deadline.objects.get(case=congress.case, code="DL_APPROVAL")


def outcomes(verdicts):
    return {verdict.rule: verdict.outcome for verdict in verdicts}


def test_a_request_makes_the_congress_and_starts_the_period_of_the_answer():
    congress = RequestFactory()

    assert (congress.stage, congress.form, congress.term_years) == ("apply", "congress", 3)
    assert congress.case.title == f"{congress.employer_party.name}职工代表大会"
    assert clock_of(congress).last_day == date(2027, 1, 5)


def test_the_approval_stops_the_period_and_opens_the_preparation():
    congress = RequestFactory()

    done = foundings.approve(congress, on=APPROVED_ON)

    assert congress.stage == CongressStage.PREPARE
    assert done.made.approved_on == APPROVED_ON
    assert clock_of(congress).state == Deadline.State.MET


def test_an_approval_after_the_last_day_counts_as_late():
    congress = RequestFactory()

    foundings.approve(congress, on=date(2027, 1, 6))

    assert clock_of(congress).state == Deadline.State.LATE


def test_what_the_approval_fixes_otherwise_than_asked_counts():
    congress = RequestFactory(term_years=3)

    foundings.approve(congress, form="assembly", term_years=5, on=APPROVED_ON)

    assert (congress.form, congress.term_years) == ("assembly", 5)


def test_a_second_approval_is_refused():
    congress = RequestFactory()
    foundings.approve(congress, on=APPROVED_ON)

    with pytest.raises(NothingToApprove):
        foundings.approve(congress, on=date(2026, 12, 29))


def test_an_approval_before_the_request_is_refused():
    congress = RequestFactory()

    with pytest.raises(TooEarly):
        foundings.approve(congress, on=date(2026, 12, 20))


def test_a_second_request_is_refused_while_the_first_is_under_way():
    congress = RequestFactory()

    with pytest.raises(AlreadyBeingFounded):
        foundings.request(congress.workers_party, form="congress", on=REQUESTED_ON)


@pytest.mark.parametrize(("years", "outcome"), [(2, "block"), (3, "ok"), (5, "ok"), (6, "block")])
def test_the_term_is_three_to_five_years(years, outcome):
    union = UnionFactory()

    done = foundings.request(union, form="congress", term_years=years, on=REQUESTED_ON)

    assert outcomes(done.verdicts)["wc.term"] == outcome


@pytest.mark.parametrize(
    ("region", "headcount", "outcome"),
    [("SH", 99, "ok"), ("SH", 100, "block"), ("CN", 100, "warn")],
)
def test_from_a_hundred_workers_on_an_assembly_will_not_do(region, headcount, outcome):
    union = UnionFactory(region=region, firm__headcount_total=headcount)

    done = foundings.request(union, form="assembly", on=REQUESTED_ON)

    assert outcomes(done.verdicts)["wc.form_threshold"] == outcome

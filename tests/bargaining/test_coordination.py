from datetime import date

import pytest

from contracts.bargaining import coordination, offers, rounds
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from tests.factories.bargaining import OfferedRoundFactory, RoundFactory, TalkingRoundFactory
from tests.factories.parties import FederationFactory, LabourDepartmentFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
APPLIED, ACCEPTED = date(2027, 3, 29), date(2027, 3, 30)


def accepted(**facts):
    round_ = OfferedRoundFactory(**facts)
    coordination.apply(round_, side="workers", on=APPLIED)
    coordination.accept(round_, on=ACCEPTED)
    return round_


def test_application_brings_the_case_before_the_labour_department_of_the_place():
    county = FederationFactory()
    department = LabourDepartmentFactory(path=county.path)
    round_ = OfferedRoundFactory(union=UnionFactory(parent=county))

    made = coordination.apply(round_, side="workers", on=APPLIED).made

    assert made.department == department
    assert round_.case.is_before_labour


def test_application_before_any_offer_is_refused():
    with pytest.raises(rounds.OutOfOrder):
        coordination.apply(RoundFactory(), on=APPLIED)


def test_second_application_beside_an_open_one_is_refused():
    with pytest.raises(coordination.CoordinationAlreadyOpen):
        coordination.apply(accepted(), on=ACCEPTED)


def test_thirty_days_run_from_acceptance():
    assert clock.running(accepted()).get(code="DL_COORD").last_day == date(2027, 4, 29)


def test_acceptance_without_an_application_is_refused():
    with pytest.raises(coordination.NoCoordination):
        coordination.accept(OfferedRoundFactory(), on=ACCEPTED)


def test_second_acceptance_is_refused():
    with pytest.raises(coordination.CoordinationAlreadyAccepted):
        coordination.accept(accepted(), on=ACCEPTED)


@pytest.mark.parametrize(("more", "outcome"), [(5, "ok"), (6, "block")])
def test_all_extensions_together_stay_within_fifteen_days(more, outcome):
    round_ = accepted()
    coordination.extend(round_, days=10, on=date(2027, 4, 20))

    verdict = coordination.extend(round_, days=more, on=date(2027, 4, 25)).verdicts[0]

    assert (verdict.outcome, verdict.found, verdict.required) == (outcome, 10 + more, 15)


def test_extension_moves_the_last_day():
    round_ = accepted()

    coordination.extend(round_, days=10, on=date(2027, 4, 20))

    deadline = clock.running(round_).get(code="DL_COORD")
    assert (deadline.last_day, deadline.rolled_day) == (date(2027, 5, 9), date(2027, 5, 10))


def test_extension_by_nothing_is_refused():
    with pytest.raises(coordination.NothingExtended):
        coordination.extend(accepted(), days=0, on=ACCEPTED)


def test_what_was_not_taken_up_can_be_neither_extended_nor_concluded():
    round_ = OfferedRoundFactory()
    coordination.apply(round_, on=APPLIED)

    with pytest.raises(coordination.CoordinationNotAccepted):
        coordination.extend(round_, days=1, on=APPLIED)
    with pytest.raises(coordination.CoordinationNotAccepted):
        coordination.conclude(round_, terms=[], on=APPLIED)


def test_conclusion_opens_the_talks_and_answers_the_offer_apart_from_the_prompt_ones():
    round_ = accepted()

    made = coordination.conclude(round_, terms=["即行协商"], on=date(2027, 4, 29)).made

    offer = offers.latest_offer(round_)
    assert round_.stage == "talks"
    assert made.terms == ["即行协商"]
    assert (offer.is_open, offer.answer, offer.coordinated_on) == (False, "", date(2027, 4, 29))
    assert dict(Deadline.objects.values_list("code", "state")) == {
        "DL_COORD": "met",
        "DL_OFFER_REPLY": "cancelled",
    }


def test_conclusion_turns_a_refusal_into_talks():
    round_ = OfferedRoundFactory()
    offers.respond(round_, answer="refuse", on=date(2027, 3, 5))
    coordination.apply(round_, on=APPLIED)
    coordination.accept(round_, on=ACCEPTED)

    coordination.conclude(round_, terms=[], on=date(2027, 4, 30))

    assert round_.stage == "talks"
    assert not offers.latest_offer(round_).is_refused
    assert Deadline.objects.get(code="DL_COORD").state == "late"


def test_deadlock_in_the_talks_goes_back_to_the_talks():
    round_ = TalkingRoundFactory()
    coordination.apply(round_, on=APPLIED)
    coordination.accept(round_, on=ACCEPTED)

    coordination.conclude(round_, terms=["增幅5%"], on=date(2027, 4, 20))

    assert round_.stage == "talks"
    assert offers.latest_offer(round_).coordinated_on is None

from datetime import date

import pytest

from contracts.bargaining import materials
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.parties.models import Side
from tests.factories.bargaining import TalkingRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def ask(round_, *, items=("2026年工资总额",), meets_on=date(2027, 3, 10), on=date(2027, 3, 2)):
    return materials.request(
        round_,
        side=Side.WORKERS,
        items=items,
        meets_on=meets_on,
        on=on,
    )


def test_data_for_wages_are_due_five_days_before_the_first_session():
    round_ = TalkingRoundFactory(kind="wage")

    ask(round_)

    deadline = clock.running(round_).get(code="DL_INFO")
    assert (deadline.last_day, deadline.side) == (date(2027, 3, 5), "employer")


def test_where_the_law_sets_no_lead_no_clock_runs():
    round_ = TalkingRoundFactory(kind="comprehensive")

    ask(round_)

    assert list(clock.running(round_)) == []


@pytest.mark.parametrize(
    ("on", "state", "late"),
    [(date(2027, 3, 5), "met", 0), (date(2027, 3, 6), "late", 1)],
)
def test_handover_stops_the_clock_and_a_day_after_shows_as_late(on, state, late):
    round_ = TalkingRoundFactory(kind="wage")
    request = ask(round_).made

    handover = materials.hand_over(
        round_,
        side=Side.EMPLOYER,
        items=["2026年工资总额"],
        on=on,
    ).made

    deadline = Deadline.objects.get(code="DL_INFO")
    assert (deadline.state, deadline.days_late) == (state, late)
    assert handover.request == request


def test_data_handed_over_unasked_are_kept():
    handover = materials.hand_over(
        TalkingRoundFactory(),
        side=Side.EMPLOYER,
        items=["利润表"],
        on=date(2027, 3, 2),
    ).made

    assert handover.request is None


def test_empty_request_is_refused():
    with pytest.raises(materials.NothingListed):
        ask(TalkingRoundFactory(), items=())


def test_empty_handover_is_refused():
    with pytest.raises(materials.NothingListed):
        materials.hand_over(
            TalkingRoundFactory(),
            side=Side.EMPLOYER,
            items=[],
            on=date(2027, 3, 2),
        )


def test_request_for_a_session_already_past_is_refused():
    with pytest.raises(materials.MeetsBeforeAsked):
        ask(TalkingRoundFactory(), meets_on=date(2027, 3, 1), on=date(2027, 3, 2))

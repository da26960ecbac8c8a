from datetime import date

import pytest

from contracts.bargaining import rounds, suspensions
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from tests.factories.bargaining import OfferedRoundFactory, TalkingRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 3, 2)


def suspend(round_, until=date(2027, 4, 1), *, on=ON, reason="订单预测分歧"):
    return suspensions.suspend(round_, until=until, reason=reason, on=on)


def test_talks_stand_still_until_the_agreed_day():
    round_ = TalkingRoundFactory()

    outcome = suspend(round_)

    assert clock.running(round_).get(code="DL_SUSPEND").last_day == date(2027, 4, 1)
    assert not outcome.blocks


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2027, 4, 1), "met"), (date(2027, 4, 2), "late")],
)
def test_resuming_stops_the_clock(on, state):
    round_ = TalkingRoundFactory()
    suspend(round_)

    suspension = suspensions.resume(round_, on=on).made

    assert suspension.resumed_on == on
    assert Deadline.objects.get(code="DL_SUSPEND").state == state


@pytest.mark.parametrize(
    ("until", "outcome"),
    [(date(2027, 5, 1), "ok"), (date(2027, 5, 2), "block")],
)
def test_beijing_caps_a_suspension_at_sixty_days(until, outcome):
    verdicts = suspend(TalkingRoundFactory(region="BJ"), until).verdicts

    assert [(v.rule, v.outcome) for v in verdicts] == [("cb.suspension", outcome)]


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [("台风，不可抗力停产", "ok"), ("订单预测分歧", "block")],
)
def test_shandong_suspends_wage_talks_for_force_majeure_only(reason, outcome):
    verdicts = suspend(TalkingRoundFactory(region="SD"), reason=reason).verdicts

    assert [(v.rule, v.outcome) for v in verdicts] == [("cb.suspension", outcome)]


def test_ningbo_counts_all_suspensions_of_a_round_together():
    round_ = TalkingRoundFactory(region="NB")
    suspend(round_, date(2027, 4, 11))
    suspensions.resume(round_, on=date(2027, 4, 11))

    verdict = suspend(round_, date(2027, 5, 2), on=date(2027, 4, 11)).verdicts[0]

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", 61, 60)


def test_suspension_without_a_day_to_come_back_is_refused():
    with pytest.raises(suspensions.NoDayToResume):
        suspend(TalkingRoundFactory(), ON)


def test_second_suspension_beside_a_running_one_is_refused():
    round_ = TalkingRoundFactory()
    suspend(round_)

    with pytest.raises(suspensions.AlreadySuspended):
        suspend(round_, date(2027, 5, 1))


def test_talks_that_are_not_open_cannot_be_suspended():
    with pytest.raises(rounds.OutOfOrder):
        suspend(OfferedRoundFactory())


def test_talks_that_are_not_suspended_cannot_be_resumed():
    with pytest.raises(suspensions.NotSuspended):
        suspensions.resume(TalkingRoundFactory(), on=ON)

"""Papers reach each delegate, day by day; who came signs in."""

from datetime import date

import pytest

from contracts.congress import attendance
from contracts.congress.attendance import NobodyNamed, NotAsked, SignedForAnother
from contracts.congress.meeting_models import Arrival, Receipt
from contracts.congress.models import Invitation
from contracts.congress.rolls import RollDoesNotFit, Voter
from contracts.congress.sittings import OutOfOrder
from contracts.deadlines.models import Deadline
from contracts.parties.references import reference
from tests.factories.congress import NOTIFIED_ON, SITS_ON, NoticeFactory
from tests.factories.meetings import ListedFactory, SmallCongressFactory
from tests.factories.polls import voters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
LAST_DAY = date(2027, 3, 19)
TOO_LATE = date(2027, 3, 20)


@pytest.fixture
def sitting():
    """A sitting of three whose notice counted no receipt yet."""
    return ListedFactory()


def names(sitting):
    return [str(row) for row in attendance.of(sitting)]


def clock_of(sitting):
    return Deadline.objects.get(subject=reference(sitting), code="DL_CONGRESS_DOCS")


def test_each_delegate_has_an_address_of_his_own(sitting):
    tokens = set(Invitation.objects.values_list("token", flat=True))

    assert names(sitting) == ["第1车间 代表0000", "第2车间 代表0001", "第3车间 代表0002"]
    assert len(tokens) == 3
    assert {len(token) for token in tokens} == {20}


def test_the_period_stops_when_the_last_one_has_the_papers(sitting):
    first, *others = names(sitting)

    some = attendance.deliver(sitting, others, on=NOTIFIED_ON)
    assert [(v.rule, v.outcome) for v in some.verdicts] == [("R_NOTICE7", "warn")]
    assert "签收2人（应签收3人），还差1人签收" in some.verdicts[0].message
    assert clock_of(sitting).state == Deadline.State.RUNNING

    done = attendance.deliver(sitting, [first], means=Receipt.READ, on=NOTIFIED_ON)

    assert [(v.rule, v.outcome) for v in done.verdicts] == [("R_NOTICE7", "ok")]
    assert (clock_of(sitting).state, clock_of(sitting).stopped_on) == (
        Deadline.State.MET,
        NOTIFIED_ON,
    )
    sitting.refresh_from_db()
    assert sitting.delivered == 3


def test_papers_six_days_before_block_with_the_figures(sitting):
    attendance.deliver(sitting, names(sitting)[:1], on=LAST_DAY)

    late = attendance.deliver(sitting, names(sitting)[:2], on=TOO_LATE)

    verdict = late.verdicts[0]
    assert (verdict.rule, verdict.outcome, verdict.found) == ("R_NOTICE7", "block", 6)
    assert verdict.message == (
        "会议材料提前6天送达（须≥7天 ✗，最迟3月19日），签收2人（应签收3人），"
        "还差1人签收；少一个签收，就算没有送到。"
    )
    assert late.is_fact
    assert attendance.of(sitting).get(name="代表0000").delivered_on == LAST_DAY


def test_who_signs_for_another_is_refused(sitting):
    with pytest.raises(SignedForAnother, match="代签不算送达"):
        attendance.deliver(sitting, names(sitting), is_own_hand=False, on=NOTIFIED_ON)

    assert attendance.without_papers(sitting).count() == 3


def test_strangers_nobody_and_other_days_are_refused(sitting):
    with pytest.raises(NotAsked, match="第9车间 王五"):
        attendance.deliver(sitting, ["第9车间 王五"], on=NOTIFIED_ON)
    with pytest.raises(NobodyNamed):
        attendance.deliver(sitting, [], on=NOTIFIED_ON)
    with pytest.raises(OutOfOrder):
        attendance.deliver(sitting, names(sitting), on=date(2027, 3, 27))


def test_a_list_that_does_not_fit_is_refused():
    sitting = NoticeFactory(SmallCongressFactory())

    with pytest.raises(RollDoesNotFit, match="名单上有2人，登记的代表有3人"):
        attendance.invite(sitting, voters(2), on=NOTIFIED_ON)
    with pytest.raises(RollDoesNotFit, match="重复的人：第1车间 代表0000"):
        attendance.invite(sitting, [*voters(2), voters(1)[0]], on=NOTIFIED_ON)


def test_where_the_notice_counted_everybody_all_have_signed():
    sitting = NoticeFactory(SmallCongressFactory())

    attendance.invite(sitting, voters(3), on=LAST_DAY)

    assert set(Invitation.objects.values_list("means", "delivered_on")) == {
        (Receipt.PAPER, NOTIFIED_ON)
    }


def test_a_new_list_takes_who_is_new_and_keeps_what_was_received(sitting):
    attendance.deliver(sitting, names(sitting)[:1], on=NOTIFIED_ON)

    attendance.invite(sitting, [*voters(2), Voter("第3车间", "李新")], on=LAST_DAY)

    assert names(sitting) == ["第1车间 代表0000", "第2车间 代表0001", "第3车间 李新"]
    assert attendance.without_papers(sitting).count() == 2


def test_who_came_is_counted_against_the_quorum(sitting):
    first, second, _ = names(sitting)

    attendance.sign_in(sitting, [first], on=SITS_ON)
    assert attendance.counted(sitting) == "应到3人，实到1人（须≥2人 ✗，差1人）"

    attendance.sign_in(sitting, [first, second], means=Arrival.CODE, on=SITS_ON)

    assert attendance.counted(sitting) == "应到3人，实到2人（须≥2人 ✓）"
    arrivals = attendance.of(sitting).values_list("arrival", flat=True)
    assert list(arrivals) == [Arrival.LIST, Arrival.CODE, ""]


def test_nobody_signs_in_before_the_day(sitting):
    with pytest.raises(OutOfOrder, match="到那一天才能签到"):
        attendance.sign_in(sitting, names(sitting), on=LAST_DAY)

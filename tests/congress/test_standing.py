"""Around sittings: group notes, committees, joint meetings, recalls, a term that moves."""

from datetime import date

import pytest

from contracts.congress import rosters, sittings, standing
from contracts.congress.elections import CountsImpossible, NotADelegate
from contracts.congress.models import CommitteeSeat, GroupNote, JointMeeting
from contracts.congress.standing_models import TermMove
from contracts.congress.terms import TERM_CODE
from contracts.deadlines import clock
from tests.factories.congress import SITS_ON, CongressFactory, NoticeFactory, SessionFactory
from tests.factories.founding import PlanFactory, vote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
LATER = date(2027, 5, 6)


def test_a_group_speaks_once_and_may_say_it_again():
    sitting = SessionFactory()

    standing.note_group(sitting, group="一组", notes="同意", on=SITS_ON)
    standing.note_group(sitting, group="一组", notes="第三条改为每月15日", attended=11, on=SITS_ON)

    assert list(GroupNote.objects.values_list("group", "notes", "attended")) == [
        ("一组", "第三条改为每月15日", 11)
    ]
    with pytest.raises(standing.NothingSaid):
        standing.note_group(sitting, group="二组", notes=" ", on=SITS_ON)
    sittings.close(sitting, on=SITS_ON)
    with pytest.raises(sittings.OutOfOrder):
        standing.note_group(sitting, group="二组", notes="同意", on=SITS_ON)


def test_the_congress_alone_names_a_committee_and_changes_it():
    sitting = SessionFactory()
    first = [{"name": "王一", "duty": "组长"}, {"name": "李二", "duty": "成员"}]
    standing.name_committee(sitting, group="提案审查", members=first, on=SITS_ON)

    new = [{"name": "王一", "duty": "组长", "post": "车工"}]
    standing.name_committee(sitting, group="提案审查", members=new, on=SITS_ON)

    now = standing.committee_of(sitting.congress)
    assert list(now.values_list("name", "post")) == [("王一", "车工")]
    assert CommitteeSeat.objects.filter(left_on=SITS_ON).count() == 2
    with pytest.raises(standing.NamedTwice):
        standing.name_committee(sitting, group="提案审查", members=[*new, *new], on=SITS_ON)
    with pytest.raises(sittings.OutOfOrder):
        standing.name_committee(NoticeFactory(), group="提案审查", members=new, on=SITS_ON)


def test_a_joint_meeting_is_told_to_the_next_sitting():
    congress = CongressFactory()
    matters = [{"item": "高温津贴发放进度", "result": "请生产部补发"}]

    done = standing.meet_jointly(congress, members=["王一（一组组长）"], matters=matters, on=LATER)

    assert done.verdicts == []
    assert standing.unreported(congress) == [done.made]
    sitting = SessionFactory(congress)
    assert standing.unreported(congress) == []
    assert JointMeeting.objects.get().reported_at == sitting


@pytest.mark.parametrize(
    "matter",
    [
        {"item": "职工福利基金使用方案", "matter": "welfare_fund"},
        {"item": "表决工资专项集体合同（草案）"},
    ],
)
def test_what_the_congress_must_pass_never_comes_before_a_joint_meeting(matter):
    done = standing.meet_jointly(CongressFactory(), members=["王一"], matters=[matter], on=LATER)

    verdict = done.verdicts[0]
    assert (verdict.rule, verdict.outcome, done.is_fact) == ("wc.joint_meeting", "block", False)
    assert "联席会议不能代替" in verdict.message
    assert "企业民主管理规定" in verdict.source


def test_a_recall_takes_the_votes_an_election_takes():
    congress = PlanFactory()
    vote(congress)
    name = rosters.standing(congress)[0].name
    told = {"name": name, "reason": "长期不履职", "workers": 10, "attended": 9}

    failed = standing.recall(congress, **told, votes=5, on=LATER)
    assert (failed.made.is_recalled, failed.verdicts[0].outcome) == (False, "block")
    assert (failed.verdicts[0].found, failed.verdicts[0].required) == (5, 6)
    assert rosters.standing(congress).count() == 2

    done = standing.recall(congress, **told, votes=6, on=LATER)

    assert (done.made.is_recalled, done.verdicts[0].outcome) == (True, "ok")
    assert name not in [row.name for row in rosters.standing(congress)]
    assert 1 in rosters.open_seats(congress).values()


def test_a_recall_without_enough_people_is_void():
    congress = PlanFactory()
    vote(congress)
    name = rosters.standing(congress)[0].name

    done = standing.recall(
        congress, name=name, reason="调离", workers=10, attended=6, votes=6, on=LATER
    )

    assert not done.made.is_recalled
    assert [(v.rule, v.outcome) for v in done.verdicts] == [
        ("wc.reps.recall", "block"),
        ("wc.reps.recall", "ok"),
    ]
    assert "差1人" in done.verdicts[0].message


def test_a_recall_needs_a_delegate_a_reason_and_figures():
    congress = PlanFactory()
    vote(congress)
    name = rosters.standing(congress)[0].name
    told = {"workers": 10, "attended": 9, "votes": 6, "on": LATER}

    with pytest.raises(NotADelegate):
        standing.recall(congress, name="王五", reason="调离", **told)
    with pytest.raises(standing.NothingSaid, match="理由"):
        standing.recall(congress, name=name, reason="", **told)
    with pytest.raises(CountsImpossible):
        standing.recall(congress, name=name, reason="调离", **{**told, "votes": 10})


def ended(congress):
    return clock.running(congress).get(code=TERM_CODE).last_day


def test_a_term_moves_with_a_reason_and_its_period_with_it():
    sitting = SessionFactory()
    sittings.close(sitting, on=SITS_ON)
    congress = sitting.congress
    end = ended(congress)
    told = {"reason": "企业分立", "decided_by": "职工代表大会", "on": LATER}
    early = date(end.year - 1, end.month, end.day)

    standing.change_term(congress, kind=TermMove.EARLY, until=early, **told)

    assert ended(congress) == early
    with pytest.raises(standing.NotLater):
        standing.change_term(congress, kind=TermMove.EARLY, until=end, **told)
    with pytest.raises(standing.NothingSaid):
        standing.change_term(congress, kind=TermMove.LATE, until=end, **{**told, "reason": ""})


def test_liaoning_asks_the_higher_unions_consent():
    congress = CongressFactory(region="LN")
    told = {"kind": TermMove.LATE, "reason": "停产", "decided_by": "职工代表大会"}
    told |= {"until": date(2031, 1, 1), "on": LATER}

    without = standing.change_term(congress, **told)
    granted = standing.change_term(congress, consent_on=LATER, **told)

    assert [v.outcome for v in without.verdicts] == ["block"]
    assert "上一级工会" in without.verdicts[0].message
    assert [v.outcome for v in granted.verdicts] == ["ok"]

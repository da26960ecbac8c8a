"""What the forms around sittings make of what is typed."""

from datetime import date

import pytest

from contracts.congress import rosters, sittings, standing
from contracts.deadlines.law import law_for
from contracts.documents.filling import PaperContext, filler_of
from tests.factories.congress import SITS_ON, CongressFactory, SessionFactory
from tests.factories.forms import chair_of, refused, rows, sent
from tests.factories.founding import PlanFactory, vote
from tests.factories.meetings import ListedFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_groups_and_committees_of_a_sitting():
    sitting = SessionFactory()
    chair = chair_of(sitting)

    note = sent("congress.note_group", sitting, chair, group="一组", notes="同意", attended=8)
    named = sent(
        "congress.name_committee",
        sitting,
        chair,
        group="提案审查",
        **rows("members", {"name": "王一", "duty": "组长"}),
    )

    assert note == {"group": "一组", "notes": "同意", "attended": 8}
    assert named == {"group": "提案审查", "members": [{"name": "王一", "duty": "组长"}]}


def test_a_joint_meeting_names_who_met_and_what_about():
    congress = CongressFactory()

    data = sent(
        "congress.meet_jointly",
        congress,
        chair_of(congress),
        **rows("members", {"name": "王一（一组组长）"}),
        **rows(
            "matters",
            {"item": "高温津贴进度", "result": "补发"},
            {"item": "福利基金", "matter": "welfare_fund"},
        ),
    )

    assert data == {
        "members": ["王一（一组组长）"],
        "matters": [
            {"item": "高温津贴进度", "result": "补发"},
            {"item": "福利基金", "matter": "welfare_fund"},
        ],
    }


def test_a_recall_is_of_somebody_who_sits():
    congress = PlanFactory()
    vote(congress)
    who = standing.label(rosters.standing(congress)[0])
    told = {"name": who, "reason": "长期不履职", "workers": 10, "attended": 9}

    data = sent("congress.recall", congress, chair_of(congress), **told, votes=6)
    wrong = refused("congress.recall", congress, chair_of(congress), **told, votes=10)

    assert data == {**told, "votes": 6}
    assert wrong == {"votes": ["赞成10票，比到会9人还多，请核对。"]}


def test_a_sitting_after_the_end_of_the_term_is_refused_with_the_way_on():
    sitting = SessionFactory()
    sittings.close(sitting, on=SITS_ON)
    congress = sitting.congress
    chair = chair_of(congress)
    notice = {"sitting": "第六年会议", "delivered": 32, **rows("agenda", {"item": "报告"})}

    wrong = refused("congress.notify", congress, chair, sits_on="2035-06-01", **notice)

    assert wrong == {
        "sits_on": [
            "本届任期到2032-03-26届满，2035-06-01开会已经过期。请先办换届；经决定延期的，先登记延期换届。"
        ]
    }


def test_the_sign_in_register_names_who_is_on_the_list():
    sitting = ListedFactory()
    filler = filler_of("congress_signin")
    law = law_for(sitting.case, on=SITS_ON)
    paper = PaperContext(
        number="", issued_on=SITS_ON, issuer=sitting.workers_party, case=sitting.case, law=law
    )

    assert filler(sitting, paper)["signins"][0] == {
        "seq": "1",
        "name": "代表0000",
        "group": "第1车间",
        "leave_reason": "",
    }


def test_a_term_moves_to_a_day():
    congress = CongressFactory()

    data = sent(
        "congress.change_term",
        congress,
        chair_of(congress),
        kind="late",
        until="2031-01-01",
        reason="停产",
        decided_by="职工代表大会",
    )

    assert data == {
        "kind": "late",
        "until": date(2031, 1, 1),
        "reason": "停产",
        "decided_by": "职工代表大会",
    }

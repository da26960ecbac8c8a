"""What the forms around sittings make of what is typed."""

from datetime import date

import pytest

from contracts.congress import rosters, standing
from tests.factories.congress import CongressFactory, SessionFactory
from tests.factories.forms import chair_of, refused, rows, sent
from tests.factories.founding import PlanFactory, vote

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

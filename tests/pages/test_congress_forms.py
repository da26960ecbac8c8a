"""What the forms of a sitting make of what is typed."""

from datetime import date

import pytest

from contracts.parties.actors import acting_as
from tests.factories import congress
from tests.factories.forms import chair_of, opened, refused, rows, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_notice_names_sitting_agenda_and_receipts():
    made = congress.CongressFactory()
    draft = congress.DraftFactory(made)
    chair = chair_of(made)

    with acting_as(chair):
        shown = opened("congress.notify", made, chair)
    data = sent(
        "congress.notify",
        made,
        chair,
        sitting="第一届第一次会议",
        sits_on="2027-06-09",
        delivered=32,
        **rows("agenda", {"item": "工资专项集体合同（草案）"}),
    )

    assert draft.kind == "wage"
    assert shown.tables["agenda"].forms[0].initial == {"item": "工资专项集体合同（草案）"}
    assert shown["delivered"].value() == 32
    assert data == {
        "sitting": "第一届第一次会议",
        "sits_on": date(2027, 6, 9),
        "agenda": ["工资专项集体合同（草案）"],
        "delivered": 32,
    }


def test_presidium_and_session_are_counted():
    sitting = congress.NoticeFactory()
    chair = chair_of(sitting)

    presidium = sent("congress.prepare", sitting, chair, members=9, leaders=2)
    session = sent("congress.sit", sitting, chair, entitled=32, present=29)

    assert presidium == {"presidium": {"members": 9, "leaders": 2}}
    assert session == {"entitled": 32, "present": 29}


def test_session_without_quorum_is_asked_twice_and_then_recorded():
    sitting = congress.NoticeFactory()
    chair = chair_of(sitting)

    asked = refused("congress.sit", sitting, chair, entitled=32, present=21)
    data = sent("congress.sit", sitting, chair, entitled=32, present=21, sure="on")

    assert asked == {
        "sure": [
            "实到21人，少于法定的22人，这次会议会记为无效。人数没有写错的话，请勾选这里再提交。",
        ],
    }
    assert data == {"entitled": 32, "present": 21}


COUNT = {
    "issued": 29,
    "returned": 29,
    "valid": 28,
    "invalid": 1,
    "yes": 25,
    "no": 2,
    "abstain": 1,
}


def test_vote_is_on_a_draft_or_on_a_matter():
    sitting = congress.SessionFactory()
    draft = congress.DraftFactory(sitting.congress)
    chair = chair_of(sitting)

    on_draft = sent("congress.vote", sitting, chair, draft=draft.pk, secret="on", **COUNT)
    on_matter = sent("congress.vote", sitting, chair, item="实施细则", **COUNT)

    assert on_draft == {
        "item": "工资专项集体合同（草案）",
        "subject": draft,
        "secret": True,
        **COUNT,
    }
    assert on_matter == {"item": "实施细则", "subject": "实施细则", "secret": False, **COUNT}


def test_vote_that_does_not_add_up_is_asked_twice_and_then_recorded():
    sitting = congress.SessionFactory()
    chair = chair_of(sitting)
    odd = COUNT | {"issued": 30, "returned": 31, "abstain": 2}

    asked = refused("congress.vote", sitting, chair, item="细则", **odd)
    data = sent("congress.vote", sitting, chair, item="细则", sure="on", **odd)

    assert asked == {
        "issued": ["发出30张，比实到29人还多。请核对计票单。"],
        "returned": ["收回31张，比发出的30张还多。请核对计票单。"],
        "valid": ["有效加废票是29张，收回31张，对不上。请核对计票单。"],
        "yes": ["赞成、反对、弃权共29票，有效28票，对不上。请核对计票单。"],
    }
    assert data == {"item": "细则", "subject": "细则", "secret": False, **odd}


def test_vote_form_says_how_many_votes_pass():
    sitting = congress.SessionFactory()

    with acting_as(chair_of(sitting)):
        form = opened("congress.vote", sitting, chair_of(sitting))

    assert form.advice() == ("应到32人，必须到22人；赞成要满17票（不是到会人数的一半）。",)


@pytest.mark.parametrize("act", ["congress.close", "congress.report"])
def test_closing_and_reporting_ask_for_the_day_alone(act):
    sitting = congress.SessionFactory()

    assert sent(act, sitting, chair_of(sitting)) == {}

"""What the forms of proposals, appraisals, board seats, opinions and open affairs make."""

from datetime import date

import pytest

from contracts.congress import opinions, proposals
from contracts.congress.choices import Opinion, PlanKind
from contracts.congress.opinions import Plan
from contracts.congress.proposals import Answered, Told
from contracts.parties.actors import acting_as
from contracts.supervision import satisfaction
from tests.factories import agreements
from tests.factories.congress import SITS_ON, CongressFactory, SessionFactory
from tests.factories.forms import TODAY, chair_of, officer_of, opened, refused, rows, sent
from workflow import forms
from workflow.forms import ComesLater
from workflow.pages import possible

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@pytest.fixture
def congress():
    return CongressFactory()


def received(congress):
    proposals.receive(congress, proposals=[Told("增设风机"), Told("早餐窗口")], on=SITS_ON)


def answered(congress):
    received(congress)
    proposals.admit(congress, on=SITS_ON)
    proposals.reply(congress, replies=[Answered(1, "已解决", "已装好")], on=SITS_ON)


def test_a_call_names_its_last_day(congress):
    data = sent("congress.proposals:call", congress, chair_of(congress), until="2027-06-15")

    assert data == {"step": "call", "until": date(2027, 6, 15)}


def test_a_call_that_ends_before_it_begins_is_refused(congress):
    found = refused("congress.proposals:call", congress, chair_of(congress), until="2027-05-01")

    assert found == {"until": ["截止日（2027-05-01）早于征集的日子（2027-06-01），请核对。"]}


def test_three_sentences_make_a_proposal(congress):
    row = {"title": "增设风机", "proposer": "刘淑华", "kind": "安全卫生", "reason": "夏季过热"}

    data = sent(
        "congress.proposals:receive", congress, chair_of(congress), **rows("proposals", row)
    )

    assert data == {"step": "receive", "proposals": [row]}


def test_each_proposal_that_waits_has_its_row_with_what_it_is_about(congress):
    received(congress)
    chair = chair_of(congress)

    with acting_as(chair):
        shown = opened("congress.proposals:admit", congress, chair)
        notes = [row.note for row in shown.tables["decisions"]]
    typed = rows("decisions", {"number": 1, "decision": "立案"}, {"number": 2})

    assert notes == ["增设风机", "早餐窗口"]
    assert sent("congress.proposals:admit", congress, chair, **typed) == {
        "step": "admit",
        "decisions": [{"number": 1, "decision": "立案"}],
    }


def test_the_firm_answers_and_the_union_enters_what_the_proposer_thinks(congress):
    answered(congress)
    reply = rows("replies", {"number": 2, "result": "列入计划", "content": "6月底前"})
    rating = rows("ratings", {"number": 1, "rating": "满意"})

    assert sent("congress.proposals:reply", congress, officer_of(congress), **reply) == {
        "step": "reply",
        "replies": [{"number": 2, "result": "列入计划", "content": "6月底前"}],
    }
    assert sent("congress.proposals:rate", congress, chair_of(congress), **rating) == {
        "step": "rate",
        "ratings": [{"number": 1, "rating": "满意"}],
    }


def test_buttons_follow_how_far_the_proposals_have_come(congress):
    def steps(actor):
        with acting_as(actor):
            acts = [choice.act for choice in possible.for_work(congress, actor)]
        own = "congress.proposals:"
        return [act.removeprefix(own) for act in acts if act.startswith(own)]

    union, firm = chair_of(congress), officer_of(congress)

    assert (steps(union), steps(firm)) == (["call", "receive"], [])
    answered(congress)
    assert (steps(union), steps(firm)) == (["receive", "close", "reply", "rate"], ["reply"])


def test_an_appraisal_is_begun_with_a_name_and_counted_whole():
    sitting = SessionFactory()
    chair = chair_of(sitting)
    counts = {"issued": 29, "returned": 28, "invalid": 1, "excellent": 12, "competent": 10}

    begun = sent("congress.appraise", sitting, chair, target="曲明远")
    asked = refused("congress.appraise", sitting, chair, target="曲明远", **counts, basic=3)

    assert begun == {"target": "曲明远"}
    assert asked == {"incompetent": ["填了收回票，这一项也要填（没有就写0）。"]}


def test_a_board_seat_says_how_many_votes_elect():
    sitting = SessionFactory()
    chair = chair_of(sitting)
    typed = {"seat": "supervisor", "name": "陈永胜", "votes": 26, "term_to": "2030-03-25"}

    with acting_as(chair):
        advice = opened("congress.elect_director", sitting, chair).advice()

    assert advice[0] == "应到32人，得票要满17票才当选（不是到会人数的一半）。"
    assert sent("congress.elect_director", sitting, chair, **typed) == {
        "seat": "supervisor",
        "name": "陈永胜",
        "votes": 26,
        "term_to": date(2030, 3, 25),
    }


def test_an_opinion_keeps_plan_groups_and_advice():
    sitting = SessionFactory()
    typed = {
        "kind": "layoff",
        "explained_on": "2027-03-08",
        "planned_on": "2027-04-20",
        "affected": 22,
        "opinion": "amended",
        "advice_text": "先谈话",
        **rows("arrangements", {"group": "铸造车间", "count": 22}),
    }

    data = sent("congress.opinion:give", sitting, chair_of(sitting), **typed)

    assert data == {
        "step": "give",
        "kind": "layoff",
        "explained_on": date(2027, 3, 8),
        "planned_on": date(2027, 4, 20),
        "affected": 22,
        "opinion": "amended",
        "advice": "先谈话",
        "arrangements": [{"group": "铸造车间", "count": 22}],
    }


def test_the_firm_finds_the_opinion_that_waits_for_its_answer():
    sitting = SessionFactory()
    form = forms.find("congress.opinion:answer")
    with pytest.raises(ComesLater):
        form.resolve(sitting)
    plan = Plan(PlanKind.LAYOFF, date(2027, 3, 8), date(2027, 4, 20), 22)
    made = opinions.give(sitting, plan, opinion=Opinion.AGREED, total=184, on=SITS_ON).made

    assert form.resolve(sitting) == (made, {})
    assert sent("congress.opinion:answer", made, officer_of(made), content="全部采纳") == {
        "step": "answer",
        "content": "全部采纳",
    }


def test_the_catalogue_of_open_affairs_starts_from_the_law_of_the_place(congress):
    officer = officer_of(congress)
    row = {"item": "工资支付", "frequency": "每月", "audience": "全体职工"}

    with acting_as(officer):
        shown = opened("congress.list_disclosures", congress, officer)

    assert shown["year"].value() == TODAY.year
    assert shown.tables["items"].forms[2].initial["frequency"] == "每月"
    assert sent(
        "congress.list_disclosures", congress, officer, year=2027, **rows("items", row)
    ) == {
        "year": 2027,
        "items": [row],
    }


def test_a_survey_has_a_row_for_each_line_of_the_sheet():
    agreement = agreements.InForceFactory(clauses={"pay_day": 15})
    chair = chair_of(agreement)
    row = {"item": "工资支付日", "satisfied": 130, "basic": 25, "dissatisfied": 6, "unknown": 2}
    typed = {"sent": 184, "returned": 167, "valid": 163, **rows("items", row)}

    with acting_as(chair):
        shown = opened("supervision.satisfaction", agreement, chair)

    assert [form.initial["item"] for form in shown.tables["items"].forms] == [
        "工资支付日",
        *satisfaction.GENERAL,
    ]
    assert sent("supervision.satisfaction", agreement, chair, **typed) == {
        "sent": 184,
        "returned": 167,
        "valid": 163,
        "items": [row],
    }

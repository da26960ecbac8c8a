"""What a congress does besides drafts goes through the door with its papers, side by side."""

from datetime import date
from typing import Any

import pytest

from contracts.congress.models import Congress, Sitting
from contracts.documents.models import Paper
from contracts.parties.actors import acting_as
from tests.factories.acts import Parties, seat_parties
from tests.factories.agreements import CaseFactory, InForceFactory
from tests.factories.congress import SITS_ON, CongressFactory, SessionFactory
from workflow import door
from workflow.door import Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
LATER = date(2027, 4, 2)


@pytest.fixture
def parties() -> Parties:
    return seat_parties()


@pytest.fixture
def congress(parties: Parties) -> Congress:
    return CongressFactory(union=parties.union)


@pytest.fixture
def sitting(congress: Congress) -> Sitting:
    return SessionFactory(congress)


def do(who: Any, act: str, to: Any, on: date = SITS_ON, **data: Any) -> Receipt:
    return door.perform(act, actor=who, on=on, to=to, data=data)


def papers(receipt: Receipt) -> list[tuple[str, str, str]]:
    """Return code, state and marks of each paper: all of these are laid out."""
    return [(paper.code, paper.state, paper.marks) for paper in receipt.papers]


def test_a_proposal_goes_from_the_call_to_the_rating(parties, congress):
    def step(who, name, **data):
        return do(who, "congress.proposals", congress, step=name, **data)

    told = [{"title": "增设风机", "proposer": "刘淑华"}, {"title": "上市时间表"}]
    decisions = [{"number": 1, "decision": "立案"}, {"number": 2, "decision": "不立案"}]
    chair, officer = parties.chair, parties.officer

    done = [
        step(chair, "call", until=LATER),
        step(chair, "receive", proposals=told),
        step(chair, "close"),
        step(chair, "admit", decisions=decisions),
        step(officer, "reply", replies=[{"number": 1, "result": "已解决", "content": "已装好"}]),
        step(chair, "rate", ratings=[{"number": 1, "rating": "满意"}]),
    ]

    assert [[code for code, *_ in papers(receipt)] for receipt in done] == [
        ["motion_call"],
        ["proposal_form", "proposal_form"],
        [],
        ["proposal_register"],
        ["proposal_reply"],
        [],
    ]
    assert {paper.state for receipt in done for paper in receipt.papers} == {Paper.State.WAITING}


def test_the_firm_rates_no_answer_of_its_own(parties, congress):
    refused = do(parties.officer, "congress.proposals", congress, step="rate", ratings=[])

    assert [verdict.rule for verdict in refused.verdicts] == ["access"]


def test_sheets_and_count_of_an_appraisal_stay_with_the_workers(parties, sitting):
    sheets = {"issued": 29, "returned": 28, "invalid": 1}
    grades = {"excellent": 12, "competent": 10, "basic": 3, "incompetent": 2}
    begun = do(parties.chair, "congress.appraise", sitting, target="曲明远")

    counted = do(parties.chair, "congress.appraise", sitting, target="曲明远", **sheets, **grades)

    assert papers(begun) == papers(counted) == [("democratic_review", Paper.State.WAITING, "")]
    for actor, seen in ((parties.chair, 2), (parties.officer, 0)):
        with acting_as(actor):
            assert Paper.objects.filter(code="democratic_review").count() == seen


@pytest.mark.parametrize(("votes", "marks"), [(26, ""), (16, "未通过")])
def test_the_report_on_a_board_seat_is_marked_where_nobody_was_elected(
    parties, sitting, votes, marks
):
    receipt = do(
        parties.chair,
        "congress.elect_director",
        sitting,
        seat="supervisor",
        name="陈永胜",
        votes=votes,
    )

    assert (receipt.ok, papers(receipt)) == (
        True,
        [("staff_director_election", Paper.State.WAITING, marks)],
    )


def test_the_firm_answers_the_opinion_the_union_gave(parties, sitting):
    plan = {
        "kind": "layoff",
        "explained_on": date(2027, 3, 8),
        "planned_on": date(2027, 4, 20),
        "affected": 22,
    }
    given = do(parties.chair, "congress.opinion", sitting, step="give", opinion="amended", **plan)

    by_union = do(parties.chair, "congress.opinion", sitting, LATER, step="answer", content="好")
    answered = do(parties.officer, "congress.opinion", sitting, LATER, step="answer", content="好")
    again = do(parties.officer, "congress.opinion", sitting, LATER, step="answer", content="好")

    code = ("layoff_settlement_opinion", Paper.State.WAITING, "")
    assert (papers(given), papers(answered)) == ([code], [code])
    assert (by_union.ok, again.ok) == (False, False)
    assert answered.papers[0].facts["employer_reply"] == "好。"


def test_the_firm_lists_what_it_lays_open(parties, congress):
    items = [{"item": "工资支付", "frequency": "每月"}]

    receipt = do(parties.officer, "congress.list_disclosures", congress, year=2027, items=items)
    by_union = do(parties.chair, "congress.list_disclosures", congress, year=2027, items=items)

    assert papers(receipt) == [("disclosure_catalogue", Paper.State.WAITING, "")]
    assert not by_union.ok


def test_the_yearly_report_brings_the_sheet_and_the_count_its_summary(parties):
    agreement = InForceFactory(CaseFactory(union=parties.union))
    row = {"item": "工资支付日", "satisfied": 130, "basic": 25, "dissatisfied": 6, "unknown": 2}
    on = date(2027, 10, 20)

    reported = do(parties.chair, "supervision.report", agreement, on)
    counts = {"sent": 184, "returned": 167, "valid": 163}
    counted = do(parties.chair, "supervision.satisfaction", agreement, on, items=[row], **counts)

    assert [code for code, *_ in papers(reported)] == ["performance_report", "satisfaction_survey"]
    assert [code for code, *_ in papers(counted)] == ["satisfaction_summary"]

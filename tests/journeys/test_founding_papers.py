"""Founding a congress leaves its papers: each at its step, from the side it comes from."""

from datetime import date

import pytest

from contracts.documents.models import Paper
from tests.factories.acts import seat_parties
from tests.factories.congress import CongressFactory
from tests.journeys.test_founding import (
    APPROVED,
    CERTIFIED,
    ELECTED,
    REQUESTED,
    codes,
    do,
    elect,
    officer_of,
    plan,
    request,
)
from workflow import door

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

BY_ELECTION = date(2027, 10, 14)


@pytest.fixture
def parties():
    return seat_parties()


def by_election(parties, congress, *replaces, elected):
    people = [{"name": name, "votes": 9, "category": "工人", "gender": "男"} for name in elected]
    return do(
        parties.chair,
        "congress.elect",
        congress,
        BY_ELECTION,
        unit="仓储运输",
        workers=10,
        attended=9,
        elected=people,
        replaces=list(replaces),
    )


def test_request_and_plan_come_from_the_union_and_the_approval_from_above(parties):
    congress = request(parties)
    do(officer_of(parties), "congress.approve", congress, APPROVED)
    plan(parties, congress)

    papers = Paper.objects.filter(case=congress.case).order_by("pk")

    assert [(paper.code, paper.issuer, paper.state) for paper in papers] == [
        ("establish_request", parties.union, Paper.State.WAITING),
        ("establish_approval", parties.federation, Paper.State.WAITING),
        ("prep_plan", parties.union, Paper.State.WAITING),
        ("quota_plan", parties.union, Paper.State.WAITING),
        ("election_notice", parties.union, Paper.State.WAITING),
        ("election_measures", parties.union, Paper.State.WAITING),
    ]
    assert papers[1].facts["request_no"] == papers[0].number
    assert papers[2].facts["approval"].endswith(f"批复（{papers[1].number}）")


def test_an_approval_entered_from_paper_still_comes_from_above(parties):
    congress = request(parties)

    receipt = door.perform(
        "congress.approve", actor=parties.chair, on=APPROVED, to=congress, paper=True
    )

    (paper,) = receipt.papers
    assert (paper.issuer, paper.marks) == (parties.federation, "补录")
    assert paper.facts["issuer_unit"] == parties.federation.name


def test_each_seat_given_up_leaves_a_record(parties):
    congress = request(parties)
    plan(parties, congress)
    elect(parties, congress, 0, 150, ELECTED)
    elect(parties, congress, 1, 9, ELECTED)
    do(parties.chair, "congress.certify", congress, CERTIFIED)

    receipt = by_election(parties, congress, "仓储运输0", "仓储运输1", elected=["甲", "乙"])

    assert codes(receipt) == [
        "election_ballot",
        "election_result",
        "delegate_change_record",
        "delegate_change_record",
    ]
    assert [paper.facts["old_delegate"] for paper in receipt.papers[2:]] == [
        "仓储运输0",
        "仓储运输1",
    ]


def test_an_election_without_seats_given_up_leaves_no_record_of_change(parties):
    congress = request(parties)
    plan(parties, congress)

    receipt = elect(parties, congress, 1, 9, ELECTED)

    assert codes(receipt) == ["election_ballot", "election_result"]


def test_where_a_congress_stands_the_request_is_for_a_new_election(parties):
    CongressFactory(union=parties.union, since=date(2024, 3, 1), term_years=3)

    receipt = do(parties.chair, "congress.request", None, REQUESTED, form="congress", term_years=3)

    (paper,) = receipt.papers
    assert (paper.code, paper.issuer) == ("reelection_request", parties.union)
    assert (paper.facts["kind"], paper.facts["term_to"]) == ("按期换届", "2027年3月1日")

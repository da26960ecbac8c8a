from datetime import date

import pytest

from contracts.congress import elections, rosters
from contracts.congress.elections import (
    BeforeTheRequest,
    CountsImpossible,
    MoreThanSeats,
    NamedTwice,
    NotADelegate,
    UnitUnknown,
    Won,
)
from contracts.verdicts import findings
from tests.factories.congress import CongressFactory
from tests.factories.founding import ELECTED_ON, PlanFactory, people, vote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
LATER = date(2027, 1, 11)


def names(congress):
    return [delegate.name for delegate in rosters.standing(congress)]


def figures(done):
    verdict = done.verdicts[0]
    return verdict.rule, verdict.outcome, verdict.found, verdict.required


def test_whoever_has_the_votes_of_the_unit_sits():
    congress = PlanFactory()

    done = vote(congress)

    assert figures(done) == ("R_ELECTION_QUORUM", "ok", 9, 7)
    assert names(congress) == ["仓储运输1", "仓储运输2"]


@pytest.mark.parametrize(("attended", "elected"), [(6, 0), (7, 2)])
def test_two_thirds_of_the_unit_must_come(attended, elected):
    congress = PlanFactory()

    done = vote(congress, attended=attended)

    assert (done.is_fact, done.made.is_valid) == (True, elected > 0)
    assert (done.blocks, done.verdicts[0].found) == (elected == 0, attended)
    assert len(names(congress)) == elected


@pytest.mark.parametrize(("votes", "outcome"), [(5, "block"), (6, "ok")])
def test_half_of_the_unit_is_not_enough(votes, outcome):
    congress = PlanFactory()

    done = vote(congress, elected=[Won("甲", 8), Won("乙", votes)])

    assert done.verdicts[0].outcome == outcome
    assert names(congress) == ["甲", "乙"][: 2 if outcome == "ok" else 1]


def test_a_seat_that_fails_leaves_the_others_and_is_filled_later():
    congress = PlanFactory()
    first = vote(congress, elected=[Won("甲", 8), Won("乙", 5)])

    assert figures(first) == ("R_ELECTION_QUORUM", "block", 5, 6)
    assert rosters.seats_failed(congress, "仓储运输") == 1

    vote(congress, elected=[Won("丙", 7)], on=LATER)

    assert rosters.seats_failed(congress, "仓储运输") == 0
    assert names(congress) == ["甲", "丙"]


def test_a_repeated_election_that_fails_again_leaves_as_many_seats_as_before():
    congress = PlanFactory()
    vote(congress, attended=6)

    vote(congress, attended=6, on=LATER)

    assert rosters.seats_failed(congress, "仓储运输") == 2


def test_a_repeated_election_cures_what_the_first_left_open():
    congress = PlanFactory()
    first = vote(congress, attended=6)
    findings.record(
        congress.case,
        first.made,
        first.verdicts,
        act="congress.elect",
        on=ELECTED_ON,
        is_standing=True,
    )

    vote(congress, on=LATER)

    assert not findings.open_blocks(congress.case).exists()


def test_a_seat_given_up_is_filled_by_its_unit():
    congress = PlanFactory()
    vote(congress)

    vote(congress, elected=[Won("丙", 7)], replaces=["仓储运输1"], on=LATER)

    assert names(congress) == ["仓储运输2", "丙"]
    assert rosters.seats_failed(congress, "仓储运输") == 0


def test_a_seat_given_up_stays_open_when_the_by_election_fails():
    congress = PlanFactory()
    vote(congress)

    vote(congress, attended=6, elected=[Won("丙", 6)], replaces=["仓储运输1"], on=LATER)

    assert names(congress) == ["仓储运输2"]
    assert rosters.seats_failed(congress, "仓储运输") == 1


def test_a_congress_on_paper_fills_a_seat_and_keeps_its_numbers():
    congress = CongressFactory()

    vote(congress, "包装车间", elected=[Won("柳青", 7, gender="女")], replaces=["丁长顺"])

    congress.refresh_from_db()
    assert (congress.stage, congress.delegates_total, congress.women) == ("standing", 32, 9)
    assert names(congress) == ["柳青"]


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"attended": 11}, CountsImpossible),
        ({"elected": [Won("甲", 10)]}, CountsImpossible),
        ({"elected": [Won("甲", 8), Won("甲", 7)]}, NamedTwice),
        ({"elected": people("甲", 3, votes=8)}, MoreThanSeats),
        ({"unit": "食堂"}, UnitUnknown),
        ({"replaces": ["外人"]}, NotADelegate),
        ({"on": date(2026, 12, 20)}, BeforeTheRequest),
    ],
)
def test_numbers_and_names_that_cannot_be_are_refused(facts, refusal):
    congress = PlanFactory()
    unit = facts.pop("unit", "仓储运输")

    with pytest.raises(refusal):
        vote(congress, unit, **facts)

    assert not congress.elections.exists()


def test_nobody_is_elected_to_a_seat_twice():
    congress = PlanFactory()
    vote(congress, elected=[Won("甲", 8)])

    with pytest.raises(NamedTwice, match="甲已经当选"):
        vote(congress, elected=[Won("甲", 8)], on=LATER)


def test_the_names_elected_are_told_in_the_order_they_were_put_down():
    congress = PlanFactory()

    done = vote(congress, elected=[Won("乙", 8), Won("甲", 8)])

    assert elections.elected_in(done.made) == ["乙", "甲"]

"""An employee director or supervisor needs the votes of all entitled, not of those present."""

from datetime import date

import pytest

from contracts.congress import board_elections
from contracts.congress.choices import Seat
from tests.factories.congress import SITS_ON, SessionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def elect(sitting, *, votes=26, seat=Seat.SUPERVISOR, **more):
    return board_elections.elect(
        sitting, seat=seat, name="陈永胜", votes_for=votes, on=SITS_ON, **more
    )


def broken(outcome):
    return [verdict.rule for verdict in outcome.verdicts if verdict.blocks]


def test_more_than_half_of_all_entitled_elect():
    made = elect(SessionFactory(), term_to=date(2030, 3, 25)).made

    assert (made.is_elected, made.votes_needed, made.quorum_needed) == (True, 17, 22)
    assert made.term_to == date(2030, 3, 25)


@pytest.mark.parametrize(
    ("present", "votes", "rules"),
    [
        (29, 16, ["R_VOTE_PASS"]),
        (21, 20, ["R_VOTE_QUORUM"]),
    ],
)
def test_without_the_votes_or_the_quorum_nobody_is_elected(present, votes, rules):
    outcome = elect(SessionFactory(present=present), votes=votes)

    assert (broken(outcome), outcome.made.is_elected, outcome.is_fact) == (rules, False, True)


def test_a_director_or_manager_is_no_supervisor_but_may_be_an_employee_director():
    sitting = SessionFactory()

    as_supervisor = elect(sitting, is_executive=True)
    as_director = elect(sitting, seat=Seat.DIRECTOR, is_executive=True)

    assert broken(as_supervisor) == ["wc.director.incompat"]
    assert broken(as_director) == []


def test_more_votes_than_people_are_no_count():
    with pytest.raises(board_elections.MoreVotesThanPresent, match="30票"):
        elect(SessionFactory(), votes=30)


def test_nobody_is_elected_twice_to_one_seat():
    sitting = SessionFactory()
    elect(sitting)

    with pytest.raises(board_elections.ElectedAlready):
        elect(sitting)

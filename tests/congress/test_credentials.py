from datetime import date

import pytest

from contracts.congress import credentials, seats
from contracts.congress.credentials import OutOfOrder
from contracts.congress.elections import Won
from contracts.deadlines.models import Deadline
from tests.factories.congress import CongressFactory
from tests.factories.founding import RosterFactory, vote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 1, 12)


def verdict_of(done, rule):
    return next(verdict for verdict in done.verdicts if verdict.rule == rule)


def figures(done, rule):
    verdict = verdict_of(done, rule)
    return verdict.outcome, verdict.found, verdict.required


def notice_of(congress):
    return Deadline.objects.get(case=congress.case, code="DL_REP_NOTICE")


def test_clean_credentials_make_the_roster_and_the_numbers_of_the_congress():
    congress = RosterFactory()

    done = credentials.certify(congress, on=ON)

    assert (done.made.is_clean, congress.stage) == (True, "qualify")
    numbers = (congress.delegates_total, congress.management, congress.women, congress.dispatch)
    assert numbers == (30, 6, 8, 0)
    assert figures(done, "R_DELEGATE_NUM") == ("ok", 30, 30)
    assert figures(done, "R_DELEGATE_MGMT") == ("ok", 6, 6)
    assert figures(done, "R_DELEGATE_WOMEN") == ("ok", 8, 8)
    assert verdict_of(done, "R_ELECTION_QUORUM").outcome == "ok"


@pytest.mark.parametrize(
    ("facts", "rule", "found", "required"),
    [
        ({"managers": 7}, "R_DELEGATE_MGMT", 7, 6),
        ({"women": 7}, "R_DELEGATE_WOMEN", 7, 8),
        ({"firm__headcount_dispatch": 8}, "R_DELEGATE_DISPATCH", 0, 1),
    ],
)
def test_a_mix_that_is_only_advised_warns(facts, rule, found, required):
    congress = RosterFactory(**facts)

    done = credentials.certify(congress, on=ON)

    assert figures(done, rule) == ("warn", found, required)
    assert done.made.is_clean


def test_one_dispatched_delegate_speaks_for_eight():
    congress = RosterFactory(dispatched=1, firm__headcount_dispatch=8)

    done = credentials.certify(congress, on=ON)

    assert figures(done, "R_DELEGATE_DISPATCH") == ("ok", 1, 1)


def test_credentials_count_everyone_and_name_the_unit_that_must_vote_again():
    congress = RosterFactory()
    vote(congress, attended=6, elected=[Won("丙", 6)], replaces=["仓储运输1"], on=ON)

    done = credentials.certify(congress, on=ON)

    assert figures(done, "R_DELEGATE_NUM") == ("ok", 30, 30)
    assert figures(done, "R_ELECTION_QUORUM") == ("block", 6, 7)
    assert "仓储运输" in verdict_of(done, "R_ELECTION_QUORUM").message
    assert (done.is_fact, done.made.faults) == (True, ["R_ELECTION_QUORUM"])
    assert (congress.stage, congress.delegates_total) == ("elect", None)


def test_planned_seats_nobody_was_elected_to_are_named_as_a_warning():
    congress = RosterFactory()
    seats.plan(
        congress,
        seats=32,
        units=[
            seats.Unit("机加车间", 90, 15),
            seats.Unit("铸造车间", 84, 13),
            seats.Unit("仓储运输", 10, 4),
        ],
        on=date(2027, 1, 8),
    )

    done = credentials.certify(congress, on=ON)

    assert figures(done, "wc.reps.vacancy") == ("warn", 2, 0)


def test_credentials_before_an_election_are_refused():
    congress = RosterFactory()

    with pytest.raises(OutOfOrder):
        credentials.certify(congress, on=date(2027, 1, 5))


def test_a_congress_on_paper_is_certified_by_the_numbers_it_came_with():
    congress = CongressFactory()
    vote(congress, "包装车间", elected=[Won("柳青", 7)], replaces=["丁长顺"])

    done = credentials.certify(congress, on=ON)

    congress.refresh_from_db()
    assert figures(done, "R_DELEGATE_NUM") == ("ok", 32, 30)
    assert (congress.stage, congress.delegates_total) == ("standing", 32)


def test_the_names_hang_for_the_usual_days_unless_a_day_is_told():
    congress, other = RosterFactory(), RosterFactory()
    credentials.certify(congress, on=ON)
    credentials.certify(other, on=ON)

    credentials.announce(congress, on=ON)
    credentials.announce(other, until=date(2027, 1, 20), on=ON)

    assert (congress.stage, notice_of(congress).last_day) == ("publish", date(2027, 1, 17))
    assert notice_of(other).last_day == date(2027, 1, 20)


def test_names_are_not_announced_before_clean_credentials():
    congress = RosterFactory()

    with pytest.raises(OutOfOrder):
        credentials.announce(congress, on=ON)


def test_an_election_after_the_credentials_asks_for_new_ones():
    congress = RosterFactory()
    credentials.certify(congress, on=ON)
    vote(congress, elected=[Won("丙", 7)], replaces=["仓储运输1"], on=ON)

    with pytest.raises(OutOfOrder):
        credentials.announce(congress, on=ON)


def test_a_notice_that_would_end_before_it_begins_is_refused():
    congress = RosterFactory()
    credentials.certify(congress, on=ON)

    with pytest.raises(OutOfOrder):
        credentials.announce(congress, until=date(2027, 1, 11), on=ON)


@pytest.mark.parametrize(("day", "state"), [(17, "running"), (18, "met")])
def test_a_notice_ends_by_itself_when_its_days_are_over(day, state):
    congress = RosterFactory()
    credentials.certify(congress, on=ON)
    credentials.announce(congress, on=ON)

    credentials.end_notice(congress, on=date(2027, 1, day))

    assert notice_of(congress).state == state

from datetime import date

import pytest

from contracts.congress import seats
from contracts.congress.seats import NoDelegates, SeatsDoNotAddUp, Unit, UnitNamedTwice
from tests.factories.congress import CongressFactory
from tests.factories.founding import UNITS, PlanFactory, RequestFactory
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2026, 12, 30)


def verdict_of(done, rule):
    return next(verdict for verdict in done.verdicts if verdict.rule == rule)


def test_a_plan_holds_the_seats_of_each_unit():
    congress = PlanFactory()

    plan = seats.standing_plan(congress)

    assert congress.stage == "elect"
    assert (plan.seats, plan.workers) == (30, 184)
    assert [unit.seats for unit in plan.units.order_by("pk")] == [15, 13, 2]


@pytest.mark.parametrize(("total", "outcome"), [(29, "block"), (30, "ok")])
def test_thirty_delegates_are_the_least(total, outcome):
    congress = RequestFactory()

    done = seats.plan(congress, seats=total, on=ON)

    found = verdict_of(done, "R_DELEGATE_NUM")
    assert (found.outcome, found.found, found.required) == (outcome, total, 30)


@pytest.mark.parametrize(("operators", "outcome"), [(8, "ok"), (9, "block")])
def test_operators_hold_at_most_a_fifth_of_an_area_congress(operators, outcome):
    congress = CongressFactory(union=UnionFactory(firm=None, area="沙岗镇纸盒行业"))

    done = seats.plan(congress, seats=40, operators=operators, on=ON)

    found = verdict_of(done, "R_REGIONAL_OPERATOR")
    assert (found.outcome, found.found, found.required) == (outcome, operators, 8)


def test_planning_before_the_approval_only_warns():
    congress = RequestFactory()

    done = seats.plan(congress, seats=30, units=UNITS, on=ON)

    assert verdict_of(done, "R_ORDER").outcome == "warn"


def test_a_new_plan_takes_the_place_of_the_old_one():
    congress = PlanFactory()

    seats.plan(congress, seats=31, on=date(2027, 1, 2))

    assert seats.standing_plan(congress).seats == 31
    assert congress.seat_plans.filter(replaced_on=date(2027, 1, 2)).count() == 1


def test_units_that_do_not_add_up_are_refused_with_the_difference():
    congress = RequestFactory()

    with pytest.raises(SeatsDoNotAddUp, match="少2名"):
        seats.plan(congress, seats=32, units=UNITS, on=ON)


def test_a_unit_named_twice_is_refused():
    congress = RequestFactory()
    twice = [Unit("机加车间", 90, 15), Unit("机加车间", 94, 15)]

    with pytest.raises(UnitNamedTwice, match="机加车间"):
        seats.plan(congress, seats=30, units=twice, on=ON)


def test_an_assembly_has_no_seats():
    congress = RequestFactory(form="assembly", firm__headcount_total=60)

    with pytest.raises(NoDelegates):
        seats.plan(congress, seats=30, on=ON)


@pytest.mark.parametrize(
    ("workers", "count", "dealt"),
    [
        ([62, 44, 38, 18, 10, 12], 32, [11, 8, 6, 3, 2, 2]),
        ([90, 84, 4], 30, [15, 14, 1]),
        ([100, 1, 1], 3, [1, 1, 1]),
        ([50, 50], 3, [2, 1]),
        ([10, 0], 2, [2, 0]),
        ([0], 5, [0]),
        ([], 5, []),
    ],
)
def test_seats_are_dealt_out_by_the_workers_of_each_unit(workers, count, dealt):
    assert seats.proposal(workers, count) == dealt

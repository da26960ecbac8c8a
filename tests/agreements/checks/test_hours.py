from decimal import Decimal

import pytest

from contracts.agreements import library
from contracts.agreements.checks import hours
from contracts.agreements.texts import Text
from tests.factories.agreements import law_of


def text(**clauses):
    return Text(kind="comprehensive", clauses=library.read(clauses))


def test_forty_two_hours_a_week_break_the_floor_by_its_pack_key():
    day, week = hours.check_hours(text(hours_day=8, hours_week=42), law_of("comprehensive"))

    assert (day.rule, day.outcome) == ("floor.hours.day", "ok")
    assert (week.rule, week.outcome) == ("floor.hours.week", "block")
    assert (week.found, week.required) == (42, 40)
    assert week.citations[0] == "HOURS 3"


def test_statutory_leave_is_enough():
    [verdict] = hours.check_leave(
        text(annual_leave={1: 5, 10: 10, 20: 15}), law_of("comprehensive")
    )

    assert verdict.outcome == "ok"


@pytest.mark.parametrize(
    ("steps", "found", "required"),
    [({1: 4, 10: 10, 20: 15}, 4, 5), ({1: 5, 20: 15}, 5, 10), ({1: 5, 10: 10}, 10, 15)],
)
def test_leave_below_any_statutory_step_blocks(steps, found, required):
    [verdict] = hours.check_leave(text(annual_leave=steps), law_of("comprehensive"))

    assert (verdict.rule, verdict.outcome) == ("floor.leave.days", "block")
    assert (verdict.found, verdict.required) == (found, required)


@pytest.mark.parametrize(
    ("months", "years", "outcome", "most"),
    [
        (2, 2, "ok", 2),
        (3, 2, "block", 2),
        (6, 3, "ok", 6),
        (7, 3, "block", 6),
        (1, Decimal("0.5"), "ok", 1),
        (1, Decimal("0.2"), "block", 0),
        (6, None, "ok", 6),
    ],
)
def test_probation_follows_the_length_of_the_labour_contract(months, years, outcome, most):
    clauses = {"probation_months": months}
    if years is not None:
        clauses["labour_contract_years"] = years

    [verdict] = hours.check_probation(text(**clauses), law_of("comprehensive"))

    assert (verdict.outcome, verdict.required) == (outcome, most)

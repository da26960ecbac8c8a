from datetime import date
from itertools import pairwise

import pytest

from contracts.statutes import counting, periods, workdays
from contracts.statutes.counting import Mark
from contracts.statutes.periods import Direction, Period, Unit

CALENDAR = workdays.official()


def shown(base, period):
    days = counting.count(base, period, CALENDAR)
    return [(day.day.isoformat()[5:], day.number, day.mark.word) for day in days]


def test_working_days_pass_over_the_spring_festival_and_count_the_swap_day():
    period = Period(6, Unit.WORKING_DAY)

    days = shown(date(2026, 2, 12), period)

    assert days[:3] == [("02-12", 0, "起算"), ("02-13", 1, ""), ("02-14", 2, "")]
    assert days[3:12] == [(f"02-{n}", 0, "不计") for n in range(15, 24)]
    assert days[12:] == [("02-24", 3, ""), ("02-25", 4, ""), ("02-26", 5, ""), ("02-27", 6, "最迟")]


def test_natural_days_count_rest_days_and_roll_on_over_the_holiday():
    days = shown(date(2026, 9, 28), Period(3))

    assert days == [
        ("09-28", 0, "起算"),
        ("09-29", 1, ""),
        ("09-30", 2, ""),
        ("10-01", 3, "最迟"),
        *((f"10-0{n}", 0, "不计") for n in range(2, 8)),
        ("10-08", 0, "顺延到"),
    ]


def test_a_period_that_runs_back_is_counted_back_from_its_event():
    days = shown(date(2026, 3, 4), Period(2, direction=Direction.BEFORE))

    assert days == [("03-02", 2, "最迟"), ("03-03", 1, ""), ("03-04", 0, "起算")]


def test_months_are_not_counted_in_days():
    days = counting.count(date(2026, 1, 31), Period(1, Unit.MONTH), CALENDAR)

    assert {day.number for day in days} == {0}
    assert [day.day for day in days if day.mark is Mark.LAST] == [date(2026, 2, 28)]


def test_every_day_of_a_count_is_there_once():
    days = counting.count(date(2025, 12, 20), Period(20, Unit.WORKING_DAY), CALENDAR)

    assert {(b.day - a.day).days for a, b in pairwise(days)} == {1}


@pytest.mark.parametrize(
    ("period", "base", "years"),
    [
        (Period(10, Unit.WORKING_DAY), date(2026, 12, 1), []),
        (Period(10, Unit.WORKING_DAY), date(2026, 12, 25), [2027]),
        (Period(20), date(2026, 12, 25), []),
        (Period(10, Unit.WORKING_DAY, Direction.BEFORE), date(2025, 1, 3), [2024]),
    ],
)
def test_a_year_nobody_entered_is_named_only_where_working_days_are_counted(period, base, years):
    assert counting.depends_on_calendar(period, CALENDAR, base) == years


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("unit", list(Unit))
def test_a_period_is_read_as_it_is_written(unit, direction):
    period = Period(10, unit, direction)

    assert periods.read(str(period)) == period


def test_other_words_are_no_period():
    assert periods.read("双方约定") is None

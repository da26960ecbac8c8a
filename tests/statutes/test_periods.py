from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.statutes import periods, workdays
from contracts.statutes.periods import DueDay, Period
from contracts.statutes.workdays import Calendar

DAY = timedelta(days=1)
PLAIN = Calendar()


def test_the_day_of_the_event_is_not_counted():
    last = periods.last_day(date(2027, 1, 8), Period(20), PLAIN)

    assert last == date(2027, 1, 28)


@pytest.mark.parametrize(
    ("expiry", "opens"),
    [
        (date(2029, 6, 30), date(2029, 3, 30)),
        (date(2030, 3, 31), date(2029, 12, 31)),
        (date(2027, 6, 30), date(2027, 3, 30)),
        (date(2027, 5, 31), date(2027, 2, 28)),
        (date(2028, 5, 31), date(2028, 2, 29)),
        (date(2027, 2, 28), date(2026, 11, 28)),
    ],
)
def test_three_months_back_take_the_corresponding_day_or_the_end_of_the_month(expiry, opens):
    last = periods.last_day(expiry, Period(3, "month", "before"), PLAIN)

    assert last == opens


def test_sixty_days_before_the_end_of_march():
    last = periods.last_day(date(2027, 3, 31), Period(60, "natural_day", "before"), PLAIN)

    assert last == date(2027, 1, 30)


def test_a_year_from_leap_day_ends_on_the_last_of_february():
    last = periods.last_day(date(2028, 2, 29), Period(1, "year"), PLAIN)

    assert last == date(2029, 2, 28)


def test_the_last_day_rolls_over_rest_days_and_holidays():
    calendar = workdays.official()

    due = periods.due(date(2026, 9, 24), Period(7), calendar)

    assert due == DueDay(day=date(2026, 10, 1), rolled=date(2026, 10, 8))


def test_a_swap_workday_on_a_saturday_does_not_roll():
    calendar = workdays.official()

    due = periods.due(date(2026, 9, 20), Period(20), calendar)

    assert due == DueDay(day=date(2026, 10, 10), rolled=date(2026, 10, 10))


def test_seven_days_before_a_sitting_never_roll_later():
    calendar = workdays.official()

    due = periods.due(date(2026, 10, 9), Period(7, "natural_day", "before"), calendar)

    assert due == DueDay(day=date(2026, 10, 2), rolled=date(2026, 10, 2))


def test_a_period_reads_as_the_statute_says_it():
    assert str(Period(10, "working_day")) == "10个工作日内"
    assert str(Period(7, "natural_day", "before")) == "7日前"


@pytest.mark.parametrize("wrong", [{"amount": -1}, {"unit": "week"}, {"direction": "sideways"}])
def test_a_period_of_unknown_shape_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\S"):
        Period(**{"amount": 7, **wrong})


def oracle(base: date, period: Period, calendar: Calendar) -> date:
    """Find the last day by walking the almanac one day at a time, with other means than ours."""
    step = -DAY if period.direction == "before" else DAY
    day = base
    if period.unit in ("natural_day", "working_day"):
        left = period.amount
        while left:
            day += step
            rest = day in calendar.off or (
                day.isoweekday() in (6, 7) and day not in calendar.workdays
            )
            if period.unit == "natural_day" or not rest:
                left -= 1
        return day
    turns = period.amount * (12 if period.unit == "year" else 1)
    day = base.replace(day=1)
    for _ in range(turns):
        day = (day + 31 * DAY).replace(day=1) if step == DAY else (day - DAY).replace(day=1)
    month = day.month
    while day.day < base.day and (day + DAY).month == month:
        day += DAY
    return day


@settings(max_examples=2000, deadline=None)
@given(
    base=st.dates(date(2024, 6, 1), date(2028, 12, 31)),
    period=st.builds(
        Period,
        st.integers(0, 120),
        st.sampled_from(periods.Unit),
        st.sampled_from(periods.Direction),
    ),
)
def test_two_thousand_last_days_agree_with_a_walk_through_the_almanac(base, period):
    calendar = workdays.official()

    last = periods.last_day(base, period, calendar)

    assert last == oracle(base, period, calendar)


@settings(max_examples=500, deadline=None)
@given(base=st.dates(date(2025, 1, 1), date(2026, 12, 31)), amount=st.integers(0, 90))
def test_the_rolled_day_is_the_first_workday_not_before_the_safe_day(base, amount):
    calendar = workdays.official()

    due = periods.due(base, Period(amount), calendar)

    between = [due.day + n * DAY for n in range((due.rolled - due.day).days)]
    assert due.rolled >= due.day
    assert calendar.is_workday(due.rolled)
    assert not any(calendar.is_workday(day) for day in between)

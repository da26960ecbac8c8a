from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.statutes import workdays
from contracts.statutes.sheets import SheetFaulty
from contracts.statutes.workdays import Calendar

DAY = timedelta(days=1)


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_a_loaded_year_agrees_with_a_published_calendar(year):
    calendar = workdays.official()
    days = [date(year, 1, 1) + n * DAY for n in range(365)]

    differing = [
        day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)
    ]

    assert differing == []


def test_a_year_that_was_not_loaded_knows_weekends_only_and_says_so():
    calendar = workdays.official()

    assert not calendar.knows(2027)
    assert calendar.is_workday(date(2027, 10, 1))
    assert not calendar.is_workday(date(2027, 10, 2))
    assert calendar.unknown_years(date(2026, 12, 1), date(2028, 1, 1)) == [2027, 2028]


def test_what_a_case_adds_wins_over_the_official_calendar():
    calendar = workdays.official().plus(off=[date(2027, 4, 5)], workdays=[date(2026, 10, 2)])

    assert not calendar.knows(2027)
    assert not calendar.is_workday(date(2027, 4, 5))
    assert calendar.is_workday(date(2026, 10, 2))
    assert workdays.official().is_workday(date(2027, 4, 5))


def test_a_swap_workday_may_be_taken_off_again():
    calendar = workdays.official().plus(off=[date(2026, 10, 10)])

    assert not calendar.is_workday(date(2026, 10, 10))


def test_one_day_cannot_be_added_as_off_and_worked():
    with pytest.raises(ValueError, match="2027-04-05 不能既放假又上班"):
        Calendar().plus(off=[date(2027, 4, 5)], workdays=[date(2027, 4, 5)])


@settings(max_examples=300, deadline=None)
@given(day=st.dates(date(2025, 1, 1), date(2026, 12, 31)), amount=st.integers(1, 60))
def test_counting_working_days_undoes_adding_them(day, amount):
    calendar = workdays.official()

    last = calendar.add(day, amount)

    assert calendar.is_workday(last)
    assert calendar.between(day, last) == amount
    assert calendar.between(day, last - DAY) == amount - 1


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("years:\n  '2027':\n    off: ['2027-13-01']\n", 3, "不是日期"),
        ("years:\n  '2027':\n    off: ['2026-01-01']\n", 3, "不在 2027 年"),
        (
            "years:\n  '2027':\n    off: ['2027-01-01']\n    swap_workdays: ['2027-01-01']\n",
            4,
            "不能既放假又上班",
        ),
    ],
)
def test_a_wrong_calendar_is_refused_with_line_and_reason(tmp_path, text, line, reason):
    file = tmp_path / "calendar.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(SheetFaulty, match=reason) as refusal:
        workdays.load(file)

    assert (refusal.value.file, refusal.value.line) == ("calendar.yaml", line)

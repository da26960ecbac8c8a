"""A period day by day, as one counts it on a calendar with a finger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contracts.statutes import periods
from contracts.statutes.periods import Period, Unit
from contracts.statutes.workdays import Calendar

_ONE_DAY = timedelta(days=1)


class Mark(StrEnum):
    """What a day of a period is."""

    BASE = "base"
    LAST = "last"
    ROLLED = "rolled"
    COUNTED = "counted"
    SKIPPED = "skipped"

    @property
    def word(self) -> str:
        """Return the word that stands on the day; a plain counted day needs none."""
        return {"base": "起算", "last": "最迟", "rolled": "顺延到", "skipped": "不计"}.get(self, "")


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day of a period; ``number`` says the how-many-th it is, 0 where days are not counted."""

    day: date
    number: int
    mark: Mark
    is_workday: bool


def count(base: date, period: Period, calendar: Calendar) -> list[CountedDay]:
    """Return every day from the event to the last day (or back), in the order of the calendar.

    The day of the event is not counted; of working days only those people work on are. Months and
    years are not counted in days: there only the two ends have a mark. The day a last one rolls on
    to closes the list, with the rest days before it.
    """
    due = periods.due(base, period, calendar)
    steps = {base: CountedDay(base, 0, Mark.BASE, calendar.is_workday(base))}
    number = 0
    for day in _between(base, due.day):
        works = calendar.is_workday(day)
        counts = _counts(period.unit, is_workday=works)
        number += counts
        is_skipped = period.unit is Unit.WORKING_DAY and not works
        mark = Mark.LAST if day == due.day else Mark.SKIPPED if is_skipped else Mark.COUNTED
        steps[day] = CountedDay(day, number if counts else 0, mark, works)
    for day in _between(due.day, due.rolled):
        mark = Mark.ROLLED if day == due.rolled else Mark.SKIPPED
        steps[day] = CountedDay(day, 0, mark, calendar.is_workday(day))
    return [steps[day] for day in sorted(steps)]


def _counts(unit: Unit, *, is_workday: bool) -> bool:
    return unit is Unit.NATURAL_DAY or (unit is Unit.WORKING_DAY and is_workday)


def _between(first: date, last: date) -> list[date]:
    """Return the days after the first up to and including the last, in the order of counting."""
    step = _ONE_DAY if last >= first else -_ONE_DAY
    return [first + step * n for n in range(1, abs((last - first).days) + 1)]


def depends_on_calendar(period: Period, calendar: Calendar, base: date) -> list[int]:
    """Return the years whose days off nobody entered though the last day was counted by them."""
    if period.unit is not Unit.WORKING_DAY:
        return []
    return calendar.unknown_years(base, periods.last_day(base, period, calendar))

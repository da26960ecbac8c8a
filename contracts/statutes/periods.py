"""Periods of law: from the day of an event to a last day, in days, working days or months."""

from __future__ import annotations

import calendar as almanac
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contracts.statutes.workdays import Calendar

_MONTHS_IN_YEAR = 12
_WRITTEN = re.compile(r"(\d+)(日|个工作日|个月|年)(内|前)")


class Unit(StrEnum):
    """What a period is counted in; a bare 日 is a natural day."""

    NATURAL_DAY = "natural_day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"

    @property
    def label(self) -> str:
        """Return the unit as a Chinese text counts it: 日, 个工作日, 个月, 年."""
        return {"natural_day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}[self]


class Direction(StrEnum):
    """Whether a period runs on from its event or back from it (会议7日前)."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of time as a statute writes it."""

    amount: int
    unit: Unit = Unit.NATURAL_DAY
    direction: Direction = Direction.AFTER

    def __post_init__(self) -> None:
        """Take plain words for unit and direction.

        :raises ValueError: for a negative amount, an unknown unit or direction.
        """
        object.__setattr__(self, "unit", Unit(self.unit))
        object.__setattr__(self, "direction", Direction(self.direction))
        if self.amount < 0:
            raise ValueError(f"a period of {self.amount} runs backwards: say direction 'before'")

    def __str__(self) -> str:
        """Return the period as a Chinese text says it: 10个工作日内, 7日前."""
        tail = "前" if self.direction is Direction.BEFORE else "内"
        return f"{self.amount}{self.unit.label}{tail}"


def read(text: str) -> Period | None:
    """Return the period a text says as ``str`` writes it (10个工作日内), or nothing."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    unit = next(unit for unit in Unit if unit.label == found[2])
    return Period(int(found[1]), unit, Direction.BEFORE if found[3] == "前" else Direction.AFTER)


@dataclass(frozen=True, slots=True)
class DueDay:
    """The last day in time, by both readings.

    ``day`` is the safe one: not moved. ``rolled`` is moved on over rest days and holidays. A
    period that runs back never moves later, so both are the same there.
    """

    day: date
    rolled: date


def last_day(base: date, period: Period, calendar: Calendar) -> date:
    """Return the last day of a period, not moved; the day of the event is not counted.

    民法典 第二百零一条、第二百零二条: months and years end on the corresponding day, or on the last
    day of the month where there is none. A period that runs back ends on the last day that is
    still in time ("7日前"), or begins a window ("期满前3个月内"): the arithmetic is the same.
    """
    amount = -period.amount if period.direction is Direction.BEFORE else period.amount
    if period.unit is Unit.NATURAL_DAY:
        return base + timedelta(days=amount)
    if period.unit is Unit.WORKING_DAY:
        return calendar.add(base, amount)
    return _months_on(base, amount * (_MONTHS_IN_YEAR if period.unit is Unit.YEAR else 1))


def due(base: date, period: Period, calendar: Calendar) -> DueDay:
    """Return the last day both unmoved and rolled on (民法典 第二百零三条)."""
    day = last_day(base, period, calendar)
    if period.direction is Direction.BEFORE:
        return DueDay(day=day, rolled=day)
    return DueDay(day=day, rolled=calendar.roll(day))


def _months_on(base: date, months: int) -> date:
    year, month = divmod(base.year * _MONTHS_IN_YEAR + base.month - 1 + months, _MONTHS_IN_YEAR)
    month += 1
    return date(year, month, min(base.day, almanac.monthrange(year, month)[1]))

"""Working days and rest days of China, swap workdays (调休上班日) included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from contracts.statutes import sheets

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off and the swap workdays someone announced; everything else goes by the weekday."""

    off: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Test whether people work on this day."""
        if day.weekday() >= _SATURDAY:
            return day in self.workdays
        return day not in self.off

    def knows(self, year: int) -> bool:
        """Test whether days off were entered for the year; if not, only weekends are known."""
        return year in self.years

    def unknown_years(self, first: date, last: date) -> list[int]:
        """Return the years from one day to another, in any order, nobody entered days for."""
        low, high = sorted((first.year, last.year))
        return [year for year in range(low, high + 1) if year not in self.years]

    def roll(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next working day.

        民法典 第二百零三条. Rest days (休息日) and holidays both move the day, always later.
        """
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def add(self, day: date, amount: int) -> date:
        """Return the working day that is ``amount`` working days after (negative: before) a day.

        The day itself is not counted, whether people work on it or not.
        """
        step = _ONE_DAY if amount >= 0 else -_ONE_DAY
        left = abs(amount)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Count the working days after ``first`` up to and including ``last``."""
        days = (last - first).days
        return sum(self.is_workday(first + timedelta(days=n)) for n in range(1, days + 1))

    def with_year(self, year: int, *, off: Iterable[date], workdays: Iterable[date]) -> Calendar:
        """Return a calendar in which one year stands as given, in the place of what was known.

        :raises ValueError: if one day is both off and worked.
        """
        days_off, days_on = frozenset(off), frozenset(workdays)
        if both := days_off & days_on:
            raise ValueError(f"{min(both)} 不能既放假又上班")
        return Calendar(
            off=frozenset(day for day in self.off if day.year != year) | days_off,
            workdays=frozenset(day for day in self.workdays if day.year != year) | days_on,
            years=self.years | {year},
        )

    def plus(self, *, off: Iterable[date] = (), workdays: Iterable[date] = ()) -> Calendar:
        """Return a calendar with more days off and more workdays; what is added here wins.

        A single day more does not make a year known.

        :raises ValueError: if one day is added as both.
        """
        more_off, more_work = frozenset(off), frozenset(workdays)
        if both := more_off & more_work:
            raise ValueError(f"{min(both)} 不能既放假又上班")
        return Calendar(
            off=(self.off - more_work) | more_off,
            workdays=(self.workdays - more_off) | more_work,
            years=self.years,
        )


@cache
def official() -> Calendar:
    """Return the calendar of the State Council's yearly notices (全国年节及纪念日放假办法)."""
    return load(Path(__file__).with_name("calendar.yaml"))


def load(path: Path) -> Calendar:
    """Return the calendar a file holds: for each year ``off`` and ``swap_workdays``.

    :raises SheetFaulty: if a day is no day, is in the wrong year, or is both off and worked.
    """
    sheet = sheets.read(path)
    off: set[date] = set()
    work: set[date] = set()
    for year, entry in sheet["years"].items():
        off |= _days(entry, "off", year)
        work |= _days(entry, "swap_workdays", year)
        if both := off & work:
            entry.fault(f"{min(both)} 不能既放假又上班", at="swap_workdays")
    years = frozenset(int(year) for year in sheet["years"])
    return Calendar(off=frozenset(off), workdays=frozenset(work), years=years)


def _days(entry: sheets.Block, key: str, year: str) -> set[date]:
    days = set()
    for written in entry.get(key) or []:
        try:
            day = date.fromisoformat(written)
        except (TypeError, ValueError):
            entry.fault(f"不是日期：{written!r}", at=key)
        if day.year != int(year):
            entry.fault(f"{day} 不在 {year} 年", at=key)
        days.add(day)
    return days

"""The days off of a year as an office receives them: read from YAML, CSV or words, and judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import yaml

_OFF = ("休息", "放假", "休", "off")
_WORK = ("调休上班", "补班", "上班", "班", "workdays", "workday", "work")
_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_SPAN = re.compile(rf"{_DAY}\s*(?:至|到|~|—|–|－)\s*{_DAY}")
_ONE = re.compile(_DAY)
_SATURDAY = 5
_LONGEST_SPAN = 31
_FEWEST_OFF, _MOST_OFF = 7, 60
_FIXED = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}


class CalendarUnreadable(Exception):
    """The text names no day, or a line of it cannot be read."""


@dataclass(slots=True)
class YearPlan:
    """The days off and the swap workdays of one year."""

    year: int
    off: set[date] = field(default_factory=set)
    workdays: set[date] = field(default_factory=set)


def read(text: str) -> YearPlan:
    """Return the one year a text speaks of: our YAML, or lines of a word and days.

    ``休 2027-01-01至2027-01-03``, ``班：2027年2月6日、2027年2月20日`` and CSV (``2027-01-01,休``)
    are such lines; every day says its year.

    :raises CalendarUnreadable: naming the line, if it cannot be read or names another year.
    """
    plans = _from_yaml(text) if re.search(r"(?m)^\s*years\s*:", text) else _from_lines(text)
    if not plans:
        raise CalendarUnreadable("没有读到任何日期。每行写“休”或“班”和日期，如：休 2027-01-01")
    if len(plans) > 1:
        years = "、".join(str(year) for year in sorted(plans))
        raise CalendarUnreadable(f"一次只录入一年，这里有{years}年的日子，请分开录入。")
    return next(iter(plans.values()))


def faults(plan: YearPlan) -> list[str]:
    """Return what makes a plan impossible to use; an empty list if it can be."""
    found = [f"{day} 既放假又上班。" for day in sorted(plan.off & plan.workdays)]
    found += [
        f"{day} 本来就是工作日，不是调休上班日。"
        for day in sorted(plan.workdays)
        if day.weekday() < _SATURDAY
    ]
    if not plan.off:
        found.append("没有放假的日子。")
    return found


def doubts(plan: YearPlan) -> list[str]:
    """Return what looks odd about a plan and should be compared with the notice."""
    found = []
    if plan.off and not _FEWEST_OFF <= len(plan.off) <= _MOST_OFF:
        found.append(f"放假的日子有{len(plan.off)}天，与往年差得多，请核对通知。")
    found += [
        f"{name}没有列入放假的日子，请核对通知。"
        for name, (month, day) in _FIXED.items()
        if date(plan.year, month, day) not in plan.off
    ]
    return found


def _from_yaml(text: str) -> dict[int, YearPlan]:
    try:
        years = yaml.safe_load(text)["years"]
        items = [(int(year), entry) for year, entry in years.items()]
        plans = {year: YearPlan(year) for year, _ in items}
        for year, entry in items:
            for name, days in entry.items():
                kept = plans[year].off if name in ("off", False) else plans[year].workdays
                kept |= {date.fromisoformat(str(day)) for day in days or ()}
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as fault:
        raise CalendarUnreadable(f"这个 YAML 文件读不懂：{str(fault)[:200]}") from fault
    except RecursionError as fault:
        raise CalendarUnreadable("这个 YAML 文件一层套一层，读不懂。") from fault
    for plan in plans.values():
        for day in sorted(plan.off | plan.workdays):
            if day.year != plan.year:
                raise CalendarUnreadable(f"{day} 不在 {plan.year} 年。")
    return plans


def _from_lines(text: str) -> dict[int, YearPlan]:
    plans: dict[int, YearPlan] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        days = _days_of(line, number)
        if not days:
            continue
        is_off = _kind_of(line, number)
        for day in days:
            plan = plans.setdefault(day.year, YearPlan(day.year))
            (plan.off if is_off else plan.workdays).add(day)
    return plans


def _kind_of(line: str, number: int) -> bool:
    """Return whether a line names days off; 调休上班 holds 休, so words of work come first."""
    words = line.lower()
    if any(word in words for word in _WORK):
        return False
    if any(word in words for word in _OFF):
        return True
    raise CalendarUnreadable(f"第{number}行没有写“休”还是“班”：{line.strip()}")


def _days_of(line: str, number: int) -> list[date]:
    try:
        days = []
        for span in _SPAN.finditer(line):
            first, last = _day(span.groups()[:3]), _day(span.groups()[3:])
            days += _span(first, last)
        rest = _SPAN.sub(" ", line)
        return days + [_day(found.groups()) for found in _ONE.finditer(rest)]
    except ValueError as fault:
        raise CalendarUnreadable(f"第{number}行的日期不对：{line.strip()}（{fault}）") from fault


def _span(first: date, last: date) -> list[date]:
    if not 0 <= (last - first).days <= _LONGEST_SPAN:
        raise ValueError(f"{first}至{last}")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _day(parts: tuple[str, ...]) -> date:
    year, month, day = (int(part) for part in parts)
    return date(year, month, day)

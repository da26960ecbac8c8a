"""Whether a last day is a guess: counted in working days of a year whose days off are not loaded.

What is natural days is never a guess; only where it rolls to may be, and that is never earlier.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from contracts.deadlines import clock
from contracts.deadlines.law import calendar
from contracts.deadlines.models import Deadline
from contracts.statutes import periods
from contracts.statutes.periods import Unit
from contracts.statutes.workdays import Calendar


def counted_from(row: Deadline) -> date | None:
    """Return the day from which working days were counted; nothing for any other count."""
    period = periods.read(row.counted)
    is_counted = period is not None and period.unit is Unit.WORKING_DAY and not row.is_agreed
    return row.base_on if is_counted else None


def years_of(row: Deadline, known: Calendar) -> list[int]:
    """Return the years nobody loaded that a last day was counted over; empty if it is sure."""
    first = counted_from(row)
    return known.unknown_years(first, row.last_day) if first else []


def note(years: Iterable[int]) -> str:
    """Return what is said beside such a day: 2027年度放假安排尚未导入."""
    said = "、".join(str(year) for year in years)
    return f"{said}年度放假安排尚未导入" if said else ""


def note_on(case_id: int, day: date) -> str:
    """Return what a paper says beside a last day of a case; empty if it is sure.

    A period that runs is asked before those of old.
    """
    running = [row for row in clock.running_in(case_id) if day in (row.last_day, row.judged_day)]
    of_old = Deadline.objects.filter(Q(last_day=day) | Q(judged_day=day), case=case_id)
    known: Calendar | None = None
    for row in running or of_old.order_by("pk"):
        if counted_from(row) is None:
            continue
        known = known or calendar()
        if years := years_of(row, known):
            return note(years)
    return ""

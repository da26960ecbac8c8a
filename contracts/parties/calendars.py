"""Enter the working-day calendar of a year (放假安排) once the State Council has published it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from contracts.parties import actors
from contracts.parties.local_tables import CalendarYear


class CalendarUnchanged(Exception):
    """The year is entered already, day for day the same; nothing was changed."""


@transaction.atomic
def enter(
    year: int,
    *,
    off: Collection[date],
    workdays: Collection[date],
    source: str,
    on: date,
) -> CalendarYear:
    """Keep the days of a year; an earlier entry of it stays on record as replaced.

    :raises CalendarUnchanged: if the year stands like this already.
    """
    days_off = sorted(day.isoformat() for day in off)
    days_on = sorted(day.isoformat() for day in workdays)
    earlier = current(year)
    if earlier is not None:
        if (earlier.off, earlier.workdays) == (days_off, days_on):
            raise CalendarUnchanged(f"{year}年的放假安排已经录入，完全相同，没有改动。")
        earlier.replaced_on = on
        earlier.save(update_fields=["replaced_on"])
    return CalendarYear.objects.create(
        year=year,
        off=days_off,
        workdays=days_on,
        source=source,
        entered_on=on,
        entered_by=actors.current().name,
    )


def current(year: int) -> CalendarYear | None:
    """Return the entry of a year that holds, or nothing where none was made here."""
    return CalendarYear.objects.filter(year=year, replaced_on__isnull=True).first()

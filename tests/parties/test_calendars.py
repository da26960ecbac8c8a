from datetime import date

import pytest

from contracts.deadlines.law import calendar, law_at
from contracts.parties import calendars
from contracts.parties.calendars import CalendarUnchanged
from contracts.parties.models import CalendarYear, Policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2026, 11, 4)
FRIDAY, SUNDAY = date(2027, 10, 1), date(2027, 9, 26)


def enter(off=(FRIDAY,), workdays=(SUNDAY,), *, on=ON, year=2027):
    return calendars.enter(year, off=off, workdays=workdays, source="国办发明电〔2026〕1号", on=on)


def test_a_year_that_was_entered_is_known_to_the_law():
    assert not calendar().knows(2027)
    assert calendar().is_workday(FRIDAY)

    enter()

    law = law_at(region="CN", path="00001.", on=ON)
    assert law.local.calendar.knows(2027)
    assert not law.local.calendar.is_workday(FRIDAY)
    assert law.local.calendar.is_workday(SUNDAY)


def test_a_correction_replaces_the_year_and_keeps_what_stood_before():
    enter()

    enter(off=(date(2027, 10, 4),), workdays=(), on=date(2026, 11, 9))

    assert calendar().is_workday(FRIDAY)
    assert not calendar().is_workday(SUNDAY)
    assert list(CalendarYear.objects.order_by("pk").values_list("off", "replaced_on")) == [
        (["2027-10-01"], date(2026, 11, 9)),
        (["2027-10-04"], None),
    ]


def test_a_year_that_is_shipped_can_be_corrected():
    enter(off=(date(2026, 1, 1),), workdays=(), year=2026)

    known = calendar()
    assert known.is_workday(date(2026, 10, 1))
    assert not known.is_workday(date(2026, 1, 1))
    assert known.knows(2025)
    assert not known.is_workday(date(2025, 10, 1))


def test_the_same_year_twice_changes_nothing():
    enter()

    with pytest.raises(CalendarUnchanged, match="2027年的放假安排已经录入"):
        enter(on=date(2026, 11, 9))

    assert CalendarYear.objects.count() == 1


def test_days_of_the_own_place_are_added_to_the_year():
    enter()
    Policy.objects.create(path="", extra_days_off=["2027-09-01"])

    known = law_at(region="CN", path="00001.", on=ON).local.calendar

    assert not known.is_workday(date(2027, 9, 1))
    assert not known.is_workday(FRIDAY)

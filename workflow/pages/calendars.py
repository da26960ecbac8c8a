"""The working-day calendar (工作日历) of a year, and its import once the year is published."""

import calendar as almanac
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from contracts.deadlines.law import calendar as known_calendar
from contracts.parties import calendars as years
from contracts.parties.calendars import CalendarUnchanged
from contracts.parties.models import CalendarYear
from contracts.statutes import yearly
from contracts.statutes.workdays import Calendar
from contracts.statutes.yearly import CalendarUnreadable, YearPlan
from workflow.inputs import Line, Words
from workflow.pages import gates, uploads
from workflow.pages.gates import actor_of, in_office, only
from workflow.pages.uploads import UploadRefused

EARLIEST, LATEST = 2000, 2100
MONTHS = 12
SATURDAY = 5
CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a small month, or an empty place before the first and after the last."""

    day: date | None
    kind: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One small month: its weeks begin on Monday."""

    title: str
    weeks: list[list[Cell]]
    workdays: int


def months_of(year: int, known: Calendar) -> list[Month]:
    """Return the twelve months of a year with every day off and swap workday marked in words."""
    return [_month(year, number, known) for number in range(1, MONTHS + 1)]


def _month(year: int, number: int, known: Calendar) -> Month:
    weeks = almanac.Calendar().monthdatescalendar(year, number)
    cells = [[_cell(day, known) if day.month == number else Cell(None) for day in w] for w in weeks]
    worked = sum(cell.day is not None and known.is_workday(cell.day) for w in cells for cell in w)
    return Month(title=f"{number}月", weeks=cells, workdays=worked)


def _cell(day: date, known: Calendar) -> Cell:
    if day in known.off:
        return Cell(day, "off", "休")
    if day in known.workdays:
        return Cell(day, "swap", "班")
    return Cell(day, "weekend" if day.weekday() >= SATURDAY else "")


@in_office
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show the calendar of a year; one nobody entered is said, never guessed silently."""
    if not EARLIEST <= year <= LATEST:
        raise Http404
    known = known_calendar()
    shown = months_of(year, known)
    return render(
        request,
        "law_calendar.html",
        {
            "here": "law",
            "year": year,
            "is_known": known.knows(year),
            "known_years": sorted(known.years),
            "months": shown,
            "workdays": sum(month.workdays for month in shown),
            "entry": years.current(year),
            "replaced": CalendarYear.objects.filter(year=year, replaced_on__isnull=False).count(),
            "may_enter": actor_of(request).role in gates.KEEPERS,
        },
    )


@in_office
@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    """Go to the calendar of the current year."""
    today: date = request.today  # type: ignore[attr-defined]
    return redirect("law_calendar", year=today.year)


class YearForm(forms.Form):
    """A year's days as a file or as words, and the notice they come from."""

    file = forms.FileField(
        label="文件",
        required=False,
        help_text="YAML、CSV 或文本文件；也可以不传文件，直接写在下面。",
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.csv,.txt"}),
    )
    text = Words(
        label="放假和调休上班的日子",
        required=False,
        longest=20000,
        help_text="每行写“休”或“班”和日期，如：休 2027-01-01至2027-01-03；班 2027-02-20",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source = Line(label="依据", longest=300, help_text="国务院办公厅通知的名称和文号")

    def clean(self) -> dict[str, Any]:
        """Read the days.

        :raises ValidationError: if there are none, or the text cannot be read.
        """
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        try:
            text = uploads.text_of(cleaned["file"]) if cleaned.get("file") else cleaned["text"]
            cleaned["plan"] = yearly.read(text)
        except (UploadRefused, CalendarUnreadable) as fault:
            self.add_error("file" if cleaned.get("file") else "text", str(fault))
        return cleaned


@only(gates.KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Read a year, show what it would be, and keep it once confirmed."""
    if request.method != "POST":
        return render(request, "law_calendar_import.html", {"here": "law", "form": YearForm()})
    form = YearForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"here": "law", "form": form}
        return render(request, "law_calendar_import.html", context, status=422)
    plan: YearPlan = form.cleaned_data["plan"]
    faults = yearly.faults(plan)
    if CONFIRM in request.POST and not faults:
        return _keep(request, plan, form.cleaned_data["source"])
    return _preview(request, form, plan, faults)


def _preview(
    request: HttpRequest,
    form: YearForm,
    plan: YearPlan,
    faults: list[str],
) -> HttpResponse:
    known = Calendar().with_year(plan.year, off=plan.off - plan.workdays, workdays=plan.workdays)
    context = {
        "here": "law",
        "form": YearForm(initial={"text": _as_lines(plan), "source": form.cleaned_data["source"]}),
        "plan": plan,
        "text": _as_lines(plan),
        "source": form.cleaned_data["source"],
        "months": months_of(plan.year, known),
        "faults": faults,
        "doubts": yearly.doubts(plan),
        "replaces": known_calendar().knows(plan.year),
    }
    return render(request, "law_calendar_import.html", context, status=422 if faults else 200)


def _as_lines(plan: YearPlan) -> str:
    """Return a plan in the words it can be read from again."""
    lines = [f"休 {day}" for day in sorted(plan.off)]
    return "\n".join([*lines, *(f"班 {day}" for day in sorted(plan.workdays))])


def _keep(request: HttpRequest, plan: YearPlan, source: str) -> HttpResponse:
    today: date = request.today  # type: ignore[attr-defined]
    try:
        years.enter(plan.year, off=plan.off, workdays=plan.workdays, source=source, on=today)
    except CalendarUnchanged as same:
        messages.info(request, str(same))
    else:
        messages.success(
            request,
            f"{plan.year}年放假安排已录入。以后的期限按它计算；已在计时的期限不会自动改变，"
            "请系统管理员用 ./run manage law impact 核对后再改期。",
        )
    return redirect("law_calendar", year=plan.year)


urlpatterns = [
    path("law/calendar/", this_year, name="law_calendars"),
    path("law/calendar/import/", enter, name="law_calendar_import"),
    path("law/calendar/<int:year>/", year, name="law_calendar"),
]

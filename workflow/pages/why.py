"""Why a deadline falls on its day (为什么是这一天): event, proof, rule, the days on a calendar.

Everything a page needs for all its deadlines is read once: the papers of the case, the calendar,
and the policy of the place. The stored day is the truth; the count only shows how it came about.
"""

import calendar as almanac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

from contracts.deadlines.guesses import counted_from
from contracts.deadlines.law import calendar, policy_of, with_policy
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.statutes import counting, periods
from contracts.statutes.counting import CountedDay, Mark
from contracts.statutes.periods import Period, Unit
from contracts.statutes.workdays import Calendar

HIGHER = "上级工会"
LONGEST_SHOWN = 4  # months side by side; a longer period shows its two ends
MONTHS_IN_YEAR = 12
PROOFS_SHOWN = 3
# Which papers prove the day a period runs from: receipts before the letters they belong to.
PROOFS: dict[str, tuple[str, ...]] = {
    "DL_OFFER_REPLY": ("service_receipt", "offer_letter", "renewal_offer", "batch_offer_notice"),
    "DL_INFO": ("info_request", "talks_agenda"),
    "DL_REP_VACANCY": ("rep_change_notice", "rep_roster"),
    "DL_CONGRESS_DOCS": ("congress_notice",),
    "DL_DRAFT_REVOTE": ("vote_count_report",),
    "DL_FILE_GENERAL": ("signature_page",),
    "DL_FILE_WAGE": ("signature_page",),
    "DL_REVIEW": ("service_receipt", "filing_form", "filing_letter"),
    "DL_PUBLISH_WAGE": ("effect_notice", "review_opinion"),
    "DL_PUBLISH_GENERAL": ("effect_notice", "review_opinion"),
    "DL_UNION_RECORD": ("effect_notice", "review_opinion"),
    "DL_PERF_CHECK": ("performance_checklist", "effect_notice"),
    "DL_PERF_REPORT": ("performance_report", "effect_notice"),
    "DL_COORD": ("coordination_application",),
    "DL_SUSPEND": ("suspension_agreement",),
    "DL_CONGRESS_YEARLY": ("congress_minutes", "congress_signin"),
    "DL_CONGRESS_RECORD": ("congress_minutes",),
    "DL_RECTIFY": ("rectification_notice",),
    "DL_SUPERVISION_REPLY": ("opinion_letter", "tip_letter", "suggestion_letter"),
    "DL_URGE": ("urge_note", "supervise_note"),
    "DL_MEDIATION": ("mediation_application",),
    "DL_ARB_LIMIT": ("dispute_intake",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a small month; without a day it is empty."""

    day: date | None
    css: str = ""
    count: int = 0
    word: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One small month of the count."""

    title: str
    weeks: list[list[Place]]


@dataclass(slots=True)
class Why:
    """Everything that tells why a deadline falls on its day."""

    row: Deadline
    proofs: list[Paper] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    is_shortened: bool = False
    unknown_years: list[int] = field(default_factory=list)
    now_ends_on: date | None = None
    set_by: str = HIGHER

    @property
    def rolls(self) -> bool:
        """Test whether the last day is a rest day that may move it on."""
        return self.row.rolled_day != self.row.last_day

    @property
    def is_guessed(self) -> bool:
        """Test whether the last day itself was counted over years nobody entered."""
        return bool(self.unknown_years) and counted_from(self.row) is not None


class Reader:
    """What all deadlines of one case share, read once."""

    def __init__(self, case_id: int, path: str) -> None:
        policy = policy_of(path)
        self.calendar: Calendar = with_policy(calendar(), policy)
        self.set_by = policy.federation.name if policy and policy.federation else HIGHER
        codes = {code for codes in PROOFS.values() for code in codes}
        rows = Paper.objects.filter(case=case_id, code__in=codes, is_void=False)
        self._papers = list(rows.only("code", "title", "number", "issued_on", "record"))

    def why(self, row: Deadline) -> Why:
        """Return why one deadline falls on its day."""
        why = Why(
            row, set_by=self.set_by, proofs=self._proofs(row), unknown_years=self._unknown(row)
        )
        period = periods.read(row.counted)
        counted: Sequence[CountedDay] = ()
        if period is not None and not row.is_agreed:
            counted = counting.count(row.base_on, period, self.calendar)
            if periods.last_day(row.base_on, period, self.calendar) != row.last_day:
                why.now_ends_on = periods.last_day(row.base_on, period, self.calendar)
                counted = ()
        why.months, why.is_shortened = months_of(row, counted, self.calendar)
        return why

    def _unknown(self, row: Deadline) -> list[int]:
        return self.calendar.unknown_years(row.base_on, max(row.last_day, row.rolled_day))

    def _proofs(self, row: Deadline) -> list[Paper]:
        """Return the papers that show when it began: of the kinds that do, nearest to that day."""
        wanted = PROOFS.get(row.code, ())
        found = [paper for paper in self._papers if paper.code in wanted]
        if any(paper.record == row.subject for paper in found):
            found = [paper for paper in found if paper.record == row.subject]
        found.sort(key=lambda paper: (abs((paper.issued_on - row.base_on).days), paper.pk))
        nearest = [p for p in found if p.issued_on == found[0].issued_on]
        return sorted(nearest, key=lambda paper: wanted.index(paper.code))[:PROOFS_SHOWN]


def reader_for(request: HttpRequest, row: Deadline) -> Reader:
    """Return the reader of a deadline's case, the same one for the whole page."""
    kept: dict[int, Reader] = getattr(request, "why_readers", {})
    if row.case_id not in kept:
        kept[row.case_id] = Reader(row.case_id, row.path)
        request.why_readers = kept  # type: ignore[attr-defined]
    return kept[row.case_id]


def months_of(
    row: Deadline, counted: Sequence[CountedDay], known: Calendar
) -> tuple[list[Month], bool]:
    """Return the small months from the event to the last day, and whether some were left out."""
    marks = {day.day: day for day in counted} or _ends(row, known)
    first, last = min(marks), max(marks)
    span = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month + 1
    names = [_month_after(first, n) for n in range(span)]
    is_shortened = span > LONGEST_SHOWN
    if is_shortened:
        names = [names[0], names[-1]]
    return [_month(year, number, marks, known) for year, number in names], is_shortened


def _ends(row: Deadline, known: Calendar) -> dict[date, CountedDay]:
    """Return the two ends alone: of a day that was agreed, or that is counted otherwise now."""
    ends = {
        row.rolled_day: Mark.ROLLED,
        row.last_day: Mark.LAST,
        row.base_on: Mark.BASE,
    }
    return {day: CountedDay(day, 0, mark, known.is_workday(day)) for day, mark in ends.items()}


def _month_after(first: date, months: int) -> tuple[int, int]:
    year, month = divmod(first.year * MONTHS_IN_YEAR + first.month - 1 + months, MONTHS_IN_YEAR)
    return year, month + 1


def _month(year: int, number: int, marks: dict[date, CountedDay], known: Calendar) -> Month:
    weeks = almanac.Calendar().monthdatescalendar(year, number)
    return Month(
        title=f"{year}年{number}月",
        weeks=[
            [
                _place(day, marks.get(day), known) if day.month == number else Place(None)
                for day in w
            ]
            for w in weeks
        ],
    )


def _place(day: date, marked: CountedDay | None, known: Calendar) -> Place:
    rest = "休" if day in known.off else "班" if day in known.workdays else ""
    if marked is None:
        return Place(day, rest=rest)
    return Place(day, css=str(marked.mark), count=marked.number, word=marked.mark.word, rest=rest)


def counted_in(period: Period | None) -> str:
    """Return how a period is counted, in a sentence for people."""
    if period is None:
        return ""
    return {
        Unit.NATURAL_DAY: "按自然日数，休息日也算；起算的当天不算。",
        Unit.WORKING_DAY: "只数工作日，休息日和放假的日子不算，调休上班日算；起算的当天不算。",
        Unit.MONTH: "按月数：到期的月份里与起算日对应的那一天；没有对应日的，是月末。",
        Unit.YEAR: "按年数：到期那一年与起算日对应的那一天；没有对应日的，是月末。",
    }[period.unit]


def said(row: Deadline) -> str:
    """Return how a deadline was counted, in a sentence for people."""
    return counted_in(None if row.is_agreed else periods.read(row.counted))


def history_of(row: Deadline) -> list[dict[str, Any]]:
    """Return the days a deadline had before, with the reason it moved, the newest first."""
    return [
        {
            "last_day": date.fromisoformat(kept["last_day"]),
            "changed_on": date.fromisoformat(kept["changed_on"]),
            "reason": kept["reason"],
        }
        for kept in reversed(row.history)
    ]

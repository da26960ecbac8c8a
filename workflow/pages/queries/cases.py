"""What one case holds: open work, clocks, findings, journal, papers, agreements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet

from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.journal.models import Entry
from contracts.parties.models import Case
from contracts.verdicts.models import Finding
from workflow.desk.models import WorkItem

# What one side does for itself is judged on its own screen, never on the common page.
INTERNAL_ACTS = ("bargaining.survey", "bargaining.plan")


def items_open(case: Case) -> list[WorkItem]:
    """Return what anybody must do in the case now, the earliest last day first."""
    rows = WorkItem.objects.filter(case=case, done_on__isnull=True)
    return list(rows.order_by(F("last_day").asc(nulls_last=True), "pk"))


def deadlines(case: Case) -> list[Deadline]:
    """Return all periods of the case, the running ones first, each by its last day."""
    rows = Deadline.objects.filter(case=case).exclude(state=Deadline.State.CANCELLED)
    running = ExpressionWrapper(Q(state=Deadline.State.RUNNING), BooleanField())
    marked = rows.annotate(is_running=running)
    return list(marked.order_by("-is_running", "judged_day", "pk"))


def entries(case: Case) -> list[Entry]:
    """Return the journal of the case as far as the actor may read it, the newest first."""
    return list(Entry.objects.filter(case=case).order_by("-sequence"))


def papers(case: Case) -> QuerySet[Paper]:
    """Return the papers of the case that the actor may know of, the newest first."""
    return Paper.objects.filter(case=case).select_related("issuer").order_by("-issued_on", "-pk")


def agreements(case: Case) -> list[Agreement]:
    """Return the agreements of the case that no newer draft took the place of."""
    return list(Agreement.objects.filter(case=case, superseded_on__isnull=True).order_by("pk"))


def round_of(case: Case) -> Round | None:
    """Return the round the case is about, if it is about one."""
    return Round.objects.filter(case=case).first()


@dataclass(slots=True)
class Judgement:
    """The findings of a case, sorted by what a person must do about them."""

    open: list[Finding] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    warned: list[Finding] = field(default_factory=list)
    cured: list[Finding] = field(default_factory=list)
    passed: list[Finding] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Test whether nothing has been checked yet."""
        return not (self.open or self.refused or self.warned or self.cured or self.passed)


def judgement(case: Case, subjects: Sequence[str] = ()) -> Judgement:
    """Return the last word on each rule and subject of the case.

    A refusal counts only until the same rule is met anywhere later in the case.
    """
    rows = Finding.objects.filter(case=case).exclude(act__in=INTERNAL_ACTS).order_by("pk")
    if subjects:
        rows = rows.filter(subject__in=subjects)
    found = list(rows)
    met_at = {row.rule: row.pk for row in found if row.outcome == Finding.Result.OK}
    ordered = sorted(found, key=lambda row: (row.rule, row.subject, row.pk))
    result = Judgement()
    for _, group in groupby(ordered, key=lambda row: (row.rule, row.subject)):
        last = list(group)[-1]
        _sort_in(result, last, met_later=met_at.get(last.rule, 0) > last.pk)
    return result


def _sort_in(result: Judgement, row: Finding, *, met_later: bool) -> None:
    if row.outcome == Finding.Result.OK:
        result.passed.append(row)
    elif row.outcome == Finding.Result.WARN:
        result.warned.append(row)
    elif row.cured_on is not None:
        result.cured.append(row)
    elif row.is_standing:
        result.open.append(row)
    elif not met_later:
        result.refused.append(row)

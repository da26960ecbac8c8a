"""The firms of a subtree as one list: stage, whose turn, last day, light, issued papers.

A constant number of queries whatever the size of the page; never positions, drafts or plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from contracts.bargaining.choices import Stage
from contracts.bargaining.models import Round
from contracts.documents.models import Paper
from contracts.parties.actors import Actor
from contracts.parties.choices import OrganisationKind
from contracts.parties.models import Organisation
from contracts.parties.visibility import under
from workflow.desk.models import Desk, WorkItem
from workflow.pages import days

FIRMS = (OrganisationKind.EMPLOYER, OrganisationKind.EMPLOYER_ORGANISATION)
NOT_STARTED = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One firm with its newest round."""

    firm: Organisation
    round: Round | None
    todo: str
    whose: str
    last_day: date | None
    counted_from: date | None
    papers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to."""

    words: str = ""
    light: str = ""
    stage: str = ""


def firms(actor: Actor, asked: Asked, *, today: date) -> QuerySet[Organisation]:
    """Return the firms of the actor's subtree, the most urgent first, those without work last."""
    due = _open_items().filter(employer_party=OuterRef("pk")).order_by()
    soonest = due.values("employer_party").annotate(soonest=Min("last_day")).values("soonest")
    rows = Organisation.objects.filter(under(actor.path), kind__in=FIRMS, is_closed=False)
    if asked.words:
        rows = rows.filter(Q(name__icontains=asked.words) | Q(uscc=asked.words))
    if asked.light in {days.RED.name, days.AMBER.name, days.GREEN.name}:
        rows = rows.filter(Exists(due.filter(_between(*days.span(asked.light, today)))))
    if asked.light == days.AMBER.name:
        rows = rows.exclude(Exists(due.filter(last_day__lt=today)))
    if asked.light == days.GREEN.name:
        _, near = days.span(days.AMBER.name, today)
        rows = rows.exclude(Exists(due.filter(last_day__lte=near)))
    if asked.stage:
        rows = _at_stage(rows, asked.stage)
    return rows.annotate(soonest=Subquery(soonest)).order_by(
        F("soonest").asc(nulls_last=True),
        "path",
        "pk",
    )


def _at_stage(rows: QuerySet[Organisation], stage: str) -> QuerySet[Organisation]:
    newest = Round.objects.filter(employer_party=OuterRef("pk")).order_by("-opened_on", "-pk")
    at = rows.annotate(at=Subquery(newest.values("stage")[:1]))
    if stage == NOT_STARTED:
        return at.filter(at__isnull=True)
    return at.filter(at=stage)


def _between(first: date | None, last: date | None) -> Q:
    condition = Q(last_day__isnull=False)
    if first is not None:
        condition &= Q(last_day__gte=first)
    if last is not None:
        condition &= Q(last_day__lte=last)
    return condition


def _open_items() -> QuerySet[WorkItem]:
    return WorkItem.objects.filter(done_on__isnull=True)


def rows_of(found: Sequence[Organisation]) -> list[Row]:
    """Return the firms of one page with round, turn and papers: three queries for all."""
    newest: dict[int | None, Round] = {}
    rounds = Round.objects.filter(employer_party__in=[firm.pk for firm in found])
    for round_ in rounds.select_related("case").order_by("opened_on", "pk"):
        newest[round_.employer_party_id] = round_
    first: dict[int | None, WorkItem] = {}
    items = _open_items().filter(employer_party__in=[firm.pk for firm in found])
    for item in items.order_by(F("last_day").asc(nulls_last=True), "pk"):
        first.setdefault(item.employer_party_id, item)
    issued = Paper.objects.filter(employer_party__in=[firm.pk for firm in found], is_void=False)
    papers = dict(issued.order_by().values_list("employer_party").annotate(number=Count("pk")))
    return [_row(firm, newest.get(firm.pk), first, papers) for firm in found]


def _row(
    firm: Organisation,
    round_: Round | None,
    first: dict[int | None, WorkItem],
    papers: dict[int | None, int],
) -> Row:
    item = first.get(firm.pk)
    return Row(
        firm=firm,
        round=round_,
        todo=item.title if item else "",
        whose=Desk(item.desk).label if item else "",
        last_day=item.last_day if item else None,
        counted_from=item.counted_from if item else None,
        papers=papers.get(firm.pk, 0),
    )


def stages() -> list[tuple[str, str]]:
    """Return what the stage filter offers."""
    return [(NOT_STARTED, "未启动"), *((stage.value, stage.label) for stage in Stage)]

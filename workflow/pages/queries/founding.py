"""How far the founding of a congress has come, unit by unit; and the congresses of a subtree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from contracts.congress import credentials, rosters, seats
from contracts.congress.choices import CongressStage, Form
from contracts.congress.models import (
    Congress,
    Delegate,
    Election,
    ElectionUnit,
    Establishment,
    Proposal,
    ProposalText,
)
from contracts.parties.actors import Actor
from contracts.parties.models import Organisation
from contracts.parties.references import reference
from contracts.parties.visibility import under
from workflow.desk.models import Desk, WorkItem
from workflow.pages.queries.federation import FIRMS
from workflow.pages.steps import StepBar, bar_of

NONE, FOUNDING, STANDING = "none", "founding", "standing"
STATES = ((NONE, "还没建"), (FOUNDING, "正在建"), (STANDING, "已建立"))


def bar(congress: Congress) -> StepBar | None:
    """Return the steps of the founding; none for a congress that was entered as it stands."""
    request = Establishment.objects.filter(congress=congress).first()
    if request is None:
        return None
    first = [
        ("request", "请示", request.requested_on),
        ("approve", "批复", request.approved_on),
    ]
    last = ("sit", "首次会议", congress.since)
    if congress.form == Form.ASSEMBLY:
        now = "" if congress.is_established else "sit" if request.approved_on else "approve"
        return bar_of([*first, last], now=now)
    return bar_of([*first, *_middle(congress), last], now=_now(congress, request))


def _middle(congress: Congress) -> list[tuple[str, str, date | None]]:
    plan = seats.standing_plan(congress)
    election = congress.elections.order_by("held_on", "pk").last()
    report = congress.certifications.order_by("pk").last()
    notice = congress.notices.order_by("pk").last()
    return [
        ("plan", "分名额", plan.planned_on if plan else None),
        ("elect", "选代表", election.held_on if election else None),
        ("certify", "审资格", report.certified_on if report else None),
        ("announce", "公示", notice.announced_on if notice else None),
    ]


def _now(congress: Congress, request: Establishment) -> str:
    """Return the first step that is not done; what is certified or announced anew comes again."""
    if congress.is_established:
        return ""
    plan = seats.standing_plan(congress)
    if plan is None:
        return "plan" if request.approved_on else "approve"
    if not congress.elections.exists() or rosters.to_repeat(congress):
        return "elect"
    if rosters.open_seats(congress) and not credentials.is_certified(congress):
        return "elect"
    if not credentials.is_certified(congress):
        return "certify"
    return "sit" if credentials.is_announced(congress) else "announce"


@dataclass(frozen=True, slots=True)
class UnitState:
    """One unit: what it is to elect, whom it elected, and what is still to be done there."""

    name: str
    workers: int | None
    seats: int | None
    elected: int
    open: int
    must_repeat: bool
    latest: Election | None
    unit: ElectionUnit | None

    @property
    def address(self) -> str:
        """Return where its election is entered; nothing where none is due."""
        if self.unit is None or not (self.open or self.must_repeat):
            return ""
        return reverse("act", args=["congress.elect", reference(self.unit)])

    @property
    def words(self) -> str:
        """Return how the unit stands."""
        if self.must_repeat:
            return "要重选"
        if self.latest is None and self.open:
            return "还没选"
        return f"缺{self.open}名，要补选" if self.open else "已选齐"

    @property
    def css(self) -> str:
        """Return the colour of the tag."""
        return "is-bad" if self.must_repeat else "is-warn" if self.open else "is-good"


def units(congress: Congress) -> list[UnitState]:
    """Return the units of the plan, then those that voted without one."""
    plan = seats.standing_plan(congress)
    planned = {unit.name: unit for unit in plan.units.order_by("pk")} if plan else {}
    sitting = list(rosters.standing(congress).values_list("unit", flat=True))
    latest = {row.unit: row for row in congress.elections.order_by("held_on", "pk")}
    again = {election.unit for election in rosters.to_repeat(congress)}
    found = []
    for name in dict.fromkeys([*planned, *latest]):
        unit, elected = planned.get(name), sitting.count(name)
        found.append(
            UnitState(
                name=name,
                workers=unit.workers if unit else latest[name].workers,
                seats=unit.seats if unit else None,
                elected=elected,
                open=max(unit.seats - elected, 0) if unit else 0,
                must_repeat=name in again,
                latest=latest.get(name),
                unit=unit,
            )
        )
    return found


def roster(congress: Congress) -> list[tuple[str, list[Delegate]]]:
    """Return the delegates who sit, by unit."""
    rows: dict[str, list[Delegate]] = {}
    for delegate in rosters.standing(congress):
        rows.setdefault(delegate.unit, []).append(delegate)
    return list(rows.items())


def left(congress: Congress) -> list[Delegate]:
    """Return those whose seats were given up, the last first."""
    rows = Delegate.objects.filter(congress=congress, left_on__isnull=False)
    return list(rows.order_by("-left_on", "-pk"))


def proposals(congress: Congress) -> list[tuple[Proposal, ProposalText | None]]:
    """Return the proposals, the newest call first, with their words for those who may read them."""
    rows = list(Proposal.objects.filter(call__congress=congress).order_by("-call", "number"))
    texts = ProposalText.objects.filter(proposal__in=[row.pk for row in rows])
    words = {text.proposal_id: text for text in texts}
    return [(row, words.get(row.pk)) for row in rows]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list of firms is narrowed to."""

    words: str = ""
    state: str = ""
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One firm with its congress: whether there is one, where it is stuck, until when."""

    firm: Organisation
    congress: Congress | None
    todo: str
    whose: str
    last_day: date | None
    counted_from: date | None

    @property
    def state(self) -> str:
        """Return the state the filter calls it by."""
        if self.congress is None:
            return NONE
        return STANDING if self.congress.is_established else FOUNDING

    @property
    def css(self) -> str:
        """Return the colour of the tag."""
        return {NONE: "is-bad", FOUNDING: "is-warn", STANDING: "is-good"}[self.state]


def firms(actor: Actor, asked: Asked) -> QuerySet[Organisation]:
    """Return the firms of a subtree: those without a congress first, the largest of them first."""
    mine = Congress.objects.filter(employer_party=OuterRef("pk"))
    stands = Exists(mine.filter(stage=CongressStage.STANDING))
    rows = Organisation.objects.filter(under(actor.path), kind__in=FIRMS, is_closed=False)
    rows = rows.annotate(stands=stands, begun=Exists(mine))
    if asked.words:
        rows = rows.filter(Q(name__icontains=asked.words) | Q(uscc=asked.words))
    if asked.least is not None:
        rows = rows.filter(headcount_total__gte=asked.least)
    narrowed: dict[str, dict[str, Any]] = {
        NONE: {"begun": False},
        FOUNDING: {"begun": True, "stands": False},
        STANDING: {"stands": True},
    }
    rows = rows.filter(**narrowed.get(asked.state, {}))
    return rows.order_by("stands", "begun", F("headcount_total").desc(nulls_last=True), "pk")


def rows_of(found: Sequence[Organisation]) -> list[Row]:
    """Return the firms of one page with congress and turn: two queries for all."""
    keys = [firm.pk for firm in found]
    newest: dict[int | None, Congress] = {}
    rows = Congress.objects.filter(employer_party__in=keys).select_related("workers_party")
    for congress in rows.order_by("pk"):
        kept = newest.get(congress.employer_party_id)
        if kept is None or congress.is_established or not kept.is_established:
            newest[congress.employer_party_id] = congress
    first: dict[int, WorkItem] = {}
    cases = Congress.objects.filter(employer_party__in=keys).values("case")
    items = WorkItem.objects.filter(case__in=cases, done_on__isnull=True)
    for item in items.order_by(F("last_day").asc(nulls_last=True), "pk"):
        first.setdefault(item.employer_party_id or 0, item)
    return [_row(firm, newest.get(firm.pk), first.get(firm.pk)) for firm in found]


def _row(firm: Organisation, congress: Congress | None, item: WorkItem | None) -> Row:
    return Row(
        firm=firm,
        congress=congress,
        todo=item.title if item else "",
        whose=Desk(item.desk).label if item else "",
        last_day=item.last_day if item else None,
        counted_from=item.counted_from if item else None,
    )

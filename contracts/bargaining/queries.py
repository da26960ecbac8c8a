"""What pages, lists and indicators ask of rounds: the current one, whose turn, open offers."""

from datetime import date

from django.db.models import Q, QuerySet

from contracts.bargaining import offers, seating, settlements
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import (
    EmployerPlan,
    Offer,
    Position,
    Representative,
    Round,
    Session,
    WorkersPlan,
    WorkersSurvey,
)
from contracts.parties import tree
from contracts.parties.models import Organisation, OrganisationKind, Side


def table_of(organisation: Organisation) -> tuple[Organisation | None, Organisation | None]:
    """Return who would sit on the workers' and on the employer's side of this organisation's table.

    A firm meets its union; the union of an area meets the organisation of employers of that area.
    """
    if organisation.kind == OrganisationKind.UNION:
        return organisation, organisation.firm or tree.across(
            organisation,
            OrganisationKind.EMPLOYER_ORGANISATION,
        )
    if organisation.kind == OrganisationKind.EMPLOYER:
        return Organisation.objects.filter(firm=organisation).first(), organisation
    if organisation.kind == OrganisationKind.EMPLOYER_ORGANISATION:
        return tree.across(organisation, OrganisationKind.UNION), organisation
    return None, None


def rounds_of(organisation: Organisation) -> QuerySet[Round]:
    """Return the rounds an organisation is a party of, the newest first."""
    return Round.objects.filter(
        Q(workers_party=organisation) | Q(employer_party=organisation),
    ).order_by("-opened_on", "-pk")


def current_round(organisation: Organisation, *, kind: str = "") -> Round | None:
    """Return the organisation's newest round (of a kind), whatever its stage."""
    rows = rounds_of(organisation)
    return (rows.filter(kind=kind) if kind else rows).first()


def under_way() -> QuerySet[Round]:
    """Return the rounds that have not come to a contract in force."""
    return Round.objects.exclude(stage__in=[Stage.EFFECT, Stage.CHANGE])


def open_offers() -> QuerySet[Offer]:
    """Return the offers that wait for an answer, the most urgent first."""
    return Offer.objects.filter(
        responded_on__isnull=True,
        coordinated_on__isnull=True,
        superseded_on__isnull=True,
    ).order_by("last_day", "pk")


def overdue_offers(*, on: date) -> QuerySet[Offer]:
    """Return the offers left unanswered past their last day (逾期未应约)."""
    return open_offers().filter(last_day__lt=on)


def offers_received_by(*, on: date) -> QuerySet[Offer]:
    """Return the offers that had reached the other side by this day (要约)."""
    return Offer.objects.filter(received_on__lte=on)


def whose_turn(round_: Round) -> list[Side]:
    """Return the sides that must act next in preparation, offer and talks; empty later on."""
    if round_.stage == Stage.PREP:
        return [Side.WORKERS]
    if round_.stage == Stage.OFFER:
        offer = offers.open_offer(round_)
        return [Side(offer.made_by).other if offer else Side.WORKERS]
    if round_.stage == Stage.TALKS:
        unnamed = [side for side in Side if not seating.rows(round_, side).exists()]
        return unnamed or list(Side)
    return []


def chief(round_: Round, side: str) -> Representative | None:
    """Return the chief representative of a side."""
    return settlements.chief(round_, side)


def authorised_chief(round_: Round, side: str) -> Representative | None:
    """Return the chief who acts on written authority: neither chair nor legal representative."""
    row = chief(round_, side)
    return row if row is not None and row.has_mandate and not row.is_head else None


def outsiders(round_: Round, side: str) -> list[Representative]:
    """Return the outside professionals among a side's representatives."""
    return [row for row in seating.rows(round_, side) if row.is_outsider]


def sessions_of(round_: Round) -> QuerySet[Session]:
    """Return the sessions held, in order."""
    return Session.objects.filter(round=round_).order_by("number")


def latest_positions(round_: Round) -> dict[str, Position]:
    """Return each topic's last position; what was settled later replaces what was said before."""
    rows = Position.objects.filter(session__round=round_).select_related("session")
    return {row.topic: row for row in rows.order_by("session__number", "place")}


def first_positions(round_: Round) -> dict[str, Position]:
    """Return each topic's first position: what was asked and offered at the start."""
    first: dict[str, Position] = {}
    rows = Position.objects.filter(session__round=round_).select_related("session")
    for row in rows.order_by("session__number", "place"):
        first.setdefault(row.topic, row)
    return first


def settled_positions(round_: Round) -> list[Position]:
    """Return the topics on which the sides agree, in the order they were first settled."""
    return [row for row in latest_positions(round_).values() if row.is_settled]


def standing_plan(round_: Round, side: str) -> WorkersPlan | EmployerPlan | None:
    """Return a side's plan that is not replaced; only that side finds it."""
    table = WorkersPlan if side == Side.WORKERS else EmployerPlan
    return table.objects.filter(round=round_, replaced_on__isnull=True).first()


def latest_survey(round_: Round) -> WorkersSurvey | None:
    """Return the workers' last survey; only their side finds it."""
    return WorkersSurvey.objects.filter(round=round_).order_by("-surveyed_on", "-pk").first()

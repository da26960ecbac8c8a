"""Questions about agreements that several verbs, pages and figures ask."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from contracts.agreements.library import number
from contracts.agreements.models import Agreement, Clause, Confirmation, Filing, Signing
from contracts.agreements.texts import AreaFloor, Coverage
from contracts.deadlines.law import law_for
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case, Organisation, Scope
from contracts.statutes.law import Law


def law_of(agreement: Agreement, *, on: date) -> Law:
    """Return the law that governs an event of this day in the life of this agreement."""
    return law_for(agreement.case, on=on, kind=agreement.kind, scope=agreement.scope)


def live_in(case: Case) -> QuerySet[Agreement]:
    """Return the agreements of a case that no newer draft took the place of, oldest first."""
    return Agreement.objects.filter(case=case, superseded_on__isnull=True).order_by("pk")


def valid(*, on: date) -> QuerySet[Agreement]:
    """Return the agreements in force on a day (生效, not 期满, not 解除)."""
    return Agreement.objects.filter(
        Q(in_force_on__lte=on)
        & (Q(term_to__isnull=True) | Q(term_to__gte=on))
        & (Q(ended_on__isnull=True) | Q(ended_on__gt=on)),
    )


def last_page(agreement: Agreement) -> Signing | None:
    """Return the latest signature page that was judged, valid or void."""
    return agreement.signing_set.filter(is_judged=True).order_by("-pk").first()


def last_filing(agreement: Agreement) -> Filing | None:
    """Return the latest filing."""
    return agreement.filing_set.order_by("-received_on", "-pk").first()


def confirmed(agreement: Agreement, *, on: date) -> QuerySet[Confirmation]:
    """Return the firms that confirmed an area contract up to and including a day."""
    return agreement.confirmation_set.filter(
        answer=Confirmation.Answer.CONFIRMED,
        answered_on__lte=on,
    ).order_by("pk")


def confirmed_coverage(agreement: Agreement, *, on: date) -> Coverage:
    """Return how many firms, workers and villagers confirmed up to and including a day."""
    rows = list(confirmed(agreement, on=on))
    return Coverage(
        firms=len(rows),
        workers=sum(row.workers for row in rows),
        migrant=sum(row.migrant for row in rows),
    )


def predecessors(agreement: Agreement) -> QuerySet[Agreement]:
    """Return the other agreements of the same parties, kind and scope that came into force."""
    return Agreement.objects.filter(
        workers_party_id=agreement.workers_party_id,
        employer_party_id=agreement.employer_party_id,
        kind=agreement.kind,
        scope=agreement.scope,
        in_force_on__isnull=False,
    ).exclude(pk=agreement.pk)


def predecessor_end(agreement: Agreement) -> date | None:
    """Return the last day of the latest earlier agreement of the same parties, kind and scope."""
    earlier = predecessors(agreement).order_by("-term_to", "-pk").first()
    return earlier.last_valid_day if earlier else None


def area_floor_of(firm: Organisation | None, *, on: date) -> AreaFloor | None:
    """Return the highest lowest wage among the area contracts in force that a firm confirmed.

    Asked in the name of the system: a confirmed area contract is public to the firm it binds,
    though the firm's own union is not a party of it.
    """
    if firm is None:
        return None
    with acting_as(SYSTEM):
        rows = Confirmation.objects.filter(
            Q(firm=firm) | Q(firm__isnull=True, firm_name=firm.name),
            answer=Confirmation.Answer.CONFIRMED,
            answered_on__lte=on,
            agreement__in=valid(on=on).exclude(scope=Scope.ENTERPRISE),
        ).select_related("agreement")
        floors = [
            AreaFloor(title=row.agreement.title, amount=amount)
            for row in rows
            if (amount := min_wage_of(row.agreement)) is not None
        ]
    return max(floors, key=lambda floor: floor.amount, default=None)


def min_wage_of(agreement: Agreement) -> Decimal | None:
    """Return the lowest wage (yuan a month) an agreement sets, or nothing."""
    clause = Clause.objects.filter(agreement=agreement, key="firm_min_wage").first()
    return number(clause.value) if clause and clause.value is not None else None

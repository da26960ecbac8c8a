"""Agreements that were there before the first act (既有合同)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from contracts.agreements import clauses as clause_rows
from contracts.agreements import library
from contracts.agreements.drafts import title_for
from contracts.agreements.models import Agreement, Confirmation, Stage
from contracts.parties.models import Case, Organisation, OrganisationKind, Scope


@transaction.atomic
def register_standing(
    of: Organisation,
    *,
    kind: str,
    scope: str = Scope.ENTERPRISE,
    number: str = "",
    name: str = "",
    term_from: date,
    term_to: date | None = None,
    clauses: Mapping[str, Any] | None = None,
    confirmed: Mapping[Organisation | str, date] | None = None,
) -> Agreement:
    """Enter an agreement in force as it stands, in a case of its own; no clock starts.

    ``of`` is the firm, or the union, employer organisation or federation of the area.
    ``confirmed`` are the firms bound by an area contract and the day each signed.

    :raises ClauseUnknown: if a clause is not in the library.
    """
    case = _open_case(of, title=name or number or str(of), on=term_from)
    agreement = Agreement.objects.create(
        **Agreement.belonging_to(case),
        kind=kind,
        scope=scope,
        number=number,
        title=name or title_for(case, kind, scope),
        term_from=term_from,
        term_to=term_to,
        in_force_on=term_from,
        stage=Stage.EFFECT,
        is_standing=True,
    )
    clause_rows.write(agreement, library.read(clauses or {}))
    for firm, day in (confirmed or {}).items():
        _confirm(agreement, firm, day)
    return agreement


def _open_case(of: Organisation, *, title: str, on: date) -> Case:
    workers, employer = _parties(of)
    return Case.objects.create(
        matter=Case.Matter.STANDING,
        title=title,
        region=of.region,
        path=of.path,
        workers_party=workers,
        employer_party=employer,
        opened_on=on,
    )


def _parties(of: Organisation) -> tuple[Organisation | None, Organisation | None]:
    """Return the workers' and the employers' party an organisation stands for."""
    if of.kind == OrganisationKind.EMPLOYER:
        return Organisation.objects.filter(firm=of).first(), of
    if of.kind == OrganisationKind.UNION and of.firm:
        return of, of.firm
    same_area = Organisation.objects.filter(area=of.area).exclude(area="").exclude(pk=of.pk)
    if of.kind == OrganisationKind.EMPLOYER_ORGANISATION:
        return same_area.filter(kind=OrganisationKind.UNION).first(), of
    if of.kind == OrganisationKind.UNION:
        return of, same_area.filter(kind=OrganisationKind.EMPLOYER_ORGANISATION).first()
    return None, None


def _confirm(agreement: Agreement, firm: Organisation | str, day: date) -> None:
    known = firm if isinstance(firm, Organisation) else _firm_named(firm)
    Confirmation.objects.create(
        **Confirmation.belonging_to(agreement.case),
        agreement=agreement,
        firm=known,
        firm_name=known.name if known else str(firm),
        workers=known.headcount_total if known else 0,
        migrant=known.headcount_migrant if known else 0,
        women=known.headcount_women if known else 0,
        answer=Confirmation.Answer.CONFIRMED,
        answered_on=day,
    )


def _firm_named(name: str) -> Organisation | None:
    return Organisation.objects.filter(kind=OrganisationKind.EMPLOYER, name=name).first()

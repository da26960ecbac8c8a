"""Take in a dispute (受理登记): who claims what of whom."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from contracts.agreements import queries
from contracts.agreements.models import Agreement
from contracts.disputes.models import Dispute
from contracts.parties.models import Case, Organisation, OrganisationKind
from contracts.verdicts.verdict import Outcome


@transaction.atomic
def take_in(
    applicant: Organisation,
    *,
    respondent: Organisation | None,
    claim: str,
    on: date,
    known_on: date | None = None,
    agreement: Agreement | None = None,
    case: Case | None = None,
) -> Outcome:
    """Record a dispute, in the case given, in that of the agreement, or in one of its own."""
    return Outcome(
        made=open_dispute(
            applicant,
            respondent=respondent,
            claim=claim,
            on=on,
            known_on=known_on,
            agreement=agreement,
            case=case,
        ),
    )


def open_dispute(
    applicant: Organisation,
    *,
    respondent: Organisation | None,
    claim: str,
    on: date,
    known_on: date | None = None,
    agreement: Agreement | None = None,
    case: Case | None = None,
) -> Dispute:
    """Return a new dispute; the agreement it is about is looked up between the parties."""
    agreement = agreement or in_force_between(applicant, respondent, on=on)
    case = case or (agreement.case if agreement else _own_case(applicant, respondent, on=on))
    return Dispute.objects.create(
        **Dispute.belonging_to(case),
        applicant=applicant,
        respondent=respondent,
        agreement=agreement,
        claim=claim,
        taken_in_on=on,
        known_on=known_on or on,
    )


def in_force_between(
    one: Organisation,
    other: Organisation | None,
    *,
    on: date,
) -> Agreement | None:
    """Return the latest agreement in force between two parties on a day, or nothing."""
    if other is None:
        return None
    between = Q(workers_party=one, employer_party=other) | Q(
        workers_party=other,
        employer_party=one,
    )
    return queries.valid(on=on).filter(between).order_by("-in_force_on", "-pk").first()


def _own_case(applicant: Organisation, respondent: Organisation | None, *, on: date) -> Case:
    parties = [party for party in (applicant, respondent) if party is not None]
    workers = next((p for p in parties if p.kind == OrganisationKind.UNION), None)
    employer = next((p for p in parties if p.side == "employer"), None)
    place = employer or workers or applicant
    return Case.objects.create(
        matter=Case.Matter.LETTER,
        title=f"{applicant}与{respondent}的争议"[:400],
        region=place.region,
        path=place.path,
        workers_party=workers,
        employer_party=employer,
        opened_on=on,
    )

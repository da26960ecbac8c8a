"""Cases of supervision that belong to no round: a letter, a disclosure."""

from datetime import date

from contracts.parties.models import Case, Organisation, OrganisationKind


def own_case(of: Organisation, *, title: str, on: date) -> Case:
    """Return a new case at the place of a firm (or of a department), between it and its union."""
    firm = of.firm if of.kind == OrganisationKind.UNION else of
    is_firm = firm is not None and firm.kind == OrganisationKind.EMPLOYER
    union = Organisation.objects.filter(firm=firm).first() if is_firm else None
    return Case.objects.create(
        matter=Case.Matter.LETTER,
        title=title[:400],
        region=of.region,
        path=of.path,
        workers_party=union,
        employer_party=firm if is_firm else None,
        opened_on=on,
        is_before_labour=of.kind == OrganisationKind.LABOUR_DEPARTMENT,
    )

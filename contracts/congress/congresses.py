"""Enter a congress that already exists, lock one, and keep the day of its last session."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from contracts.congress.choices import CongressStage, Form
from contracts.congress.models import Congress
from contracts.parties import tree
from contracts.parties.models import Case, Organisation, OrganisationKind

# 劳动法 is in force from this day: an older congress is older than any case about it.
EARLIEST = date(1995, 1, 1)


@transaction.atomic
def register_standing(
    of: Organisation,
    *,
    form: str = Form.CONGRESS,
    since: date | None = None,
    term_years: int | None = None,
    last_session_on: date | None = None,
    delegates: Mapping[str, int | None] | None = None,
) -> Congress:
    """Enter a congress as it stands (已有的职代会), in a case of its own; no clock starts.

    ``of`` is the firm, its union, or the union of an area. ``delegates`` are ``total`` and, of
    these, ``management``, ``women`` and ``dispatch``; what nobody told is left open.
    """
    workers, employer = parties_of(of)
    place = workers or employer or of
    numbers = delegates or {}
    case = Case.objects.create(
        matter=Case.Matter.CONGRESS,
        title=title_for(workers, employer, form),
        region=place.region,
        path=place.path,
        workers_party=workers,
        employer_party=employer,
        opened_on=since or last_session_on or EARLIEST,
    )
    return Congress.objects.create(
        **Congress.belonging_to(case),
        form=form,
        since=since,
        term_years=term_years,
        last_session_on=last_session_on,
        delegates_total=numbers.get("total"),
        management=numbers.get("management"),
        women=numbers.get("women"),
        dispatch=numbers.get("dispatch"),
    )


def parties_of(of: Organisation) -> tuple[Organisation | None, Organisation | None]:
    """Return the union and the firm, or the union and the employers of an area."""
    if of.kind == OrganisationKind.EMPLOYER:
        return Organisation.objects.filter(firm=of).first(), of
    if of.firm_id is not None:
        return of, of.firm
    return of, tree.across(of, OrganisationKind.EMPLOYER_ORGANISATION)


def _name(workers: Organisation | None, employer: Organisation | None) -> str:
    if workers is not None and workers.area:
        return workers.area
    party = employer or workers
    return party.name if party else ""


def title_for(workers: Organisation | None, employer: Organisation | None, form: str) -> str:
    """Return what the case of a congress is called: whose it is, and its form."""
    return f"{_name(workers, employer)}{Form(form).label}"


def lock(congress: Congress) -> None:
    """Lock the case of the congress (the one row that is locked) and read the congress afresh."""
    Case.objects.select_for_update().get(pk=congress.case_id)
    congress.refresh_from_db()


def note_session(congress: Congress, *, on: date) -> None:
    """Keep the day of a valid session: the last one, and the first where none was known.

    With its first session a congress is founded.
    """
    congress.refresh_from_db()
    congress.since = congress.since or congress.last_session_on or on
    congress.last_session_on = max(congress.last_session_on or on, on)
    congress.stage = CongressStage.STANDING
    congress.save(update_fields=["since", "last_session_on", "stage"])

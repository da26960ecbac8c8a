"""The figures of workers' congresses on a day: how many firms have one, and use it."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, Q

from contracts.congress import terms
from contracts.congress.models import Congress, Proposal, Sitting
from contracts.deadlines import clock
from contracts.statutes import rulebook
from contracts.statutes.law import Law, instrument_codes
from contracts.supervision.populations import Firm, Population

# The size these figures are called by (百人以上); no threshold of any law.
HUNDRED = 100
YEARLY_CODE = "DL_CONGRESS_YEARLY"


def having(population: Population, *, on: date) -> dict[str, bool]:
    """Return the firms that have a congress, and whether its yearly session came in time.

    A congress counts from its first valid session to the end of its term; where the term is not
    known, for the longest its pack allows.
    """
    found: dict[str, bool] = {}
    for name, congress in _congresses(population):
        if _stands(congress, on=on):
            found[name] = found.get(name, False) or _sat_in_time(congress, on=on)
    return found


def large(live: Iterable[Firm]) -> set[str]:
    """Return the names of the live firms of 100 workers and more."""
    return {firm.name for firm in live if firm.workers >= HUNDRED}


def admitted(population: Population, *, on: date) -> tuple[int, int]:
    """Return how many proposals were admitted up to a day, and how many came in."""
    days = Proposal.objects.filter(population.rows(), received_on__lte=on)
    counted = days.aggregate(
        received=Count("pk"), admitted=Count("pk", filter=Q(admitted_on__lte=on))
    )
    return counted["admitted"], counted["received"]


def _congresses(population: Population) -> Iterator[tuple[str, Congress]]:
    """Return the firms' own congresses with the firm's name; those of areas are left out."""
    own = Q(workers_party__area="") | Q(workers_party__isnull=True)
    rows = Congress.objects.filter(population.rows(), own)
    for congress in rows.select_related("case", "employer_party").prefetch_related("sittings"):
        if congress.employer_party is not None:
            yield congress.employer_party.name, congress


def _sessions(congress: Congress, *, on: date) -> list[date]:
    """Return the days of valid sessions up to a day, also those from before the record."""
    own = [_held(sitting) for sitting in congress.sittings.all()]
    days = [*own, congress.since, congress.last_session_on]
    return sorted(day for day in days if day is not None and day <= on)


def _held(sitting: Sitting) -> date | None:
    stands = sitting.superseded_on is None and sitting.has_quorum
    return sitting.held_on if stands else None


def _stands(congress: Congress, *, on: date) -> bool:
    days = _sessions(congress, on=on)
    if not days:
        return False
    last_day = terms.last_day(congress, began_on=days[0], law=_law(congress, on=days[0]))
    return last_day is None or on <= last_day


def _sat_in_time(congress: Congress, *, on: date) -> bool:
    last = _sessions(congress, on=on)[-1]
    due = clock.reckon(YEARLY_CODE, base=last, law=_law(congress, on=last))
    return due is None or on <= due.due.day


def _law(congress: Congress, *, on: date) -> Law:
    """Return the packs of the congress's place; local values play no part in these periods."""
    codes = instrument_codes("", "enterprise")
    region = congress.case.region
    return Law(on=on, region=region, instruments=codes, rulebook=rulebook.refresh())

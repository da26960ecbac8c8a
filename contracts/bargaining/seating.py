"""Who sits where in a round, and what the checks say of the table as a whole."""

from datetime import date

from django.db.models import QuerySet, Sum

from contracts.bargaining import rounds
from contracts.bargaining.checks import chiefs, table
from contracts.bargaining.checks.seats import Population, Seat, counts_of
from contracts.bargaining.models import CoveredFirm, Recorder, Representative, Round
from contracts.parties.models import Level, OrganisationKind, Side
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict


def rows(round_: Round, side: str) -> QuerySet[Representative]:
    """Return the representatives who sit on a side now, the chief first."""
    return (
        Representative.objects.filter(round=round_, side=side, left_on__isnull=True)
        .select_related("person", "round", "workers_party", "employer_party")
        .order_by("-is_chief", "pk")
    )


def seated(round_: Round, side: str) -> list[Representative]:
    """Return the representatives who sit on a side now, the chief first, with their persons."""
    found = Representative.objects.filter(round=round_, side=side, left_on__isnull=True)
    here = list(found.prefetch_related("person"))
    for row in here:
        row.round = round_
        row.lie_in(round_.case)
    return sorted(here, key=lambda row: (not row.is_chief, row.pk))


def are_both_named(round_: Round) -> bool:
    """Test whether both sides have named representatives."""
    return all(rows(round_, side).exists() for side in Side)


def recorders(round_: Round) -> dict[int, str]:
    """Return the recorders of the round, person to name."""
    named = Recorder.objects.filter(round=round_).select_related("person").order_by("pk")
    return {recorder.person_id: recorder.person.name for recorder in named}


def seats(round_: Round, side: str) -> list[Seat]:
    """Return a side's representatives as plain facts for the checks."""
    chair = round_.workers_party.head_id if round_.workers_party else None
    boss = round_.employer_party.head_id if round_.employer_party else None
    return [
        Seat(
            person=row.person_id,
            name=row.person.name,
            level=row.person.level,
            post=row.person.post,
            gender=row.person.gender,
            employment=row.person.employment,
            is_chief=row.is_chief,
            has_mandate=row.has_mandate,
            is_outsider=row.is_outsider,
            is_head=row.is_head,
            is_head_of_firm=row.person_id == boss or row.person.level == Level.HEAD,
            is_union_officer=row.person_id == chair or "工会" in row.person.post,
            is_relative=row.is_relative,
        )
        for row in rows(round_, side)
    ]


def population(round_: Round) -> Population:
    """Return the workforce of the firm, or of all firms an area round wants to cover."""
    party, union = round_.employer_party, round_.workers_party
    if round_.is_of_area:
        sums = CoveredFirm.objects.filter(round=round_).aggregate(Sum("workers"), Sum("women"))
        return Population(workers=sums["workers__sum"] or 0, women=sums["women__sum"] or 0)
    if party is None:
        return Population()
    return Population(
        workers=party.headcount_total,
        women=party.headcount_women,
        dispatch=party.headcount_dispatch,
        is_above_scale=party.is_above_scale,
        has_womens_committee=union is not None and union.has_womens_committee,
    )


def judge_table(
    round_: Round,
    *,
    side: Side,
    on: date,
    consent_count: int | None = None,
) -> list[Verdict]:
    """Judge the side that was named, within the table as it now sits.

    Rules that bind both sides alike pass only if both keep them; a fault of the other side is its
    own and is not named here.
    """
    law = rounds.law_of(round_, on=on)
    own, other = seats(round_, side), seats(round_, Side(side).other)
    people = population(round_)
    counts = counts_of(own, other)
    verdicts = [
        table.check_count(side, counts, law, is_above_scale=people.is_above_scale),
        *_shared(side, own, other, law),
    ]
    if side == Side.WORKERS:
        verdicts += _workers_only(round_, own, law, consent_count=consent_count)
    else:
        party = round_.employer_party
        speaks_for_many = party is None or party.kind == OrganisationKind.EMPLOYER_ORGANISATION
        verdicts.append(chiefs.check_employer_chief(own, law, is_organisation=speaks_for_many))
    if named := recorders(round_):
        taken = {seat.person for seat in [*own, *other]}
        verdicts.append(chiefs.check_recorder(named, taken, law))
    return verdicts


def _shared(side: Side, own: list[Seat], other: list[Seat], law: Law) -> list[Verdict]:
    """Judge rules of both sides; say nothing of one that only the other side breaks."""
    across = Side(side).other
    pairs = [
        (
            table.check_outsiders(side, counts_of(own, other), law),
            table.check_outsiders(across, counts_of(other, own), law),
        ),
        (
            table.check_no_dual(side, own, other, law),
            table.check_no_dual(across, other, own, law),
        ),
    ]
    return [mine for mine, theirs in pairs if mine.blocks or not other or not theirs.blocks]


def _workers_only(
    round_: Round,
    own: list[Seat],
    law: Law,
    *,
    consent_count: int | None,
) -> list[Verdict]:
    people, counts = population(round_), counts_of(own, None)
    has_union = rounds.has_union(round_)
    verdicts = [
        chiefs.check_union_chief(own, law, has_union=has_union),
        table.check_management(own),
        chiefs.advise_protection(law),
    ]
    if not has_union:
        verdicts.append(
            chiefs.check_consent(workers=people.workers, consented=consent_count, law=law),
        )
    local = [
        table.check_women(counts, people, law, kind=round_.kind),
        table.check_front_line(counts, law),
        table.check_dispatched(counts, people, law),
    ]
    return verdicts + [verdict for verdict in local if verdict is not None]

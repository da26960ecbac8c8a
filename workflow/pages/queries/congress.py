"""The congress of the own firm, its sittings and their votes."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Prefetch, Q, QuerySet

from contracts.agreements.models import Agreement
from contracts.congress.models import Ballot, Congress, Sitting
from contracts.congress.queries import submitted_drafts


def sittings_about(agreements: Sequence[Agreement]) -> list[Sitting]:
    """Return the sittings that voted on one of these agreements, or are called while one waits."""
    if not agreements:
        return []
    ids = [row.pk for row in agreements]
    party = agreements[0].workers_party_id
    first = min((row.drafted_on for row in agreements if row.drafted_on), default=None)
    about = Q(ballots__agreement__in=ids)
    if first is not None:
        about |= Q(workers_party=party, notified_on__gte=first, closed_on__isnull=True)
    rows = Sitting.objects.filter(about, superseded_on__isnull=True).distinct()
    return list(with_ballots(rows).order_by("sits_on", "pk"))


def agreements_before(sitting: Sitting) -> list[Agreement]:
    """Return the agreements the sitting voted on, and those that wait while it is open."""
    voted = [row.agreement_id for row in sitting.ballots.all() if row.agreement_id]
    found = Q(pk__in=voted)
    if sitting.closed_on is None:
        found |= Q(pk__in=submitted_drafts(sitting.congress).values("pk"))
    return list(Agreement.objects.filter(found).order_by("pk"))


def with_ballots(rows: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """Return the sittings together with their votes, in the order they were counted."""
    ballots = Ballot.objects.select_related("agreement").order_by("pk")
    return rows.select_related("congress", "case").prefetch_related(
        Prefetch("ballots", queryset=ballots),
    )


def own_congresses() -> list[Congress]:
    """Return the congresses the actor may see (of a party: its own), the newest first."""
    rows = Congress.objects.select_related("case", "workers_party", "employer_party")
    return list(rows.order_by("-pk"))


def records_of(sitting: Sitting) -> list[models.Model]:
    """Return what a sitting made that has papers and findings: votes, appraisals, opinions."""
    made = (
        sitting.ballots.all(),
        sitting.appraisals.order_by("pk"),
        sitting.board_elections.order_by("pk"),
        sitting.plan_opinions.order_by("pk"),
    )
    return [record for rows in made for record in rows]

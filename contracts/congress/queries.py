"""What pages, lists, papers and indicators ask of congresses, sittings and votes."""

from datetime import date

from django.db.models import F, Q, QuerySet

from contracts.agreements.models import Agreement, Stage
from contracts.congress.choices import CongressStage
from contracts.congress.models import Ballot, Congress, Presidium, Sitting
from contracts.parties.models import Organisation
from contracts.verdicts.findings import open_blocks
from contracts.verdicts.models import Finding


def congress_of(organisation: Organisation) -> Congress | None:
    """Return the congress of a firm, a union or an area: one that stands, else one being founded.

    Of several the newest. While a new one is elected (换届), drafts go to the one that stands.
    """
    rows = congresses_of(organisation)
    return rows.filter(stage=CongressStage.STANDING).first() or rows.first()


def congresses_of(organisation: Organisation) -> QuerySet[Congress]:
    """Return all congresses of a firm, a union or an area, the newest first."""
    mine = Q(workers_party=organisation) | Q(employer_party=organisation)
    return Congress.objects.filter(mine).order_by("-pk")


def earlier_congress(congress: Congress) -> Congress | None:
    """Return the congress of the same parties that stood before this one, if there was one."""
    rows = _of_same_parties(congress).filter(stage=CongressStage.STANDING, pk__lt=congress.pk)
    return rows.order_by("-pk").first()


def term_number(congress: Congress) -> int:
    """Return which term (第几届) it is of those on record here, the first being one."""
    return _of_same_parties(congress).filter(pk__lte=congress.pk).count()


def is_under_way(congress: Congress) -> bool:
    """Test whether it, or a new one of the same parties, is being founded (建制、换届)."""
    return _of_same_parties(congress).exclude(stage=CongressStage.STANDING).exists()


def _of_same_parties(congress: Congress) -> QuerySet[Congress]:
    return Congress.objects.filter(
        workers_party=congress.workers_party_id,
        employer_party=congress.employer_party_id,
    )


def sittings_of(congress: Congress) -> QuerySet[Sitting]:
    """Return the sittings whose notice stands, in the order of their days."""
    return congress.sittings.filter(superseded_on__isnull=True).order_by("sits_on", "pk")


def open_sitting(congress: Congress) -> Sitting | None:
    """Return the sitting that lies ahead or goes on, if there is one."""
    return sittings_of(congress).filter(closed_on__isnull=True).first()


def presidium_of(sitting: Sitting) -> Presidium | None:
    """Return the presidium that stands."""
    return sitting.presidia.filter(replaced_on__isnull=True).first()


def ballots_at(sitting: Sitting) -> QuerySet[Ballot]:
    """Return the votes of a sitting in the order they were counted."""
    return sitting.ballots.order_by("pk")


def ballots_on(agreement: Agreement) -> QuerySet[Ballot]:
    """Return the votes on a draft, the first one first."""
    return Ballot.objects.filter(agreement=agreement).order_by("voted_on", "pk")


def last_ballot_on(agreement: Agreement) -> Ballot | None:
    """Return the latest vote on a draft, which is the one that counts."""
    return ballots_on(agreement).last()


def submitted_drafts(congress: Congress) -> QuerySet[Agreement]:
    """Return the drafts that lie before this congress: submitted, not replaced, not passed."""
    return Agreement.objects.filter(
        workers_party=congress.workers_party_id,
        employer_party=congress.employer_party_id,
        stage=Stage.VOTE,
        superseded_on__isnull=True,
        passed_on__isnull=True,
    ).order_by("pk")


def faults_behind(agreement: Agreement) -> list[Finding]:
    """Return the open faults of the sitting whose vote on a draft counts: a late notice, say."""
    ballot = last_ballot_on(agreement)
    if ballot is None:
        return []
    presidia = Presidium.objects.filter(sitting=ballot.sitting_id).values_list("pk", flat=True)
    own = {f"sitting:{ballot.sitting_id}", f"ballot:{ballot.pk}"}
    own |= {f"presidium:{pk}" for pk in presidia}
    return list(open_blocks(ballot.case).filter(subject__in=own))


def valid_sessions(congress: Congress) -> QuerySet[Sitting]:
    """Return the sittings that sat with a quorum, the first one first."""
    return (
        sittings_of(congress)
        .filter(held_on__isnull=False, present__gte=F("quorum_needed"))
        .order_by("held_on", "pk")
    )


def is_established(congress: Congress, *, on: date) -> bool:
    """Test whether the congress had its first valid session by this day (建制)."""
    if congress.since is not None and congress.since <= on:
        return True
    return valid_sessions(congress).filter(held_on__lte=on).exists()


def last_session_on(congress: Congress, *, on: date) -> date | None:
    """Return the day of the last valid session up to and including this day."""
    latest = valid_sessions(congress).filter(held_on__lte=on).last()
    days = [latest.held_on] if latest and latest.held_on else []
    if congress.last_session_on is not None and congress.last_session_on <= on:
        days.append(congress.last_session_on)
    return max(days, default=None)

"""Elect delegates in a unit (选举单位): a fact even when it fails; who has the votes stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.congress import congresses, foundings, rosters, seats
from contracts.congress.checks import elections as checks
from contracts.congress.choices import CongressStage
from contracts.congress.models import Candidate, Congress, Delegate, Election
from contracts.deadlines.law import law_for
from contracts.parties.references import reference
from contracts.statutes.law import Law
from contracts.verdicts.findings import open_blocks
from contracts.verdicts.verdict import Outcome, Refused, Verdict


class CountsImpossible(Refused):
    """选举的数字对不上：到会不能多于本单位职工，得票不能多于到会人数；请核对。"""

    rule = "R_VOTE_ARITH"


class NamedTwice(Refused):
    """同一个人写了两次，或者已经当选；请核对名单。"""

    rule = "named_twice"


class UnitUnknown(Refused):
    """名额分配方案里没有这个选举单位。"""

    rule = "unit_unknown"


class MoreThanSeats(Refused):
    """当选的人比空着的名额多，请核对。"""

    rule = "more_than_seats"


class NotADelegate(Refused):
    """要补选的席位上没有这个人。"""

    rule = "not_a_delegate"


class BeforeTheRequest(Refused):
    """选举日期早于建制请示，请核对。"""

    rule = "R_ORDER"


@dataclass(frozen=True, slots=True)
class Won:
    """Somebody put down as elected, with the votes."""

    name: str
    votes: int
    category: str = ""
    gender: str = ""
    employment: str = ""


@transaction.atomic
def elect(
    congress: Congress,
    *,
    unit: str,
    workers: int,
    attended: int,
    elected: Sequence[Won],
    replaces: Sequence[str] = (),
    on: date,
) -> Outcome:
    """Record an election in a unit: with its quorum, whoever has the votes of the unit sits.

    A seat that fails leaves the others elected. ``replaces`` names delegates whose seats were given
    up; a later election fills what failed or stands open.

    :raises BeforeTheRequest: if the day is before the request.
    :raises CountsImpossible: if more came than work there, or somebody has more votes than came.
    :raises UnitUnknown: if the plan has units, but not this one.
    :raises NamedTwice: if a name stands twice, or sits in this unit already.
    :raises NotADelegate: if a seat given up is nobody's.
    :raises MoreThanSeats: if there are more than the open seats.
    """
    congresses.lock(congress)
    if on < congress.case.opened_on:
        raise BeforeTheRequest
    _need_sense(workers, attended, elected)
    law = law_for(congress.case, on=on)
    election = _call(congress, unit=unit, workers=workers, attended=attended, law=law, on=on)
    election.replaces = list(replaces)
    _free_seats(election)
    _need_room(election, elected)
    _write(election, elected)
    if rosters.seats_failed(congress, unit) == 0:
        _cure(congress, unit, on=on)
    foundings.move(congress, CongressStage.ELECT)
    rosters.follow(congress)
    verdicts = _judge(congress, workers, attended, elected, law=law)
    return Outcome(made=election, verdicts=verdicts, looked_at=[congress], is_fact=True)


def _judge(
    congress: Congress,
    workers: int,
    attended: int,
    elected: Sequence[Won],
    *,
    law: Law,
) -> list[Verdict]:
    votes = [one.votes for one in elected]
    verdict = checks.check_election(workers=workers, attended=attended, votes=votes, law=law)
    early = foundings.before_approval(congress)
    return [verdict, early] if early else [verdict]


def _call(
    congress: Congress, *, unit: str, workers: int, attended: int, law: Law, on: date
) -> Election:
    """Return an election, not written yet, with what the law of the day asks of it."""
    return Election(
        **Election.belonging_to(congress.case),
        congress=congress,
        unit=unit,
        workers=workers,
        attended=attended,
        quorum_needed=checks.quorum_needed(workers, law),
        votes_needed=checks.votes_needed(workers, law),
        held_on=on,
    )


def _need_sense(workers: int, attended: int, elected: Sequence[Won]) -> None:
    if attended > workers:
        raise CountsImpossible(
            f"到会{attended}人，本单位职工{workers}人：到会不能多于全体，请核对。",
        )
    names = [one.name for one in elected]
    for one in elected:
        if names.count(one.name) > 1:
            raise NamedTwice(f"{one.name}写了两次，请核对；同名的请加以区别。")
        if one.votes > attended:
            raise CountsImpossible(
                f"{one.name}得{one.votes}票，到会只有{attended}人：得票不能多于到会，请核对。",
            )


def _free_seats(election: Election) -> None:
    """Let those leave who gave their seats up; each seat is given up once."""
    congress, on = election.congress, election.held_on
    already = rosters.given_up(congress)
    known = rosters.is_known(congress)
    for name in election.replaces:
        sitting = congress.delegates.filter(name=name, left_on__isnull=True)
        mine = sitting.filter(unit=election.unit).first() or sitting.first()
        if mine is None and (name in already or (known and _stood(election, name))):
            continue
        if mine is None and known:
            raise NotADelegate(f"代表名册里没有{name}，不能补选他（她）的席位，请核对姓名。")
        election.given_up += 1
        if mine is not None:
            mine.left_on = max(on, mine.since)
            mine.save(update_fields=["left_on"])


def _stood(election: Election, name: str) -> bool:
    """Test whether somebody was voted for in the unit before; a seat that failed is open anyhow."""
    earlier = Candidate.objects.filter(election__congress=election.congress_id)
    return earlier.filter(election__unit=election.unit, name=name).exists()


def _need_room(election: Election, elected: Sequence[Won]) -> None:
    """Refuse a unit the plan does not have, a name that sits there, more than the open seats."""
    congress, unit = election.congress, election.unit
    here = congress.delegates.filter(unit=unit, left_on__isnull=True)
    taken = here.filter(name__in=[one.name for one in elected]).values_list("name", flat=True)
    if taken:
        raise NamedTwice(f"{'、'.join(taken)}已经当选，不用再选；只选空着的名额。")
    plan = seats.standing_plan(congress)
    if plan is None or not plan.units.exists():
        return
    planned = seats.planned_unit(congress, unit)
    if planned is None:
        names = "、".join(plan.units.order_by("pk").values_list("name", flat=True))
        raise UnitUnknown(f"名额分配方案里没有“{unit}”。方案里的选举单位：{names}。")
    room = planned.seats - here.count()
    if len(elected) > room:
        raise MoreThanSeats(
            f"{unit}名额{planned.seats}名，还空{max(room, 0)}名，这次写了{len(elected)}名，"
            f"多{len(elected) - max(room, 0)}名；请核对。",
        )


def _write(election: Election, elected: Sequence[Won]) -> None:
    """Keep the count; whoever has the quorum and the votes behind them becomes a delegate."""
    election.is_valid = election.attended >= election.quorum_needed
    winners = [one for one in elected if election.is_valid and one.votes >= election.votes_needed]
    election.failed = len(elected) - len(winners)
    if not election.is_valid:
        election.failed = max(election.failed, 1)
    election.save()
    owner = Candidate.belonging_to(election.case)
    for one in elected:
        candidate = Candidate.objects.create(
            **owner,
            election=election,
            name=one.name,
            votes=one.votes,
            category=one.category,
            gender=one.gender,
            employment=one.employment,
            is_elected=one in winners,
        )
        if candidate.is_elected:
            Delegate.objects.create(
                **owner,
                congress=election.congress,
                candidate=candidate,
                unit=election.unit,
                name=one.name,
                since=election.held_on,
            )


def _cure(congress: Congress, unit: str, *, on: date) -> None:
    """Close what earlier elections of the unit left open: its seats are filled now."""
    rows = Election.objects.filter(congress=congress, unit=unit)
    names = [reference(row) for row in rows]
    open_blocks(congress.case).filter(subject__in=names).update(cured_on=on)


def elected_in(election: Election) -> list[str]:
    """Return the names of those this election elected, in the order they were put down."""
    rows = election.candidates.filter(is_elected=True).order_by("pk")
    return list(rows.values_list("name", flat=True))


def left_for(election: Election) -> list[str]:
    """Return whose seats were given up for this election, in the order they were named."""
    if election.given_up == len(election.replaces):
        return list(election.replaces)
    rows = election.congress.delegates.filter(
        name__in=election.replaces, left_on=election.held_on, candidate__election__lt=election.pk
    )
    left = set(rows.values_list("name", flat=True))
    return [name for name in election.replaces if name in left]

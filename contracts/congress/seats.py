"""Plan the seats (名额分配): how many delegates there are to be, and which unit elects how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.congress import congresses, foundings
from contracts.congress.checks import delegates
from contracts.congress.choices import CongressStage, Form
from contracts.congress.models import Congress, ElectionUnit, SeatPlan
from contracts.deadlines.law import law_for
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused, Verdict


class SeatsDoNotAddUp(Refused):
    """各选举单位的名额加起来与代表总数不一致，请核对。"""

    rule = "R_DELEGATE_NUM"


class UnitNamedTwice(Refused):
    """同一个选举单位写了两次，请合并成一行。"""

    rule = "unit_named_twice"


class NoDelegates(Refused):
    """职工大会由全体职工参加，不选代表，不用分配名额。"""

    rule = "no_delegates"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is planned: its name, all its workers, its seats."""

    name: str
    workers: int
    seats: int


@transaction.atomic
def plan(
    congress: Congress,
    *,
    seats: int,
    units: Sequence[Unit] = (),
    operators: int | None = None,
    on: date,
) -> Outcome:
    """Lay down the seats, in all and per unit; an earlier plan gives way.

    ``operators`` are the seats of those who run firms, in the congress of an area.

    :raises NoDelegates: if all workers meet.
    :raises UnitNamedTwice: if two rows name the same unit.
    :raises SeatsDoNotAddUp: if the units' seats are not the seats in all.
    """
    congresses.lock(congress)
    if congress.form == Form.ASSEMBLY:
        raise NoDelegates
    _need_sense(seats, units, operators)
    law = law_for(congress.case, on=on)
    congress.seat_plans.filter(replaced_on__isnull=True).update(replaced_on=on)
    made = SeatPlan.objects.create(
        **SeatPlan.belonging_to(congress.case),
        congress=congress,
        seats=seats,
        workers=sum(unit.workers for unit in units) or None,
        operators=operators,
        planned_on=on,
    )
    owner = ElectionUnit.belonging_to(congress.case)
    ElectionUnit.objects.bulk_create(
        ElectionUnit(**owner, plan=made, name=unit.name, workers=unit.workers, seats=unit.seats)
        for unit in units
    )
    verdicts = _judge(made, law)
    foundings.move(congress, CongressStage.ELECT)
    return Outcome(made=made, verdicts=verdicts, looked_at=[congress])


def _need_sense(seats: int, units: Sequence[Unit], operators: int | None) -> None:
    names = [unit.name for unit in units]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise UnitNamedTwice(f"选举单位“{twice}”写了两次，请合并成一行。")
    total = sum(unit.seats for unit in units)
    if units and total != seats:
        raise SeatsDoNotAddUp(
            f"各选举单位的名额加起来是{total}名，代表总数是{seats}名，"
            f"{'多' if total > seats else '少'}{abs(total - seats)}名，请核对。",
        )
    if operators is not None and operators > seats:
        raise SeatsDoNotAddUp(f"经营者代表{operators}名，比代表总数{seats}名还多，请核对。")


def _judge(made: SeatPlan, law: Law) -> list[Verdict]:
    congress, seats = made.congress, made.seats
    found: list[Verdict | None] = [foundings.before_approval(congress)]
    workers = workers_of(congress, made)
    if congress.is_area:
        found.append(delegates.check_area_number(seats=seats, law=law))
        if made.operators is not None:
            found.append(
                delegates.check_operators(seats=seats, operators=made.operators, law=law),
            )
    elif workers:
        found.append(delegates.check_number(workers=workers, seats=seats, law=law))
    return [verdict for verdict in found if verdict is not None]


def proposal(workers: Sequence[int], seats: int) -> list[int]:
    """Return how many seats each unit gets by its share of the workers, the largest remainder next.

    Every unit with anybody in it elects one at least, as far as the seats go; of equal remainders
    the unit with more workers comes first.
    """
    total = sum(workers)
    if not total or seats <= 0:
        return [0] * len(workers)
    shares = [divmod(seats * one, total) for one in workers]
    given = [max(whole, 1 if one else 0) for (whole, _), one in zip(shares, workers, strict=True)]
    by_rest = sorted(range(len(workers)), key=lambda n: (-shares[n][1], -workers[n], n))
    for place in by_rest:
        if sum(given) < seats and given[place] == shares[place][0]:
            given[place] += 1
    while sum(given) > seats:
        several = [place for place, seat in enumerate(given) if seat > 1] or range(len(given))
        largest = max(several, key=lambda n: (given[n] * total - seats * workers[n], n))
        given[largest] -= 1
    return given


def workers_of(congress: Congress, made: SeatPlan | None = None) -> int:
    """Return all workers the delegates speak for: those of the units, else of the register."""
    made = made or standing_plan(congress)
    if made is not None and made.workers:
        return made.workers
    firm = congress.employer_party
    return firm.headcount_total if firm is not None else 0


def standing_plan(congress: Congress) -> SeatPlan | None:
    """Return the plan that stands, if seats were planned."""
    return SeatPlan.objects.filter(congress=congress, replaced_on__isnull=True).first()


def planned_unit(congress: Congress, name: str) -> ElectionUnit | None:
    """Return a unit as the standing plan has it."""
    return ElectionUnit.objects.filter(
        plan__congress=congress, plan__replaced_on__isnull=True, name=name
    ).first()

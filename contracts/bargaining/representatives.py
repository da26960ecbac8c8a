"""Name the representatives of a side and replace one; both sides are judged as one table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.bargaining import rounds, seating
from contracts.bargaining.models import Recorder, Representative, Round
from contracts.deadlines import clock
from contracts.parties.models import Person, Side
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

VACANCY_CODE = "DL_REP_VACANCY"
VACANCY_RULE = "cb.reps.vacancy"


class OneChiefOnly(Refused):
    """每方只能有一名首席代表；请只选一位。"""

    rule = "R_REP_COUNT"


class NamedTwice(Refused):
    """同一个人在名单里写了两次；请核对。"""

    rule = "R_REP_COUNT"


class NobodyNamed(Refused):
    """名单是空的；请至少写上首席代表。"""

    rule = "R_REP_COUNT"


class NoSuchRepresentative(Refused):
    """要换下的人不是这一方现任的协商代表，也没有空出的席位；请先核对名册。"""


class AlreadySeated(Refused):
    """接任的人已经是这一方的协商代表；请另选一位。"""


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody a side sends to the table; ``has_mandate``: written authority."""

    person: Person
    is_chief: bool = False
    has_mandate: bool = False


@transaction.atomic
def name(
    round_: Round,
    *,
    side: Side,
    nominees: Sequence[Nominee],
    on: date,
    recorder: Person | None = None,
    relatives: Collection[Person] = (),
    consent_count: int | None = None,
) -> Outcome:
    """Name a side's representatives; a later list takes the place of the earlier one.

    ``relatives`` are near relatives of the firm's head, on whichever list they stand;
    ``consent_count`` are the workers who agreed, where there is no union.

    :raises NobodyNamed: if the list is empty.
    :raises NamedTwice: if a person is on the list twice.
    :raises OneChiefOnly: if more than one is chief.
    """
    _need_sound_list(nominees)
    rounds.lock(round_)
    kin = {person.pk for person in relatives}
    seated = Representative.objects.filter(round=round_, left_on__isnull=True)
    seated.filter(side=side).update(left_on=on)
    seated.filter(person_id__in=kin).update(is_relative=True)
    for nominee in nominees:
        Representative.objects.create(
            **Representative.belonging_to(round_.case),
            round=round_,
            side=side,
            person=nominee.person,
            is_chief=nominee.is_chief,
            has_mandate=nominee.has_mandate,
            is_relative=nominee.person.pk in kin,
            named_on=on,
        )
    if recorder is not None:
        _name_recorder(round_, side=side, person=recorder, on=on)
    verdicts = seating.judge_table(round_, side=side, on=on, consent_count=consent_count)
    return Outcome(made=round_, verdicts=verdicts, looked_at=seating.seated(round_, side))


def _need_sound_list(nominees: Sequence[Nominee]) -> None:
    if not nominees:
        raise NobodyNamed
    if len({nominee.person.pk for nominee in nominees}) < len(nominees):
        raise NamedTwice
    if sum(nominee.is_chief for nominee in nominees) > 1:
        raise OneChiefOnly


def _name_recorder(round_: Round, *, side: Side, person: Person, on: date) -> None:
    Recorder.objects.update_or_create(
        round=round_,
        side=side,
        defaults={"person": person, "named_on": on},
        create_defaults={**Recorder.belonging_to(round_.case), "person": person, "named_on": on},
    )


@transaction.atomic
def replace(
    round_: Round,
    *,
    side: Side,
    leaving: Person,
    on: date,
    joining: Person | None = None,
    vacant_since: date | None = None,
    is_chief: bool = False,
    has_mandate: bool = False,
) -> Outcome:
    """Let a representative go and another take the seat; without one the seat stands vacant.

    The period to fill a seat (集体合同规定 第三十一条) runs from the day it fell vacant; one clock
    runs for the round, for the seat that has been vacant longest. A vacancy alone is no fault: the
    table is judged again when the seat is filled.

    :raises NoSuchRepresentative: if the person neither sits on the side nor left a seat vacant.
    :raises AlreadySeated: if the successor sits there already.
    :raises OneChiefOnly: if he comes as chief beside another.
    """
    rounds.lock(round_)
    old = _leave(round_, side=side, person=leaving, since=vacant_since or on)
    _watch_vacancies(round_, on=on)
    if joining is None:
        return Outcome(made=old, verdicts=_vacancy_advice(round_, on=on), looked_at=[round_])
    new = _take_seat(
        old,
        Nominee(joining, is_chief=is_chief, has_mandate=has_mandate),
        on=on,
    )
    verdicts = seating.judge_table(round_, side=side, on=on)
    return Outcome(made=new, verdicts=verdicts, looked_at=[round_, old])


def _take_seat(old: Representative, nominee: Nominee, *, on: date) -> Representative:
    """Give a vacant seat to a successor and stop its clock; the next vacancy's clock may start."""
    round_ = old.round
    seated = seating.rows(round_, old.side)
    if seated.filter(person=nominee.person).exists():
        raise AlreadySeated
    if nominee.is_chief and seated.filter(is_chief=True).exists():
        raise OneChiefOnly
    new = Representative.objects.create(
        **Representative.belonging_to(round_.case),
        round=round_,
        side=old.side,
        person=nominee.person,
        is_chief=nominee.is_chief,
        has_mandate=nominee.has_mandate,
        named_on=on,
        replaces=old,
    )
    old.is_seat_vacant = False
    old.save(update_fields=["is_seat_vacant"])
    clock.stop(round_, VACANCY_CODE, on=on)
    _watch_vacancies(round_, on=on)
    return new


def _leave(round_: Round, *, side: Side, person: Person, since: date) -> Representative:
    old = seating.rows(round_, side).filter(person=person).first()
    if old is None:
        vacant = Representative.objects.filter(
            round=round_,
            side=side,
            person=person,
            is_seat_vacant=True,
        ).first()
        if vacant is None:
            raise NoSuchRepresentative
        return vacant
    old.left_on, old.is_seat_vacant = since, True
    old.save(update_fields=["left_on", "is_seat_vacant"])
    return old


def _watch_vacancies(round_: Round, *, on: date) -> None:
    """Run the clock for the seat vacant longest; where law sets no number of days, none runs."""
    seat = (
        Representative.objects.filter(round=round_, is_seat_vacant=True)
        .order_by("left_on", "pk")
        .first()
    )
    law = rounds.law_of(round_, on=on)
    rule = law.find(VACANCY_RULE)
    if seat is None or seat.left_on is None or rule is None or rule.period is None:
        return
    if clock.running(round_).filter(code=VACANCY_CODE, base_on=seat.left_on).exists():
        return
    clock.start(
        round_.case,
        VACANCY_CODE,
        base=seat.left_on,
        law=law,
        subject=round_,
        side=seat.side,
    )


def _vacancy_advice(round_: Round, *, on: date) -> list[Verdict]:
    rule = rounds.law_of(round_, on=on).find(VACANCY_RULE)
    if rule is None:
        return []
    advice = judge(
        VACANCY_RULE,
        holds=False,
        law=rule,
        message=f"有一个代表席位空着。{rule.zh}。",
        remedy="请尽快补上一位代表，再登记接任的人。",
        softly=True,
    )
    return [advice]

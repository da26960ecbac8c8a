"""Bring a deadlock before the labour department: apply, take up, extend, conclude."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from contracts.bargaining import offers, rounds
from contracts.bargaining.checks import talks as talk_checks
from contracts.bargaining.choices import Answer, Stage
from contracts.bargaining.models import Coordination, Round
from contracts.deadlines import clock
from contracts.parties import tree
from contracts.parties.models import Case
from contracts.verdicts.verdict import Outcome, Refused

COORDINATION_CODE = "DL_COORD"


class CoordinationAlreadyOpen(Refused):
    """已经有一件协调申请没有结案；请等它结案。"""


class NoCoordination(Refused):
    """还没有协调处理申请；请先提出书面申请。"""

    rule = "R_ORDER"


class CoordinationNotAccepted(Refused):
    """人社部门还没有受理；受理之后才能延长或者结案。"""

    rule = "R_ORDER"


class CoordinationAlreadyAccepted(Refused):
    """这件申请已经受理。"""


class NothingExtended(Refused):
    """延长的日数要大于零；请写明延长几日。"""


@transaction.atomic
def apply(round_: Round, *, on: date, side: str = "") -> Outcome:
    """Apply for coordination (协调处理, 集体合同规定 第四十九条).

    The labour department sees the progress of the case from now on.

    :raises OutOfOrder: if no offer was made yet, or the terms are agreed.
    :raises CoordinationAlreadyOpen: if an application is open.
    """
    rounds.lock(round_)
    rounds.need_stage(
        round_,
        {Stage.OFFER, Stage.TALKS, Stage.DRAFT},
        act="申请协调处理",
        first="请先发出书面要约；谈不成或对方不谈，再申请协调。",
    )
    if current(round_) is not None:
        raise CoordinationAlreadyOpen
    coordination = Coordination.objects.create(
        **Coordination.belonging_to(round_.case),
        round=round_,
        side=side,
        department=tree.labour_department_for(round_.path),
        applied_on=on,
    )
    Case.objects.filter(pk=round_.case_id).update(is_before_labour=True)
    round_.case.refresh_from_db(fields=["is_before_labour"])
    return Outcome(made=coordination, looked_at=[round_])


def current(round_: Round) -> Coordination | None:
    """Return the coordination of the round that is not concluded."""
    return Coordination.objects.filter(round=round_, concluded_on__isnull=True).first()


def _need_current(round_: Round, *, is_accepted: bool) -> Coordination:
    coordination = current(round_)
    if coordination is None:
        raise NoCoordination
    if is_accepted and coordination.accepted_on is None:
        raise CoordinationNotAccepted
    return coordination


@transaction.atomic
def accept(round_: Round, *, on: date) -> Outcome:
    """Take the application up (受理): the period to conclude runs from this day.

    :raises NoCoordination: if nobody applied.
    :raises CoordinationAlreadyAccepted: if it was taken up before.
    """
    rounds.lock(round_)
    coordination = _need_current(round_, is_accepted=False)
    if coordination.accepted_on is not None:
        raise CoordinationAlreadyAccepted
    coordination.accepted_on = on
    coordination.save(update_fields=["accepted_on"])
    law = rounds.law_of(round_, on=on)
    clock.start(round_.case, COORDINATION_CODE, base=on, law=law, subject=round_)
    return Outcome(made=coordination, looked_at=[round_])


@transaction.atomic
def extend(round_: Round, *, days: int, on: date) -> Outcome:
    """Extend the period by so many days (延长); all extensions together stay within the pack's cap.

    :raises NothingExtended: if the number of days is not positive.
    :raises NoCoordination: if nobody applied.
    :raises CoordinationNotAccepted: if it was not taken up yet.
    """
    if days <= 0:
        raise NothingExtended
    rounds.lock(round_)
    coordination = _need_current(round_, is_accepted=True)
    coordination.extended_days += days
    coordination.save(update_fields=["extended_days"])
    law = rounds.law_of(round_, on=coordination.accepted_on or on)
    deadline = clock.running(round_).filter(code=COORDINATION_CODE).first()
    if deadline is not None:
        to = deadline.last_day + timedelta(days=days)
        clock.extend(round_, COORDINATION_CODE, to=to, law=law)
    verdict = talk_checks.check_extension(days=coordination.extended_days, law=law)
    return Outcome(made=coordination, verdicts=[verdict], looked_at=[round_])


@transaction.atomic
def conclude(round_: Round, *, terms: Sequence[str], on: date) -> Outcome:
    """Conclude the coordination (协调处理协议) and open the talks.

    An offer without a yes counts as answered from now on, apart from those answered in time.

    :raises NoCoordination: if nobody applied.
    :raises CoordinationNotAccepted: if it was not taken up yet.
    """
    rounds.lock(round_)
    coordination = _need_current(round_, is_accepted=True)
    coordination.concluded_on, coordination.terms = on, list(terms)
    coordination.save(update_fields=["concluded_on", "terms"])
    clock.stop(round_, COORDINATION_CODE, on=on)
    clock.cancel(round_, offers.REPLY_CODE, on=on)
    offer = offers.latest_offer(round_)
    if offer is not None and offer.answer != Answer.AGREE:
        offer.coordinated_on = on
        offer.save(update_fields=["coordinated_on"])
    if round_.stage == Stage.OFFER:
        rounds.advance_stage(round_, Stage.TALKS)
    return Outcome(made=coordination, looked_at=[round_])

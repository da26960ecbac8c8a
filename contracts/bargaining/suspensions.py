"""Stop the talks until an agreed day, and take them up again."""

from datetime import date

from django.db import transaction

from contracts.bargaining import rounds
from contracts.bargaining.checks import talks as talk_checks
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import Round, Suspension, SuspensionReason
from contracts.deadlines import clock
from contracts.verdicts.verdict import Outcome, Refused

SUSPENSION_CODE = "DL_SUSPEND"


class AlreadySuspended(Refused):
    """协商已经中止；请先恢复，再约定新的中止。"""


class NotSuspended(Refused):
    """协商没有中止，不用恢复；可以直接开会。"""


class NoDayToResume(Refused):
    """中止协商要写明恢复的日子，而且晚于中止日；没有日子的中止等于不了了之。"""


@transaction.atomic
def suspend(round_: Round, *, until: date, on: date, reason: str = "") -> Outcome:
    """Suspend the talks by agreement (中止协商, 集体合同规定 第三十五条) until a named day.

    :raises OutOfOrder: if there are no talks to suspend.
    :raises NoDayToResume: if the day is not after today.
    :raises AlreadySuspended: if they are suspended.
    """
    rounds.lock(round_)
    rounds.need_stage(
        round_,
        {Stage.TALKS, Stage.DRAFT},
        act="中止协商",
        first="协商开始以后才谈得上中止。",
    )
    if until <= on:
        raise NoDayToResume
    if running(round_) is not None:
        raise AlreadySuspended
    law = rounds.law_of(round_, on=on)
    used = _days_used(round_)
    suspension = Suspension.objects.create(
        **Suspension.belonging_to(round_.case),
        round=round_,
        suspended_on=on,
        until=until,
    )
    SuspensionReason.objects.create(
        **SuspensionReason.belonging_to(round_.case),
        suspension=suspension,
        reason=reason,
    )
    clock.start(round_.case, SUSPENSION_CODE, base=on, law=law, subject=round_, last_day=until)
    verdict = talk_checks.check_suspension(on=on, until=until, reason=reason, law=law, used=used)
    return Outcome(made=suspension, verdicts=[verdict], looked_at=[round_])


def _days_used(round_: Round) -> int:
    """Return how many days earlier suspensions of the round took."""
    ended = Suspension.objects.filter(round=round_).values_list("suspended_on", "resumed_on")
    return sum((last - first).days for first, last in ended if last is not None)


def running(round_: Round) -> Suspension | None:
    """Return the suspension that is not ended, if any."""
    return Suspension.objects.filter(round=round_, resumed_on__isnull=True).first()


@transaction.atomic
def resume(round_: Round, *, on: date) -> Outcome:
    """Take the talks up again; later than the agreed day shows as late.

    :raises NotSuspended: if they are not suspended.
    """
    rounds.lock(round_)
    suspension = running(round_)
    if suspension is None:
        raise NotSuspended
    _end(suspension, on=on)
    return Outcome(made=suspension, looked_at=[round_])


def end_by_meeting(round_: Round, *, on: date) -> None:
    """End a suspension because both sides meet again."""
    suspension = running(round_)
    if suspension is not None:
        _end(suspension, on=on)


def _end(suspension: Suspension, *, on: date) -> None:
    suspension.resumed_on = on
    suspension.save(update_fields=["resumed_on"])
    clock.stop(suspension.round, SUSPENSION_CODE, on=on)

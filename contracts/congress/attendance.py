"""Who is asked to a sitting, when the papers reached each delegate, and who came."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from contracts.congress import rolls, sittings
from contracts.congress.checks import notices, votes
from contracts.congress.meeting_models import Arrival, Receipt
from contracts.congress.models import Invitation, Sitting
from contracts.congress.rolls import RollDoesNotFit, Voter
from contracts.congress.sittings import DOCUMENTS_CODE, OutOfOrder
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.verdicts.verdict import Outcome, Refused, Verdict


class SignedForAnother(Refused):
    """代签不算送达。请让代表本人补签，或者让他（她）在自己的链接里点“我已收到”，再登记。"""

    rule = "R_NOTICE7"


class NotAsked(Refused):
    """名单里没有这个人，请核对单位和姓名；代表有变动的，先更新到会名单。"""

    rule = "roll_does_not_fit"


class NobodyNamed(Refused):
    """没有写是谁，请至少勾选一名代表。"""

    rule = "roll_does_not_fit"


@transaction.atomic
def invite(sitting: Sitting, given: Sequence[Voter] = (), *, on: date) -> Outcome:
    """Draw up whom the sitting is called for: the delegates on record, else the list given.

    Again, it takes new delegates in and those who left out. Where the notice counted a receipt
    from everybody, everybody has signed on its day.

    :raises OutOfOrder: if it has sat.
    :raises RollDoesNotFit: if somebody stands twice, or the number is not that of the delegates.
    """
    sittings.lock(sitting)
    _need_ahead(sitting, on=on)
    roll = rolls.elected(sitting) or list(given)
    _need_fit(sitting, roll)
    rows = {Voter(row.unit, row.name): row for row in of(sitting)}
    is_first = not rows
    for gone in set(rows) - set(roll):
        rows[gone].delete()
    own = Invitation.belonging_to(sitting.case)
    fresh = [voter for voter in roll if voter not in rows]
    signed = {}
    if is_first and sitting.delivered >= len(roll):
        signed = {"means": Receipt.PAPER, "delivered_on": sitting.notified_on}
    Invitation.objects.bulk_create(
        Invitation(**own, sitting=sitting, unit=voter.unit, name=voter.name, **signed)
        for voter in fresh
    )
    return Outcome(made=sitting, looked_at=[sitting])


def _need_fit(sitting: Sitting, roll: Sequence[Voter]) -> None:
    twice = [str(voter) for voter, times in Counter(roll).items() if times > 1]
    if twice:
        raise RollDoesNotFit(
            f"名单里有重复的人：{'、'.join(twice)}。每人只列一次，同名的请写明单位。"
        )
    total = sitting.congress.delegates_total
    if not roll or (total is not None and len(roll) != total):
        asked = f"登记的{sitting.congress.members}有{total}人" if total else "至少要有一人"
        raise RollDoesNotFit(f"名单上有{len(roll)}人，{asked}。请补全名单，每位代表一行。")


def _need_ahead(sitting: Sitting, *, on: date) -> None:
    if sitting.held_on is not None:
        raise OutOfOrder(f"会议已在{sitting.held_on}召开，名单和送达不能再改。")
    if not sitting.notified_on <= on <= sitting.sits_on:
        raise OutOfOrder("材料在发出通知之后、开会之前送达，请核对日期。")


@transaction.atomic
def deliver(
    sitting: Sitting,
    names: Collection[str],
    *,
    means: Receipt = Receipt.PAPER,
    is_own_hand: bool = True,
    on: date,
) -> Outcome:
    """Record that the papers reached these delegates on this day; the first receipt counts.

    A fact even when it comes too late: then R_NOTICE7 stands open. The period stops once everybody
    has them.

    :raises SignedForAnother: if somebody signed for another.
    :raises NotAsked: if a name is not on the list.
    :raises OutOfOrder: if it has sat, or the day is before the notice.
    """
    sittings.lock(sitting)
    _need_ahead(sitting, on=on)
    if not is_own_hand:
        raise SignedForAnother
    for row in _named(sitting, names):
        if row.delivered_on is None:
            row.means, row.delivered_on = means, on
            row.save(update_fields=["means", "delivered_on"])
    return Outcome(made=sitting, verdicts=[_settle(sitting)], is_fact=True)


def _settle(sitting: Sitting) -> Verdict:
    """Carry the receipts over to the sitting and its period, and judge them as they stand."""
    rows = list(of(sitting))
    days = [row.delivered_on for row in rows if row.delivered_on is not None]
    latest = max(days, default=sitting.notified_on)
    sitting.delivered = max(sitting.delivered, len(days))
    sitting.save(update_fields=["delivered"])
    if len(days) == len(rows):
        clock.stop(sitting, DOCUMENTS_CODE, on=latest)
    return notices.check_notice(
        sits_on=sitting.sits_on,
        delivered_on=latest,
        delivered=len(days),
        delegates=len(rows),
        law=law_for(sitting.case, on=sitting.sits_on),
    )


@transaction.atomic
def sign_in(
    sitting: Sitting, names: Collection[str], *, means: Arrival = Arrival.LIST, on: date
) -> Outcome:
    """Record that these delegates are there, by their own signature on the list or their own code.

    :raises NotAsked: if a name is not on the list.
    :raises OutOfOrder: if it is not the day of the sitting yet, or those present were counted.
    """
    sittings.lock(sitting)
    if sitting.held_on is not None:
        raise OutOfOrder(
            f"会议已登记实到{sitting.present}人，签到已截止；迟到的请在签到册上写明时间。"
        )
    if on < sitting.sits_on:
        raise OutOfOrder(f"会议在{sitting.sits_on}召开，到那一天才能签到。")
    for row in _named(sitting, names):
        if row.arrived_on is None:
            row.arrival, row.arrived_on = means, on
            row.save(update_fields=["arrival", "arrived_on"])
    return Outcome(made=sitting)


def _named(sitting: Sitting, names: Collection[str]) -> list[Invitation]:
    rows = {str(row): row for row in of(sitting)}
    if strangers := [name for name in names if name not in rows]:
        raise NotAsked(
            f"到会名单里没有{'、'.join(strangers)}，请核对单位和姓名；代表有变动的，先更新名单。"
        )
    if not names:
        raise NobodyNamed
    return [rows[name] for name in dict.fromkeys(names)]


def of(sitting: Sitting) -> QuerySet[Invitation]:
    """Return whom the sitting is called for, unit by unit."""
    return Invitation.objects.filter(sitting=sitting).order_by("unit", "pk")


def without_papers(sitting: Sitting) -> QuerySet[Invitation]:
    """Return those whom the papers did not reach yet."""
    return of(sitting).filter(delivered_on__isnull=True)


def not_there(sitting: Sitting) -> QuerySet[Invitation]:
    """Return those who did not sign in yet."""
    return of(sitting).filter(arrived_on__isnull=True)


def counted(sitting: Sitting) -> str:
    """Say in one sentence how many came and how many are missing to the quorum."""
    asked = of(sitting).count()
    come = asked - not_there(sitting).count()
    needed = votes.quorum_needed(asked, law_for(sitting.case, on=sitting.sits_on))
    mark = "✓" if come >= needed else f"✗，差{needed - come}人"
    return f"应到{asked}人，实到{come}人（须≥{needed}人 {mark}）"

"""A sitting (一次会议): notified, prepared, held, closed, reported."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.congress import congresses, credentials, terms
from contracts.congress.checks import notices, presidia, votes
from contracts.congress.choices import SittingStage
from contracts.congress.models import Congress, Presidium, Sitting
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.parties.models import Case, Side
from contracts.parties.references import reference
from contracts.statutes.law import Law
from contracts.verdicts.findings import open_blocks
from contracts.verdicts.verdict import Outcome, Refused, Verdict

DOCUMENTS_CODE = "DL_CONGRESS_DOCS"
RECORD_CODE = "DL_CONGRESS_RECORD"
YEARLY_CODE = "DL_CONGRESS_YEARLY"


class OutOfOrder(Refused):
    """这一步还没到时候，或者已经过了：通知、预备会议、大会、表决、闭会、报告依次进行。"""

    rule = "R_ORDER"


class NoticeReplaced(Refused):
    """这次会议已经改期，另发了通知；请到新的会议里办理。"""

    rule = "notice_replaced"


class NumbersImpossible(Refused):
    """人数填得不对：部分不能多于全体；请核对。"""

    rule = "numbers_impossible"


@transaction.atomic
def notify(
    congress: Congress,
    *,
    title: str,
    sits_on: date,
    agenda: Sequence[str],
    delivered: int,
    on: date,
) -> Outcome:
    """Record the notice of a sitting (会议通知) and the receipts signed by now; it is made here.

    The period runs backwards from the sitting (企业民主管理规定 第十八条) and stops once every
    delegate has signed. An earlier notice under the same title that was not held gives way and is
    among ``looked_at``, so that its paper can be marked void.

    :raises OutOfOrder: if the sitting would lie before its notice.
    """
    congresses.lock(congress)
    if sits_on < on:
        raise OutOfOrder("会议日期早于通知日期，请核对。")
    credentials.end_notice(congress, on=on)
    law = law_for(congress.case, on=sits_on)
    sitting = Sitting(
        **Sitting.belonging_to(congress.case),
        congress=congress,
        title=title,
        sits_on=sits_on,
        agenda=list(agenda),
        delivered=delivered,
        notified_on=on,
    )
    verdict = _serve(sitting, law=law)
    replaced = _supersede_earlier(sitting, is_cured=not verdict.blocks, on=on)
    return Outcome(made=sitting, verdicts=[verdict], looked_at=[*replaced, congress])


def _serve(sitting: Sitting, *, law: Law) -> Verdict:
    """Write the notice, start the period of delivery and stop it if everybody has signed."""
    served, delegates = sitting.delivered, sitting.congress.delegates_total
    sitting.documents_due_on = notices.last_day_of_delivery(sitting.sits_on, law)
    sitting.quorum_needed = votes.quorum_needed(delegates or served, law)
    sitting.save()
    clock.start(
        sitting.case,
        DOCUMENTS_CODE,
        base=sitting.sits_on,
        law=law,
        subject=sitting,
        side=Side.WORKERS,
    )
    if delegates is None or served >= delegates:
        clock.stop(sitting, DOCUMENTS_CODE, on=sitting.notified_on)
    return notices.check_notice(
        sits_on=sitting.sits_on,
        delivered_on=sitting.notified_on,
        delivered=served,
        delegates=delegates,
        law=law,
    )


def _supersede_earlier(sitting: Sitting, *, is_cured: bool, on: date) -> list[Sitting]:
    """Let the new notice take the place of those of the same title that were not held."""
    earlier = Sitting.objects.filter(
        congress=sitting.congress_id,
        title=sitting.title,
        held_on__isnull=True,
        superseded_on__isnull=True,
    ).exclude(pk=sitting.pk)
    replaced = list(earlier.order_by("pk"))
    for old in replaced:
        old.superseded_on = on
        old.save(update_fields=["superseded_on"])
        clock.cancel(old, DOCUMENTS_CODE, on=on)
        if is_cured:
            open_blocks(old.case).filter(subject=reference(old)).update(cured_on=on)
    return replaced


@transaction.atomic
def prepare(sitting: Sitting, *, members: int, leaders: int, on: date) -> Outcome:
    """Record the preparatory meeting (预备会议) and its presidium; an earlier one is replaced.

    ``leaders`` are the firm's leading people among the members.

    :raises OutOfOrder: if the sitting has begun, or the day is before its notice or after it.
    :raises NumbersImpossible: if there are more leaders than members, or no members.
    """
    lock(sitting)
    if sitting.held_on is not None or not sitting.notified_on <= on <= sitting.sits_on:
        raise OutOfOrder("预备会议在通知之后、大会之前召开，请核对日期。")
    if not 0 <= leaders <= members or not members:
        raise NumbersImpossible
    law = law_for(sitting.case, on=on)
    sitting.presidia.filter(replaced_on__isnull=True).update(replaced_on=on)
    presidium = Presidium.objects.create(
        **Presidium.belonging_to(sitting.case),
        sitting=sitting,
        members=members,
        leaders=leaders,
        workers_needed=presidia.workers_needed(members, law),
        prepared_on=on,
    )
    _move(sitting, SittingStage.PRELIMINARY)
    verdicts = presidia.check_presidium(
        members=members,
        leaders=leaders,
        delegates=sitting.congress.delegates_total,
        law=law,
    )
    return Outcome(made=presidium, verdicts=verdicts, looked_at=[sitting])


@transaction.atomic
def sit(sitting: Sitting, *, entitled: int, present: int, on: date) -> Outcome:
    """Record that the congress sat: entitled and present (应到、实到). A fact, even without quorum.

    A valid session ends the year's period that an earlier sitting started.

    :raises OutOfOrder: if it has sat, or the day is before the day of the notice.
    :raises NumbersImpossible: if more were present than entitled.
    """
    lock(sitting)
    if sitting.held_on is not None:
        raise OutOfOrder(f"这次会议已在{sitting.held_on}召开，不能再记一次。")
    if on < sitting.sits_on:
        raise OutOfOrder(f"通知的会议日是{sitting.sits_on}，要提前开会，请重新发通知。")
    if not 0 <= present <= entitled:
        raise NumbersImpossible(f"实到{present}人，应到{entitled}人：实到不能多于应到，请核对。")
    law = law_for(sitting.case, on=on)
    sitting.held_on = on
    sitting.entitled, sitting.present = entitled, present
    sitting.quorum_needed = votes.quorum_needed(entitled, law)
    sitting.pass_needed = votes.majority(law).required(entitled)
    sitting.stage = SittingStage.SESSION
    sitting.save()
    if sitting.has_quorum:
        _stop_yearly(sitting.congress, on=on)
        sitting.congress.joint_meetings.filter(reported_at__isnull=True).update(reported_at=sitting)
    return Outcome(
        made=sitting,
        verdicts=_judge_session(sitting, entitled=entitled, present=present, law=law),
        looked_at=[sitting.congress],
        is_fact=True,
    )


def _judge_session(sitting: Sitting, *, entitled: int, present: int, law: Law) -> list[Verdict]:
    congress = sitting.congress
    delegates, served = congress.delegates_total, sitting.delivered
    found = [
        votes.check_quorum(entitled=entitled, present=present, members=congress.members, law=law),
        notices.check_roll(entitled=entitled, delegates=delegates, law=law),
        notices.check_receipts(delivered=served, delegates=delegates, law=law),
    ]
    return [verdict for verdict in found if verdict is not None]


def _stop_yearly(congress: Congress, *, on: date) -> None:
    for earlier in congress.sittings.filter(next_due_on__isnull=False):
        clock.stop(earlier, YEARLY_CODE, on=on)


@transaction.atomic
def close(sitting: Sitting, *, on: date) -> Outcome:
    """Close the sitting (闭会): the report to the higher union is due, and the next session.

    Without a quorum there was no session, so the year does not start anew.

    :raises OutOfOrder: if it has not sat yet, or is closed.
    """
    lock(sitting)
    need_session(sitting, on=on)
    law = law_for(sitting.case, on=on)
    sitting.closed_on = on
    if sitting.has_quorum and sitting.held_on is not None:
        terms.begin(sitting.congress, on=sitting.held_on, law=law)
        congresses.note_session(sitting.congress, on=sitting.held_on)
        yearly = clock.start(
            sitting.case,
            YEARLY_CODE,
            base=sitting.held_on,
            law=law,
            subject=sitting,
        )
        sitting.next_due_on = yearly.last_day if yearly else None
    sitting.save(update_fields=["closed_on", "next_due_on"])
    clock.start(
        sitting.case,
        RECORD_CODE,
        base=on,
        law=law,
        subject=sitting,
        side=Side.WORKERS,
    )
    _move(sitting, SittingStage.CLOSE)
    return Outcome(made=sitting, looked_at=[sitting.congress])


@transaction.atomic
def report(sitting: Sitting, *, on: date) -> Outcome:
    """Report the sitting to the higher union (报上级工会备案).

    :raises OutOfOrder: if it is not closed, or was reported.
    """
    lock(sitting)
    if sitting.closed_on is None or on < sitting.closed_on:
        raise OutOfOrder("会议还没有闭会，请先登记闭会，再报上级工会。")
    if sitting.reported_on is not None:
        raise OutOfOrder(f"已在{sitting.reported_on}报上级工会，不用再报。")
    sitting.reported_on = on
    sitting.save(update_fields=["reported_on"])
    clock.stop(sitting, RECORD_CODE, on=on)
    _move(sitting, SittingStage.FOLLOWUP)
    return Outcome(made=sitting)


def need_session(sitting: Sitting, *, on: date) -> None:
    """Refuse what can only be done while the congress sits.

    :raises OutOfOrder: if it has not sat by this day, or is closed.
    """
    if sitting.held_on is None or on < sitting.held_on:
        raise OutOfOrder("大会还没有召开，请先登记应到、实到人数。")
    if sitting.closed_on is not None:
        raise OutOfOrder(f"会议已在{sitting.closed_on}闭会，不能再办这一步。")


def is_first_session(sitting: Sitting) -> bool:
    """Test whether this was the first valid session of its congress (第一次会议)."""
    return sitting.has_quorum and sitting.held_on == sitting.congress.since


def lock(sitting: Sitting) -> None:
    """Lock the case of the sitting (the one row that is locked) and read the sitting afresh.

    :raises NoticeReplaced: if a newer notice took its place.
    """
    Case.objects.select_for_update().get(pk=sitting.case_id)
    sitting.refresh_from_db()
    if sitting.superseded_on is not None:
        raise NoticeReplaced


def _move(sitting: Sitting, stage: SittingStage) -> None:
    sitting.stage = stage
    sitting.save(update_fields=["stage"])


def begin_voting(sitting: Sitting) -> None:
    """Put the sitting into the stage of voting."""
    _move(sitting, SittingStage.VOTE)

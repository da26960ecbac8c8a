"""Letters of supervision and their answers (催办单、提示函、意见书、建议书)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from contracts.deadlines import clock
from contracts.deadlines.law import law_of
from contracts.parties.models import Case, Organisation, OrganisationKind, Side
from contracts.statutes.law import Law
from contracts.supervision.checks.senders import check_sender
from contracts.supervision.matters import own_case
from contracts.supervision.models import Letter
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

REPLY = "DL_SUPERVISION_REPLY"
URGE = "DL_URGE"
NEXT_STEP = {
    Letter.Kind.URGE: "提示函",
    Letter.Kind.REMINDER: "意见书",
    Letter.Kind.OPINION: "建议书",
}


class LetterAlreadyAnswered(Refused):
    """The letter has an answer."""

    rule = "letter_already_answered"


@transaction.atomic
def send(
    sender: Organisation,
    *,
    receiver: Organisation,
    kind: str,
    on: date,
    served_on: date | None = None,
    reply_days: int | None = None,
    matter: str = "",
    facts: str = "",
    demands: Sequence[str] = (),
    follows: Letter | None = None,
    case: Case | None = None,
) -> Outcome:
    """Record a letter; the days to answer count from service, by the letter or by the pack.

    A reminder has no period of its own: without ``reply_days`` none runs. The letter opens a case
    of its own at the receiver's place unless one is given.
    """
    served = served_on or on
    place = sender if receiver.kind == OrganisationKind.LABOUR_DEPARTMENT else receiver
    label = Letter.Kind(kind).label
    case = case or own_case(receiver, title=f"{sender}致{receiver}的{label}", on=on)
    law = law_of(place, on=served)
    letter = Letter.objects.create(
        **Letter.belonging_to(case),
        kind=kind,
        sender=sender,
        receiver=receiver,
        follows=follows,
        matter=matter,
        facts=facts,
        demands=list(demands),
        sent_on=on,
        served_on=served,
    )
    _start_reply(letter, reply_days, law)
    return Outcome(made=letter, verdicts=_judge_sender(letter, law))


def _judge_sender(letter: Letter, law: Law) -> list[Verdict]:
    sender = letter.sender
    return check_sender(
        letter.kind,
        sender_kind=sender.kind,
        sender_name=sender.name,
        is_own_union=sender.firm_id is not None and sender.firm_id == letter.receiver_id,
        law=law,
    )


def _start_reply(letter: Letter, reply_days: int | None, law: Law) -> None:
    owed = letter.kind in {Letter.Kind.OPINION, Letter.Kind.URGE}
    if reply_days is None and not owed:
        return
    given = letter.served_on + timedelta(days=reply_days) if reply_days is not None else None
    deadline = clock.start(
        letter.case,
        URGE if letter.kind == Letter.Kind.URGE else REPLY,
        base=letter.served_on,
        law=law,
        subject=letter,
        side=letter.receiver.side or Side.EMPLOYER,
        last_day=given,
    )
    letter.last_day = deadline.judged_day if deadline else None
    letter.save(update_fields=["last_day"])


@transaction.atomic
def reply(letter: Letter, *, on: date, received_on: date | None = None) -> Outcome:
    """Record the answer on the day it was received; a late one counts, and shows as late.

    :raises LetterAlreadyAnswered: if an answer is on record.
    """
    letter.refresh_from_db(from_queryset=Letter.objects.select_for_update())
    if letter.replied_on:
        raise LetterAlreadyAnswered(f"对方已在{letter.replied_on}答复。")
    letter.replied_on = received_on or on
    letter.save(update_fields=["replied_on"])
    for code in (REPLY, URGE):
        clock.stop(letter, code, on=letter.replied_on)
    return Outcome(made=letter)


def judge_silence(letter: Letter, *, on: date) -> Verdict | None:
    """Return the advice on a letter nobody answered in time: which letter comes next."""
    following = NEXT_STEP.get(Letter.Kind(letter.kind))
    is_late = letter.last_day is not None and on > letter.last_day
    if letter.replied_on or not is_late or following is None:
        return None
    return judge(
        "sup.duty_to_answer",
        holds=False,
        softly=True,
        law=law_of(letter.receiver, on=on).find("sup.duty_to_answer"),
        message=f"{letter.receiver}到{letter.last_day}没有答复{letter.get_kind_display()}，"
        f"可以发{following}。",
        remedy=f"核实情况后发{following}。",
    )


def unanswered(*, on: date) -> list[Letter]:
    """Return the letters whose last day to answer is before this day, the oldest first."""
    rows = Letter.objects.filter(replied_on__isnull=True, last_day__lt=on)
    return list(rows.order_by("last_day", "pk"))

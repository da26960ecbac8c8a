"""Proposals (提案): called for, received, admitted (立案), answered in writing."""

from datetime import date

from django.db import transaction

from contracts.congress import congresses
from contracts.congress.models import Congress, Proposal, ProposalCall
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.parties.choices import Side
from contracts.verdicts.verdict import Outcome, Refused

FILE_CODE = "DL_PROPOSAL_FILE"
REPLY_CODE = "DL_PROPOSAL_REPLY"


class NoCallForProposals(Refused):
    """还没有征集提案，请先发征集通知。"""

    rule = "R_ORDER"


class CallStillOpen(Refused):
    """上一次征集还没有截止，请先截止，再发新的征集通知。"""

    rule = "R_ORDER"


class MoreThanThere(Refused):
    """件数填得不对，请核对。"""

    rule = "numbers_impossible"


@transaction.atomic
def call(congress: Congress, *, on: date) -> Outcome:
    """Call for proposals (征集通知).

    :raises CallStillOpen: if an earlier call was not closed.
    """
    congresses.lock(congress)
    if ProposalCall.objects.filter(congress=congress, closed_on__isnull=True).exists():
        raise CallStillOpen
    return Outcome(made=_open_call(congress, on=on), looked_at=[congress])


def _open_call(congress: Congress, *, on: date) -> ProposalCall:
    owner = ProposalCall.belonging_to(congress.case)
    made: ProposalCall = ProposalCall.objects.create(**owner, congress=congress, called_on=on)
    return made


@transaction.atomic
def receive(congress: Congress, *, count: int = 1, on: date) -> Outcome:
    """Take so many proposals in; ``made`` is the call, ``looked_at`` names each of them.

    Proposals come at any time; without an open call one begins with them.

    :raises MoreThanThere: if there are none.
    """
    congresses.lock(congress)
    if count < 1:
        raise MoreThanThere("收到的提案至少一件，请核对件数。")
    open_calls = ProposalCall.objects.filter(congress=congress, closed_on__isnull=True)
    made = open_calls.first() or _open_call(congress, on=on)
    owner = Proposal.belonging_to(congress.case)
    there = made.proposals.count()
    received = [
        Proposal.objects.create(**owner, call=made, number=there + n, received_on=on)
        for n in range(1, count + 1)
    ]
    return Outcome(made=made, looked_at=[congress, *received])


@transaction.atomic
def close(congress: Congress, *, on: date) -> Outcome:
    """Take no more proposals; whether each is admitted is due within the period of practice.

    :raises NoCallForProposals: if no call is open.
    """
    congresses.lock(congress)
    made = ProposalCall.objects.filter(congress=congress, closed_on__isnull=True).first()
    if made is None or on < made.called_on:
        raise NoCallForProposals("没有正在进行的提案征集，不用截止。")
    made.closed_on = on
    made.save(update_fields=["closed_on"])
    if made.proposals.filter(admitted_on__isnull=True).exists():
        clock.start(
            congress.case,
            FILE_CODE,
            base=on,
            law=law_for(congress.case, on=on),
            subject=made,
            side=Side.WORKERS,
        )
    return Outcome(made=made, looked_at=[congress])


@transaction.atomic
def admit(congress: Congress, *, count: int | None = None, on: date) -> Outcome:
    """Admit so many of the proposals received (all of them where no number is told).

    The rest stays without: who made it is told why. The written answers are due from this day.

    :raises NoCallForProposals: if none was received.
    :raises MoreThanThere: if more are admitted than wait.
    """
    congresses.lock(congress)
    made = _latest(congress)
    waiting = list(made.proposals.filter(admitted_on__isnull=True).order_by("number"))
    chosen = _first(waiting, count, "等待立案的提案")
    for proposal in chosen:
        proposal.admitted_on = on
        proposal.save(update_fields=["admitted_on"])
    clock.stop(made, FILE_CODE, on=on)
    if chosen and not clock.running(made).filter(code=REPLY_CODE).exists():
        law = law_for(congress.case, on=on)
        clock.start(congress.case, REPLY_CODE, base=on, law=law, subject=made)
    return Outcome(made=made, looked_at=[congress])


@transaction.atomic
def reply(congress: Congress, *, count: int | None = None, on: date) -> Outcome:
    """Answer so many of the admitted proposals in writing; the period stops with the last one.

    :raises NoCallForProposals: if none was received.
    :raises MoreThanThere: if more are answered than were admitted.
    """
    congresses.lock(congress)
    made = _latest(congress)
    admitted = made.proposals.filter(admitted_on__isnull=False, replied_on__isnull=True)
    waiting = list(admitted.order_by("number"))
    for proposal in _first(waiting, count, "已立案、等待答复的提案"):
        proposal.replied_on = on
        proposal.save(update_fields=["replied_on"])
    if not admitted.exists():
        clock.stop(made, REPLY_CODE, on=on)
    return Outcome(made=made, looked_at=[congress])


def _latest(congress: Congress) -> ProposalCall:
    """Return the latest call that brought proposals."""
    rows = ProposalCall.objects.filter(congress=congress, proposals__isnull=False)
    made = rows.order_by("pk").last()
    if made is None:
        raise NoCallForProposals("还没有收到提案，请先登记收到的提案。")
    return made


def _first(waiting: list[Proposal], count: int | None, what: str) -> list[Proposal]:
    if count is not None and count > len(waiting):
        raise MoreThanThere(f"{what}有{len(waiting)}件，填了{count}件，请核对件数。")
    return waiting if count is None else waiting[:count]

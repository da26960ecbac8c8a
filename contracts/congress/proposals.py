"""Proposals (提案): called for, received, admitted (立案), answered in writing, rated.

Each verb takes either a number (``count``: the sheets were kept on paper) or the words of each.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from contracts.congress import congresses
from contracts.congress.choices import Decision
from contracts.congress.models import Congress, Proposal, ProposalCall, ProposalText
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


class NoSuchProposal(Refused):
    """没有这个编号的提案，或者它不在这一步，请核对编号。"""

    rule = "R_ORDER"


@dataclass(frozen=True, slots=True)
class Told:
    """What a delegate asks for: three sentences are enough (什么问题、影响谁、怎么办)."""

    title: str
    proposer: str = ""
    seconders: str = ""
    kind: str = ""
    reason: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the examining group made of one proposal."""

    number: int
    decision: str
    reason: str = ""
    handler: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The firm's written answer to one proposal."""

    number: int
    result: str
    content: str = ""


_Told = TypeVar("_Told", Decided, Answered)


@transaction.atomic
def call(congress: Congress, *, on: date, until: date | None = None) -> Outcome:
    """Call for proposals (征集通知), to be handed in by a day if one is named.

    :raises CallStillOpen: if an earlier call was not closed.
    """
    congresses.lock(congress)
    if ProposalCall.objects.filter(congress=congress, closed_on__isnull=True).exists():
        raise CallStillOpen
    return Outcome(made=_open_call(congress, on=on, until=until), looked_at=[congress])


def _open_call(congress: Congress, *, on: date, until: date | None = None) -> ProposalCall:
    owner = ProposalCall.belonging_to(congress.case)
    made: ProposalCall = ProposalCall.objects.create(
        **owner, congress=congress, called_on=on, until=until
    )
    return made


@transaction.atomic
def receive(
    congress: Congress, *, count: int = 1, proposals: Sequence[Told] = (), on: date
) -> Outcome:
    """Take proposals in, so many or these; ``made`` is the call, ``looked_at`` names each of them.

    Proposals come at any time; without an open call one begins with them.

    :raises MoreThanThere: if there are none.
    """
    congresses.lock(congress)
    count = len(proposals) or count
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
    for proposal, told in zip(received, proposals, strict=False):
        _write(proposal, **asdict(told))
    return Outcome(made=made, looked_at=[congress, *received])


def _write(proposal: Proposal, **words: str) -> None:
    """Keep words of a proposal beside it."""
    owner = ProposalText.belonging_to(proposal.case)
    ProposalText.objects.update_or_create(
        proposal=proposal, defaults=words, create_defaults={**owner, **words}
    )


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
def admit(
    congress: Congress,
    *,
    count: int | None = None,
    decisions: Sequence[Decided] = (),
    on: date,
) -> Outcome:
    """Admit so many of the proposals received (all where nothing is told), or decide on each.

    The rest stays without: who made it is told why. The written answers are due from this day.

    :raises NoCallForProposals: if none was received.
    :raises MoreThanThere: if more are admitted than wait.
    :raises NoSuchProposal: if a number is not among those that wait.
    """
    congresses.lock(congress)
    made = _latest(congress)
    waiting = list(made.proposals.filter(admitted_on__isnull=True, decision="").order_by("number"))
    if not decisions:
        first = _first(waiting, count, "等待立案的提案")
        decisions = [Decided(proposal.number, Decision.FILED) for proposal in first]
    for proposal, decided in _matched(waiting, decisions):
        _decide(proposal, decided, on=on)
    clock.stop(made, FILE_CODE, on=on)
    is_filed = any(decided.decision == Decision.FILED for decided in decisions)
    if is_filed and not clock.running(made).filter(code=REPLY_CODE).exists():
        law = law_for(congress.case, on=on)
        clock.start(congress.case, REPLY_CODE, base=on, law=law, subject=made)
    return Outcome(made=made, looked_at=[congress])


def _decide(proposal: Proposal, decided: Decided, *, on: date) -> None:
    proposal.decision = decided.decision
    proposal.admitted_on = on if decided.decision == Decision.FILED else None
    proposal.save(update_fields=["decision", "admitted_on"])
    if decided.reason or decided.handler:
        _write(proposal, decision_reason=decided.reason, handler=decided.handler)


@transaction.atomic
def reply(
    congress: Congress,
    *,
    count: int | None = None,
    replies: Sequence[Answered] = (),
    on: date,
) -> Outcome:
    """Answer so many of the admitted proposals in writing, or these; the last one stops the period.

    ``looked_at`` names those answered now.

    :raises NoCallForProposals: if none was received.
    :raises MoreThanThere: if more are answered than were admitted.
    :raises NoSuchProposal: if a number is not among those that wait for an answer.
    """
    congresses.lock(congress)
    made = _latest(congress)
    admitted = made.proposals.filter(admitted_on__isnull=False, replied_on__isnull=True)
    waiting = list(admitted.order_by("number"))
    if replies:
        answered = [_answer(*pair) for pair in _matched(waiting, replies)]
    else:
        answered = _first(waiting, count, "已立案、等待答复的提案")
    for proposal in answered:
        proposal.replied_on = on
        proposal.save(update_fields=["replied_on", "result"])
    if not admitted.exists():
        clock.stop(made, REPLY_CODE, on=on)
    return Outcome(made=made, looked_at=[congress, *answered])


def _answer(proposal: Proposal, answered: Answered) -> Proposal:
    proposal.result = answered.result
    _write(proposal, reply=answered.content)
    return proposal


@transaction.atomic
def rate(congress: Congress, *, ratings: Iterable[tuple[int, str]], on: date) -> Outcome:
    """Record what proposers think of the answers: ``ratings`` are numbers and grades.

    :raises NoCallForProposals: if none was received.
    :raises NoSuchProposal: if a number was not answered by this day.
    """
    congresses.lock(congress)
    made = _latest(congress)
    there = {row.number: row for row in made.proposals.filter(replied_on__lte=on)}
    for number, rating in ratings:
        if number not in there:
            raise NoSuchProposal(f"{number}号提案还没有答复，不能评价；请核对编号。")
        there[number].rating = rating
        there[number].save(update_fields=["rating"])
    return Outcome(made=made, looked_at=[congress])


def _matched(waiting: list[Proposal], told: Sequence[_Told]) -> list[tuple[Proposal, _Told]]:
    """Return each proposal with what was told of it, by its number."""
    there = {proposal.number: proposal for proposal in waiting}
    wrong = [each.number for each in told if each.number not in there]
    if wrong or len({each.number for each in told}) < len(told):
        numbers = "、".join(str(number) for number in wrong) or "同一编号填了两次"
        raise NoSuchProposal(f"{numbers}：没有这个编号的提案在等这一步，请核对编号。")
    return [(there[each.number], each) for each in told]


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


def latest_call(congress: Congress) -> ProposalCall | None:
    """Return the latest call for proposals."""
    return ProposalCall.objects.filter(congress=congress).order_by("pk").last()


def undecided(congress: Congress) -> list[Proposal]:
    """Return the proposals that nobody decided on, of the latest call that brought any."""
    return _of_latest(congress, decision="", admitted_on__isnull=True)


def unanswered(congress: Congress) -> list[Proposal]:
    """Return the admitted proposals that wait for an answer."""
    return _of_latest(congress, admitted_on__isnull=False, replied_on__isnull=True)


def unrated(congress: Congress) -> list[Proposal]:
    """Return the answered proposals nobody rated."""
    return _of_latest(congress, replied_on__isnull=False, rating="")


def _of_latest(congress: Congress, **wanted: Any) -> list[Proposal]:
    rows = ProposalCall.objects.filter(congress=congress, proposals__isnull=False)
    call = rows.order_by("pk").last()
    return list(call.proposals.filter(**wanted).order_by("number")) if call else []

"""A secret vote (无记名投票) from the opening of its box to the count of what was in it.

Three means are equal and may be mixed: a slip drawn in the hall, a sealed vote from afar, a paper
ballot. Each line of the roll is used once; no partial tally exists, since nothing can be opened
before the vote is closed and two of the three key holders are there.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.agreements.models import Agreement
from contracts.congress import ballots, rolls, sealing, sittings
from contracts.congress.checks.votes import Counts
from contracts.congress.models import Sitting
from contracts.congress.poll_models import (
    CastBallot,
    Choice,
    CountSheet,
    Elector,
    Means,
    Poll,
    Slip,
)
from contracts.congress.poll_models import PollState as State
from contracts.congress.rolls import Voter
from contracts.verdicts.verdict import Outcome, Refused


class AlreadyVoting(Refused):
    """这一项已经开了票箱；要重来，请先把原来的投票作废。"""

    rule = "already_voting"


class PollNotOpen(Refused):
    """投票已经截止，不能再投。"""

    rule = "poll_not_open"


class PollNotClosed(Refused):
    """投票还没有截止：截止以后才能录入计票单、开箱计票，中途不出任何票数。"""

    rule = "poll_not_closed"


class CodeUnknown(Refused):
    """没有这个表决码，或者这次投票已经结束。请对照票条逐组核对；票条损坏请找监票人换领纸质票。"""

    rule = "code_unknown"


class VotedBefore(Refused):
    """这个表决码已经投过票。一人一票，以第一次为准，后一次没有计入。"""

    rule = "voted_before"


class RightUsed(Refused):
    """这名表决人已经用过表决权（已领票、已抽票条或者已密封投票），不能再领。"""

    rule = "right_used"


class SlipsBeyondRoll(Refused):
    """用掉的票条多于领取登记，票数对不上，这次投票不能计票。"""

    rule = "R_VOTE_ARITH"


@dataclass(frozen=True, slots=True)
class Opened:
    """What is shown once when a box is opened: three shares, codes of the slips, access letters."""

    shares: tuple[str, ...]
    slips: tuple[str, ...]
    letters: tuple[tuple[str, str, str], ...]


@transaction.atomic
def open_poll(
    sitting: Sitting,
    *,
    item: str,
    on: date,
    subject: Agreement | str | None = None,
    voters: Sequence[Voter] = (),
    slips: int = 0,
    remote: Collection[Voter] = (),
    tellers: Sequence[str] = (),
) -> Outcome:
    """Open the box on one item: the roll is fixed now, the key is split and forgotten.

    ``voters`` is the roll of an assembly or of a congress entered by numbers alone; elected
    delegates vote by their own list. ``slips`` are printed for the hall; ``remote`` get letters.

    :raises OutOfOrder: if the congress has not sat, or is closed.
    :raises AlreadyVoting: if the item has a box.
    :raises rolls.RollDoesNotFit: if somebody stands twice, is a stranger, or the number is off.
    """
    _need_unvoted(sitting, item, subject, on=on)
    roll = rolls.of(sitting, voters)
    box = sealing.new_box()
    poll = Poll.objects.create(
        **Poll.belonging_to(sitting.case),
        sitting=sitting,
        item=item,
        agreement=subject if isinstance(subject, Agreement) else None,
        matter=subject if isinstance(subject, str) else "",
        public_key=box.public_key,
        opened_on=on,
        entitled=len(roll),
        slips_printed=rolls.need_slips(sitting, slips),
        tellers=list(tellers),
    )
    letters = _write_roll(poll, roll, rolls.known(remote, roll))
    poll.shown_once = Opened(box.shares, _print_slips(poll), letters)
    return Outcome(made=poll, looked_at=[sitting], is_fact=True)


def _need_unvoted(
    sitting: Sitting, item: str, subject: Agreement | str | None, *, on: date
) -> None:
    sittings.lock(sitting)
    sittings.need_session(sitting, on=on)
    ballots.need_new(sitting, item, subject if isinstance(subject, Agreement) else None)
    if Poll.objects.filter(sitting=sitting, item=item).exclude(state=State.DROPPED).exists():
        raise AlreadyVoting


def _write_roll(
    poll: Poll, roll: Sequence[Voter], remote: Collection[Voter]
) -> tuple[tuple[str, str, str], ...]:
    codes = {voter: sealing.new_code() for voter in roll if voter in remote}
    own = Elector.belonging_to(poll.case)
    Elector.objects.bulk_create(
        Elector(
            **own,
            poll=poll,
            position=position,
            unit=voter.unit,
            name=voter.name,
            code_digest=sealing.code_digest(codes[voter]) if voter in codes else "",
        )
        for position, voter in enumerate(roll, 1)
    )
    return tuple((voter.unit, voter.name, code) for voter, code in codes.items())


def _print_slips(poll: Poll) -> tuple[str, ...]:
    """Make the codes of the slips; kept are their digests, in an order of their own."""
    codes = tuple(sealing.new_code() for _ in range(poll.slips_printed))
    Slip.objects.bulk_create(
        Slip(code_digest=digest, poll=poll) for digest in sorted(map(sealing.code_digest, codes))
    )
    return codes


@transaction.atomic
def hand_out(poll: Poll, electors: Sequence[Elector], means: Means) -> Outcome:
    """Mark on the roll who drew a slip or took a paper ballot (领票签名); each only once.

    :raises PollNotOpen: if the vote is closed.
    :raises RightUsed: if one of them has used the right to vote; then nobody is marked.
    :raises rolls.RollDoesNotFit: if more slips were drawn than printed.
    """
    lock(poll, State.OPEN)
    marked = Elector.objects.filter(poll=poll, pk__in=[row.pk for row in electors], means="")
    if marked.count() != len(electors):
        used = Elector.objects.filter(poll=poll, pk__in=[row.pk for row in electors])
        names = used.exclude(means="").values_list("name", flat=True)
        raise RightUsed(f"{'、'.join(names)}：{RightUsed.__doc__}")
    marked.update(means=means)
    drawn = Elector.objects.filter(poll=poll, means=Means.SLIP).count()
    if drawn > poll.slips_printed:
        raise rolls.RollDoesNotFit(
            f"登记抽票条的有{drawn}人，只印了{poll.slips_printed}张票条；其余的人请领纸质票。"
        )
    return Outcome(made=poll, is_fact=True)


@transaction.atomic
def cast(code: str, choice: Choice, *, on: Poll) -> str:
    """Put a vote on a poll into its box by the code of a slip or letter; return the receipt.

    The first vote of a code counts. Neither time nor order is kept.

    :raises CodeUnknown: if this box does not know the code.
    :raises PollNotOpen: if the vote is closed.
    :raises VotedBefore: if the code has voted, or its holder used another means.
    """
    digest = sealing.code_digest(code)
    poll = lock(on, State.OPEN)
    slip = Slip.objects.filter(poll=poll, code_digest=digest).first()
    held = slip or Elector.objects.filter(poll=poll, code_digest=digest).first()
    if held is None:
        raise CodeUnknown
    envelope = sealing.seal(choice, bytes(poll.public_key))
    if slip is not None:
        unused = Slip.objects.filter(pk=slip.pk, is_used=False)
        is_first = unused.update(is_used=True, envelope=envelope)
    else:
        unvoted = Elector.objects.filter(pk=held.pk, means="")
        is_first = unvoted.update(means=Means.REMOTE, envelope=envelope)
    if not is_first:
        raise VotedBefore
    return sealing.receipt(envelope)


@transaction.atomic
def close_poll(poll: Poll) -> Outcome:
    """End the vote (投票截止); from now on the sheet may be entered and the box opened."""
    lock(poll, State.OPEN)
    poll.state = State.CLOSED
    poll.save(update_fields=["state"])
    return Outcome(made=poll, looked_at=[poll.sitting], is_fact=True)


@transaction.atomic
def drop_poll(poll: Poll) -> Outcome:
    """Call a vote off before it is counted (作废): envelopes and codes are wiped unopened."""
    lock(poll, State.OPEN, State.CLOSED)
    _wipe(poll)
    poll.state = State.DROPPED
    poll.save(update_fields=["state"])
    return Outcome(made=poll, looked_at=[poll.sitting], is_fact=True)


@transaction.atomic
def enter_sheet(
    poll: Poll,
    *,
    returned: int,
    invalid: int,
    yes: int,
    no: int,
    abstain: int,
    tellers: Sequence[str] = (),
    picture_sha256: str = "",
) -> Outcome:
    """Enter the tellers' sheet over the paper ballots; a second one takes the first one's place.

    :raises PollNotClosed: if the vote goes on, or was counted.
    :raises SheetDoesNotFit: if the numbers do not add up, or exceed the paper ballots handed out.
    """
    lock(poll, State.CLOSED, otherwise=PollNotClosed)
    handed = Elector.objects.filter(poll=poll, means=Means.PAPER).count()
    rolls.need_sheet(
        handed=handed,
        returned=returned,
        parts={"废票": invalid, "赞成": yes, "反对": no, "弃权": abstain},
    )
    CountSheet.objects.filter(poll=poll).delete()
    sheet = CountSheet.objects.create(
        **CountSheet.belonging_to(poll.case),
        poll=poll,
        returned=returned,
        invalid=invalid,
        yes=yes,
        no=no,
        abstain=abstain,
        tellers=list(tellers),
        picture_sha256=picture_sha256,
    )
    return Outcome(made=sheet, looked_at=[poll], is_fact=True)


@transaction.atomic
def open_box(poll: Poll, shares: Sequence[str]) -> Counts:
    """Open the box with two shares, shuffle what was in it, and add up all three means.

    Everything happens in the caller's one transaction: a crash before its end leaves the box shut.

    :raises PollNotClosed: if the vote goes on, or was counted.
    :raises sealing.ShareUnreadable: if a share was copied wrongly.
    :raises sealing.SharesDoNotOpen: if the shares are not of this box.
    :raises SlipsBeyondRoll: if more slips were used than drawn.
    """
    lock(poll, State.CLOSED, otherwise=PollNotClosed)
    key = sealing.private_key(shares, bytes(poll.public_key))
    envelopes = _envelopes(poll)
    cast_rows = sorted(
        (secrets.token_hex(16), _choice(sealing.unseal(envelope, key))) for envelope in envelopes
    )
    CastBallot.objects.bulk_create(
        CastBallot(key=name, poll=poll, choice=choice) for name, choice in cast_rows
    )
    poll.receipts = sorted(map(sealing.receipt, envelopes))
    _wipe(poll)
    poll.state = State.COUNTED
    poll.save(update_fields=["state", "receipts"])
    return added_up(poll)


def _envelopes(poll: Poll) -> list[bytes]:
    slips = Slip.objects.filter(poll=poll, is_used=True).values_list("envelope", flat=True)
    drawn = Elector.objects.filter(poll=poll, means=Means.SLIP).count()
    if len(slips) > drawn:
        raise SlipsBeyondRoll(
            f"用掉的票条有{len(slips)}张，登记抽取的只有{drawn}人。请监票人核对领票签名；"
            "补登记以后再开箱，查不清的这次投票作废、重新表决。"
        )
    remote = Elector.objects.filter(poll=poll, means=Means.REMOTE)
    sealed = (*slips, *remote.values_list("envelope", flat=True))
    return [bytes(envelope) for envelope in sealed if envelope is not None]


def _choice(text: str) -> Choice:
    return Choice(text) if text in Choice.values else Choice.SPOILED


def _wipe(poll: Poll) -> None:
    """Forget envelopes and codes: what is left is the roll's marks and the shuffled batch."""
    Elector.objects.filter(poll=poll).update(envelope=None, code_digest="")
    Slip.objects.filter(poll=poll).delete()


def added_up(poll: Poll) -> Counts:
    """Return the count of a counted poll from what is stored: also how it is counted again."""
    cast_counts = Counter(CastBallot.objects.filter(poll=poll).values_list("choice", flat=True))
    sheet = CountSheet.objects.filter(poll=poll).first() or CountSheet(
        returned=0, invalid=0, yes=0, no=0, abstain=0
    )
    yes, no, abstain = (
        cast_counts[choice] + getattr(sheet, choice)
        for choice in (Choice.YES, Choice.NO, Choice.ABSTAIN)
    )
    valid = yes + no + abstain
    invalid = cast_counts[Choice.SPOILED] + sheet.invalid
    return Counts(
        issued=Elector.objects.filter(poll=poll).exclude(means="").count(),
        returned=cast_counts.total() + sheet.returned,
        valid=valid,
        invalid=invalid,
        yes=yes,
        no=no,
        abstain=abstain,
    )


def lock(poll: Poll, *states: State, otherwise: type[Refused] = PollNotOpen) -> Poll:
    """Lock a poll and see that it is in one of these states."""
    poll.refresh_from_db(from_queryset=Poll.objects.select_for_update())
    if poll.state not in states:
        raise otherwise
    return poll

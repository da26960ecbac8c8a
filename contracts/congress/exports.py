"""What tellers carry away of a counted vote: all a recount needs, no name beside a choice."""

from typing import Any

from contracts.congress.poll_models import CastBallot, CountSheet, Elector, Poll, PollState
from contracts.congress.polls import PollNotClosed
from contracts.verdicts.verdict import Refused

SHEET = ("returned", "invalid", "yes", "no", "abstain")
TOLD = ("issued", "returned", "valid", "invalid", "yes", "no", "abstain", "is_passed")


class NothingCounted(Refused):
    """这次投票还没有计票，没有可以复核的票箱。"""

    rule = PollNotClosed.rule


def recount_of(poll: Poll) -> dict[str, Any]:
    """Return the export of a counted poll, as ``recount.py`` reads it.

    :raises NothingCounted: before the count.
    """
    if poll.state != PollState.COUNTED or poll.ballot is None:
        raise NothingCounted
    roll = Elector.objects.filter(poll=poll).order_by("position")
    sheet = CountSheet.objects.filter(poll=poll).first()
    ballot = poll.ballot
    return {
        "format": "xieyue-recount-1",
        "item": poll.item,
        "voted_on": ballot.voted_on.isoformat(),
        "entitled": ballot.entitled,
        "present": ballot.present,
        "quorum_needed": ballot.quorum_needed,
        "pass_needed": ballot.pass_needed,
        "roll": list(roll.values("unit", "name", "means")),
        "receipts": poll.receipts,
        "ballots": list(
            CastBallot.objects.filter(poll=poll).order_by("key").values_list("choice", flat=True)
        ),
        "sheet": {name: getattr(sheet, name, 0) for name in SHEET},
        "announced": {name: getattr(ballot, name) for name in TOLD},
    }

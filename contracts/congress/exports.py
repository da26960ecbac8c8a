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


def recount_of(poll: Poll, *, has_names: bool) -> dict[str, Any]:
    """Return the export of a counted poll, as ``recount.py`` reads it.

    The roll is the workers' own: others get it by numbers, which adds up just the same.

    :raises NothingCounted: before the count.
    """
    if poll.state != PollState.COUNTED or poll.ballot is None:
        raise NothingCounted
    rows = Elector.objects.filter(poll=poll).order_by("position")
    roll = list(rows.values("unit", "name", "means"))
    if not has_names:
        roll = [
            {"unit": "", "name": f"第{at}名", "means": line["means"]}
            for at, line in enumerate(roll, 1)
        ]
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
        "roll": roll,
        "receipts": poll.receipts,
        "ballots": list(
            CastBallot.objects.filter(poll=poll).order_by("key").values_list("choice", flat=True)
        ),
        "sheet": {name: getattr(sheet, name, 0) for name in SHEET},
        "announced": {name: getattr(ballot, name) for name in TOLD},
    }

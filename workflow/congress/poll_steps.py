"""The steps of a secret vote by the sealed box: open it, hand out, close, enter the sheet, count.

Casting a vote is no step: nobody is asked who he is, and no journal keeps that or when.
"""

from dataclasses import replace

from contracts.congress import polls
from contracts.congress.models import Ballot, Poll
from workflow.door import Doing, Done, step
from workflow.queue import jobs

#: The job that lets the database's files forget the envelopes of a box.
COMPACT = "poll.compact"


@step("congress.open_poll")
def open_poll(doing: Doing) -> Done:
    """Open the box; shares, slips and letters are in ``made.shown_once`` and nowhere else."""
    said = doing.data
    outcome = polls.open_poll(
        doing.to,
        item=said["item"],
        subject=said.get("subject"),
        voters=said["voters"].value,
        slips=said["slips"],
        remote=said["remote"].value,
        tellers=said["tellers"],
        on=doing.on,
    )
    return Done(outcome, about=doing.to)


@step("congress.hand_out")
def hand_out(doing: Doing) -> Done:
    """Mark on the roll who took a slip or a paper ballot."""
    outcome = polls.hand_out(doing.to, doing.data["electors"].value, doing.data["means"])
    return Done(outcome, about=doing.to)


@step("congress.close_poll")
def close_poll(doing: Doing) -> Done:
    """End the vote."""
    return Done(polls.close_poll(doing.to), about=doing.to)


@step("congress.drop_poll")
def drop_poll(doing: Doing) -> Done:
    """Call the vote off, unopened."""
    outcome = polls.drop_poll(doing.to)
    _forget(doing.to)
    return Done(outcome, about=doing.to)


@step("congress.enter_sheet")
def enter_sheet(doing: Doing) -> Done:
    """Enter the tellers' sheet over the paper ballots."""
    return Done(polls.enter_sheet(doing.to, **doing.data), about=doing.to)


def counted(doing: Doing) -> Doing:
    """Return the act with the numbers of the box it opens; one without a box stays as it is."""
    poll = doing.data.get("poll")
    if poll is None:
        return doing
    counts = polls.open_box(poll, doing.data["shares"].value)
    numbers = {name: getattr(counts, name) for name in counts.__slots__}
    told = {"item": poll.item, "subject": poll.subject, "secret": True, **numbers}
    return replace(doing, data={**doing.data, **told})


def keep(doing: Doing, ballot: Ballot) -> None:
    """Let a counted poll know its ballot."""
    poll = doing.data.get("poll")
    if poll is not None:
        poll.ballot = ballot
        poll.save(update_fields=["ballot"])
        _forget(poll)


def _forget(poll: Poll) -> None:
    jobs.enqueue(f"{COMPACT}:{poll.pk}", COMPACT)

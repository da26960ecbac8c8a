"""A box opened at a sitting, and votes cast into it."""

from typing import Any

from contracts.congress import polls
from contracts.congress.models import Elector, Poll, Sitting
from contracts.congress.poll_models import Choice, Means
from contracts.congress.rolls import Voter
from tests.factories.congress import SITS_ON, CongressFactory, SessionFactory
from tests.factories.parties import UnionFactory

ITEM = "职工代表大会实施细则"


def voters(count: int) -> list[Voter]:
    """Return so many people of four units."""
    return [Voter(f"第{n % 4 + 1}车间", f"代表{n:04d}") for n in range(count)]


def HallFactory(*, entitled: int = 12, present: int | None = None) -> Sitting:  # noqa: N802 -- reads like the other factories
    """Return a sitting of so many, all of them present."""
    congress = CongressFactory(union=UnionFactory(), delegates=None)
    present = entitled if present is None else present
    return SessionFactory(congress, entitled=entitled, present=present, delivered=entitled)


def PollFactory(  # noqa: N802 -- as above
    sitting: Sitting | None = None, *, slips: int = 12, remote: int = 0, **facts: Any
) -> Poll:
    """Return an open poll with its shares, slips and letters in ``shown_once``."""
    sitting = sitting or HallFactory()
    roll = voters(sitting.entitled or 0)
    return polls.open_poll(
        sitting,
        item=facts.pop("item", ITEM),
        subject=facts.pop("subject", ITEM),
        voters=roll,
        slips=slips,
        remote=roll[:remote],
        on=SITS_ON,
        **facts,
    ).made


def electors(poll: Poll, count: int, *, skip: int = 0) -> list[Elector]:
    """Return so many lines of the roll."""
    return list(Elector.objects.filter(poll=poll).order_by("position")[skip : skip + count])


def draw(poll: Poll, count: int, *, skip: int = 0) -> tuple[str, ...]:
    """Let so many draw a slip; return the codes they drew."""
    polls.hand_out(poll, electors(poll, count, skip=skip), Means.SLIP)
    return poll.shown_once.slips[:count]


def cast_all(poll: Poll, codes: Any, choices: Any) -> list[str]:
    """Cast these choices by these codes, and return the receipts."""
    pairs = zip(codes, choices, strict=True)
    return [polls.cast(code, Choice(choice), on=poll) for code, choice in pairs]

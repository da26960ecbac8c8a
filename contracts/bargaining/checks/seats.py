"""The facts about representatives that the checks judge, without tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from contracts.parties.choices import Level

_PERSONNEL = re.compile("人事|人力资源|HR", re.IGNORECASE)
_MANAGERS = {Level.STAFF, Level.MIDDLE, Level.HEAD}


@dataclass(frozen=True, slots=True)
class Seat:
    """One representative: who he is, where he comes from, what he was given.

    ``is_head``: the union's chair on the workers' side, the legal representative on the other.
    ``is_head_of_firm``: the legal representative or another head of the firm, on whichever side.
    """

    person: int
    name: str
    level: str = ""
    post: str = ""
    gender: str = ""
    employment: str = ""
    is_chief: bool = False
    has_mandate: bool = False
    is_outsider: bool = False
    is_head: bool = False
    is_head_of_firm: bool = False
    is_union_officer: bool = False
    is_relative: bool = False

    @property
    def is_manager(self) -> bool:
        """Test whether he manages in the firm; somebody without a known level may."""
        return self.level in _MANAGERS or not self.level

    @property
    def may_be_the_employers_man(self) -> bool:
        """Test for the practice red flag: middle management and above, or personnel."""
        return self.level in {Level.MIDDLE, Level.HEAD} or bool(_PERSONNEL.search(self.post))


@dataclass(frozen=True, slots=True)
class Population:
    """The workforce a side speaks for, as far as known."""

    workers: int = 0
    women: int = 0
    dispatch: int = 0
    is_above_scale: bool = False
    has_womens_committee: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """One side in numbers; nothing (None) means: taken to be in order, or not known yet."""

    own: int
    other: int | None = None
    outsiders: int | None = None
    is_chief_outside: bool | None = None
    women: int | None = None
    front_line: int | None = None
    dispatched: int | None = None


def names(seats: Iterable[Seat]) -> str:
    """Return the names as a Chinese list."""
    return "、".join(seat.name for seat in seats)


def chief_of(seats: Iterable[Seat]) -> Seat | None:
    """Return the chief representative, if there is one."""
    return next((seat for seat in seats if seat.is_chief), None)


def counts_of(own: list[Seat], other: list[Seat] | None) -> Counts:
    """Return a side's numbers from its seats; ``other`` is nothing while not named."""
    chief = chief_of(own)
    return Counts(
        own=len(own),
        other=len(other) if other else None,
        outsiders=sum(seat.is_outsider for seat in own),
        is_chief_outside=chief is not None and chief.is_outsider,
        women=sum(seat.gender == "女" for seat in own),
        front_line=sum(seat.level == Level.FRONT_LINE for seat in own),
        dispatched=sum("派遣" in seat.employment for seat in own),
    )

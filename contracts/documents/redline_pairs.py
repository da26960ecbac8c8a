"""Which part of an old text answers to which part of a new one, and what differs inside a part."""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

Part = TypeVar("Part")
#: A number with its marks is one piece, and so is a Latin word; else each character is.
PIECE = re.compile(r"\d[\d,.]*%?|[A-Za-z]+|.", re.DOTALL)
#: Fewer unchanged pieces than this between two changes read better as changed.
SHORT = 2
#: Longer texts (pieces of the old times pieces of the new) are not searched for what stayed.
MOST = 2_000_000


class Span(NamedTuple):
    """What became of a stretch: old[first:last] is now new[start:end]."""

    is_equal: bool
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed (``same``), went (``gone``) or came (``come``)."""

    kind: str
    text: str


def pieces(text: str) -> list[str]:
    """Split a text into what is compared: characters, whole numbers, Latin words."""
    return PIECE.findall(text)


def pairs(
    old: Sequence[Part],
    new: Sequence[Part],
    *,
    likeness: Callable[[Part, Part], float],
    least: float,
) -> Iterator[tuple[Part | None, Part | None]]:
    """Match two sequences in order so that the likeness of all pairs together is greatest.

    Parts less alike than ``least`` (0 to 1) are never paired; what went stands before what came.
    """
    head = 0
    while head < min(len(old), len(new)) and likeness(old[head], new[head]) >= 1:
        yield old[head], new[head]
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and likeness(old[-1 - tail], new[-1 - tail]) >= 1:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from _best(middle_old, middle_new, likeness, least)
    for back in range(tail, 0, -1):
        yield old[-back], new[-back]


def _best(
    old: Sequence[Part],
    new: Sequence[Part],
    likeness: Callable[[Part, Part], float],
    least: float,
) -> Iterator[tuple[Part | None, Part | None]]:
    scores = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[likeness(each, other) for other in new] for each in old]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = scores[i + 1][j + 1] + alike[i][j] if alike[i][j] >= least else -1.0
            scores[i][j] = max(scores[i + 1][j], scores[i][j + 1], together)
    i = j = 0
    while i < len(old) or j < len(new):
        is_pair = i < len(old) and j < len(new) and alike[i][j] >= least
        if is_pair and scores[i][j] == scores[i + 1][j + 1] + alike[i][j]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or scores[i][j] == scores[i + 1][j]):
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1


def spans(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Span]:
    """Return what stayed and what was changed between two sequences, in order.

    Stretches too short to be worth keeping between two changes count as changed.
    """
    found: list[Span] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    for place, (tag, first, last, start, end) in enumerate(codes):
        is_inside = 0 < place < len(codes) - 1
        is_equal = tag == "equal" and not (is_inside and last - first < SHORT)
        if not is_equal and found and not found[-1].is_equal:
            before = found.pop()
            found.append(Span(False, before.first, last, before.start, end))  # noqa: FBT003 -- a row
        else:
            found.append(Span(is_equal, first, last, start, end))
    return found


def marked(old: str, new: str) -> list[Piece]:
    """Return a text as it is now with what went and what came marked in it.

    Texts too long to search are the old one gone and the new one come.
    """
    before, after = pieces(old), pieces(new)
    if len(before) * len(after) > MOST:
        return [Piece("same", new)] if old == new else [Piece("gone", old), Piece("come", new)]
    said: list[Piece] = []
    for span in spans(before, after):
        gone, come = before[span.first : span.last], after[span.start : span.end]
        if span.is_equal:
            said.append(Piece("same", "".join(come)))
            continue
        said += [Piece("gone", "".join(gone))] if gone else []
        said += [Piece("come", "".join(come))] if come else []
    return said

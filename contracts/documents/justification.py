"""Even right edges for Chinese text.

WeasyPrint justifies by stretching spaces, of which Chinese has none; here what is left of a line is
shared out between its characters, as Word does it. This replaces a private function of WeasyPrint,
so its version is pinned; ``tests/documents/test_justification.py`` tells when it no longer works.
"""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

#: Wider gaps than this part of a character look torn: such a line stays ragged.
WIDEST_GAP = 0.3
#: Less than this (in pixels) nobody sees.
LEAST_SLACK = 0.25


def teach(inline: ModuleType) -> None:
    """Let WeasyPrint's module of line layout share out the slack of justified lines."""
    plain = inline.text_align

    def text_align(context: Any, line: Any, available_width: float, last: bool) -> float:  # noqa: FBT001 -- theirs
        slack = available_width - line.width
        if last or line.style["text_align_all"] != "justify" or slack < LEAST_SLACK:
            offset: float = plain(context, line, available_width, last)
            return offset
        spread(line, slack)
        return 0

    if plain.__module__ == inline.__name__:
        inline.text_align = text_align  # type: ignore[attr-defined]


def spread(line: Any, slack: float) -> None:
    """Widen a line by ``slack`` pixels, the same for each of its characters."""
    texts = list(_texts(line))
    count = sum(len(box.text) for box in texts)
    if count and slack / count <= WIDEST_GAP * line.style["font_size"]:
        _widen(line, slack / count, 0)


def _texts(box: Any) -> Iterator[Any]:
    if hasattr(box, "text"):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _widen(box: Any, gap: float, moved: float) -> float:
    """Move a box to the right and widen it; return how far the next one has to move."""
    box.position_x += moved
    if hasattr(box, "text"):
        spacing = box.style["letter_spacing"]
        box.style = box.style.copy()
        box.style["letter_spacing"] = gap + (0 if spacing == "normal" else spacing)
        box.width += gap * len(box.text)
        return moved + gap * len(box.text)
    before = moved
    for child in box.children:
        moved = _widen(child, gap, moved)
    box.width += moved - before
    return moved

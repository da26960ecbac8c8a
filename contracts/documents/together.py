"""A signature block never stands alone on a page: what comes before it is kept with it.

Word does this by "keep with next" (与下段同页), which a template may forget and which cannot know
how long a list grew; so the PDF is told by what was really written. A list kept together whole is
let go above its last lines: one longer than a page would come apart just before the signatures.
"""

from typing import NamedTuple

SIGNING = frozenset({"sign", "closing"})
SIGNATURES = "signatures"
#: Full-width characters beyond which a paragraph fills two lines: 45 of the text to a line of a
#: page that lies, 80 of the smallest notes.
TWO_LINES = {"body": 46, "article": 46, "clause": 46, "item": 46}
TWO_LINES_OF_NOTES = 80
LINES = 2
LISTED = frozenset({"item", "annex"})
HALF = 0.5
LAST_HALF_WIDTH = "\u00ff"


class Written(NamedTuple):
    """A block as written, what it is (a class of ``features.STYLES`` or a table), its text."""

    html: str
    kind: str
    text: str = ""


def kept(blocks: list[Written]) -> list[str]:
    """Write the blocks out, at least two lines of text kept before each run of signatures."""
    near, ends, loose = set(), set(), set()
    for place, block in enumerate(blocks):
        is_first = place == 0 or not _signs(blocks[place - 1])
        if not is_first or not _signs(block):
            continue
        at, lines = place, 0
        while at > 0 and lines < LINES:
            near.add(at)
            at -= 1
            lines += _lines(blocks[at])
            if blocks[at].kind == "table":
                ends.add(at)
        if at > 0 and blocks[at - 1].kind in LISTED:
            loose.add(at - 1)
    names = {"near": near, "ends": ends, "loose": loose}
    return [
        _classed(block.html, [name for name, places in names.items() if at in places])
        for at, block in enumerate(blocks)
    ]


def _signs(block: Written) -> bool:
    return block.kind in SIGNING or block.kind == SIGNATURES


def _lines(block: Written) -> int:
    """Count the lines a block fills at least, up to two; a table has two rows to keep."""
    width = sum(1 if sign > LAST_HALF_WIDTH else HALF for sign in block.text.strip())
    fills = width > TWO_LINES.get(block.kind, TWO_LINES_OF_NOTES)
    return LINES if block.kind == "table" or fills else int(width > 0)


def _classed(html: str, names: list[str]) -> str:
    return html.replace('class="', f'class="{" ".join(names)} ', 1) if names else html

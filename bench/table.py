"""The row every bench returns: what was done, how long ours and theirs took, and the ratio."""

from typing import NamedTuple


class Row(NamedTuple):
    """One comparison; ``wanted`` says in words what ratio is to be reached."""

    work: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    wanted: str


def printed(rows: list[Row]) -> str:
    """Write the rows as one table."""
    lines = [("work", "ours", "theirs", "unit", "ratio", "wanted")]
    lines += [
        (row.work, f"{row.ours:.3f}", f"{row.theirs:.3f}", row.unit, f"{row.ratio:.2f}", row.wanted)
        for row in rows
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if place in {0, 3, 5} else text.rjust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )

"""The row every bench returns: what was done, how long ours and theirs took, and the ratio."""

import math
from typing import NamedTuple, Self


class Row(NamedTuple):
    """One comparison; ``wanted`` says in words what ratio is to be reached."""

    work: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    wanted: str

    @classmethod
    def absent(cls, work: str, reason: str) -> Self:
        """Return the row of what could not be compared, and why."""
        return cls(work, math.nan, math.nan, "", math.nan, f"({reason})")


def printed(rows: list[Row]) -> str:
    """Write the rows as one table."""
    lines = [("work", "ours", "theirs", "unit", "ratio", "wanted")]
    lines += [
        (
            row.work,
            _figure(row.ours, 3),
            _figure(row.theirs, 3),
            row.unit,
            _figure(row.ratio, 2),
            row.wanted,
        )
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


def _figure(value: float, places: int) -> str:
    return "–" if math.isnan(value) else f"{value:.{places}f}"

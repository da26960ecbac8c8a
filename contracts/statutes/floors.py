"""The local minimum wage of a place on a day, picked from plain rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MinimumWageRow:
    """One line of the table: yuan a month and an hour, first and last day both counted."""

    region: str
    tier: str
    month: Decimal
    hour: Decimal | None
    valid_from: date
    valid_to: date | None = None
    source: str = ""

    def holds(self, on: date) -> bool:
        """Test whether the row is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def pick(
    rows: Iterable[MinimumWageRow], *, places: Sequence[str], on: date, tier: str = ""
) -> MinimumWageRow | None:
    """Return the row of a place and day, or nothing where the table does not settle it.

    ``places`` goes from the narrowest region outwards; the first that has rows on the day decides.
    Without a tier only a place with a single row is settled. Of several rows for one place, tier
    and day the one with the latest first day holds.
    """
    in_force = [row for row in rows if row.holds(on)]
    for place in places:
        here = [row for row in in_force if row.region == place and tier in ("", row.tier)]
        if here:
            newest = max(here, key=lambda row: row.valid_from)
            return newest if len({row.tier for row in here}) == 1 else None
    return None


def tiers(rows: Iterable[MinimumWageRow], *, place: str, on: date) -> list[str]:
    """Return the tiers a place has on a day, as the table orders them: what to ask the user."""
    return list(dict.fromkeys(row.tier for row in rows if row.region == place and row.holds(on)))

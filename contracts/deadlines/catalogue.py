"""The catalogue of deadlines: title, pack keys, and the product's own period where law has none."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class CataloguedDeadline:
    """A deadline of the catalogue (``deadlines.yaml``).

    ``figure`` names the field of the pack rule that holds its length where the rule is no period.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    base: str
    offset: str
    unit: str
    legal_basis: str
    nature: str
    note: str = ""
    figure: str = ""
    is_urged: bool = True

    @property
    def is_practice(self) -> bool:
        """Test whether the period is the product's habit, not law."""
        return self.nature == "practice"


@cache
def deadlines() -> dict[str, CataloguedDeadline]:
    """Return all catalogued deadlines by code."""
    path = Path(__file__).with_name("deadlines.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {row["id"]: CataloguedDeadline(**{**row, "keys": tuple(row["keys"])}) for row in rows}


def title_of(code: str) -> str:
    """Return the deadline's Chinese title, or the code itself."""
    entry = deadlines().get(code)
    return entry.title if entry else code

"""The catalogue of rules: what each ``R_…`` says, what it rests on and whether it blocks."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class CataloguedRule:
    """A rule of the catalogue (``rules.yaml``); it holds no numbers, the packs do."""

    id: str
    statement: str
    legal_basis: str
    authority: str
    severity: str
    checked_at: str
    keys: tuple[str, ...]


@cache
def rules() -> dict[str, CataloguedRule]:
    """Return all catalogued rules by code."""
    path = Path(__file__).with_name("rules.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {row["id"]: CataloguedRule(**{**row, "keys": tuple(row["keys"])}) for row in rows}


def severity_of(rule: str) -> str:
    """Return ``block`` or ``warn`` for a catalogue code; pack keys block."""
    entry = rules().get(rule)
    return entry.severity if entry else "block"


def title_of(rule: str) -> str:
    """Return what the rule says in a few words, or the code itself for a pack key."""
    entry = rules().get(rule)
    return entry.statement if entry else rule

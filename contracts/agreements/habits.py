"""Figures of the product's own habit: likeness to the template, growth, warning before expiry."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class SignLimits:
    """From where on something looks like empty form (走过场); ``likeness`` is a fraction of one.

    A sign is told the firm at once and the federation after ``mend_days``; a text is compared with
    the ``neighbours`` newest ones of other firms.
    """

    likeness: Decimal
    numeric_clauses: int
    round_days: int
    unanimous_votes: int
    manager_levels: frozenset[str]
    manager_words: tuple[str, ...]
    vague_words: tuple[str, ...]
    vague_clauses: int
    quoted: int
    unchecked_months: int
    neighbours: int
    mend_days: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What ``habits.yaml`` says; ``similarity`` and ``training_fund`` are fractions of one.

    ``outdated_maternity`` are the days older templates say, as they write them.
    """

    similarity: Decimal
    numeric_clauses: int
    expiry_days: tuple[int, ...]
    growth_places: int
    training_fund: Decimal
    outdated_maternity: tuple[str, ...]
    signs: SignLimits


@cache
def habits() -> Habits:
    """Return the habits, read once."""
    path = Path(__file__).with_name("habits.yaml")
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Habits(
        similarity=Decimal(sheet["likeness"]["similarity"]),
        numeric_clauses=sheet["likeness"]["numeric_clauses"],
        expiry_days=tuple(sorted(sheet["expiry_days"], reverse=True)),
        growth_places=sheet["growth_places"],
        training_fund=Decimal(sheet["training_fund"]),
        outdated_maternity=tuple(sheet["outdated_maternity"]),
        signs=_signs(sheet["signs"], sheet["likeness"]),
    )


def _signs(sheet: dict[str, Any], likeness: dict[str, Any]) -> SignLimits:
    named = {
        **sheet,
        "likeness": Decimal(likeness["similarity"]),
        "numeric_clauses": likeness["numeric_clauses"],
        "manager_levels": frozenset(sheet["manager_levels"]),
        "manager_words": tuple(sheet["manager_words"]),
        "vague_words": tuple(sheet["vague_words"]),
    }
    return SignLimits(**named)

"""Figures of the product's own habit: likeness to the template, growth, warning before expiry."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml


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
    )

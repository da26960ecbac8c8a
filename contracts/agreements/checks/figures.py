"""Figures as verdicts show them: whole numbers without a point, others without idle zeros."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def figure(value: Decimal) -> int | Decimal:
    """Return the number as a verdict shows it."""
    if value == value.to_integral_value():
        return int(value)
    return value.normalize()


def of_rule(value: Mapping[str, Any], name: str) -> Decimal | None:
    """Return a figure of a pack rule exactly, or nothing where it has none of that name."""
    raw = value.get(name)
    return None if raw is None else Decimal(str(raw))

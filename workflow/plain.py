"""Data of an act as plain JSON: rows become references, days and numbers become text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from contracts.parties.references import reference

UNRECORDED = "（不记录）"


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """What an act needs and nobody may keep: a key's shares, who stood in line for a slip."""

    value: Any = field(repr=False)


def plain(value: Any) -> Any:
    """Return the value as JSON can carry it, without personal data: people as ``person:7``."""
    if isinstance(value, models.Model | Unrecorded):
        return reference(value) if isinstance(value, models.Model) else UNRECORDED
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Sequence | set) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value

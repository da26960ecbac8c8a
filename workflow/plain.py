"""Data of an act as plain JSON: rows become references, days and numbers become text."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from contracts.parties.references import reference


def plain(value: Any) -> Any:
    """Return the value as JSON can carry it, without personal data: people as ``person:7``."""
    if isinstance(value, models.Model):
        return reference(value)
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Sequence | set) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value

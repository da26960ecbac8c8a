"""Read figures out of a form while they are still being typed: what cannot be read is nothing."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from workflow.forms import ActForm
from workflow.inputs import half_width
from workflow.rows import RowForm, Rows

LONGEST = 7  # figures of the largest number of people


def counted(form: ActForm | RowForm, name: str) -> int | None:
    """Return the whole number in a field, typed or shown at first; None where there is none."""
    if name not in form.fields:
        return None
    try:
        found: int | None = form.fields[name].clean(form[name].value())
    except ValidationError:
        return None
    return found


def counted_in(rows: Rows, *names: str) -> list[dict[str, int | None]]:
    """Return numbers of those rows of a list in which any of them can be read."""
    found = [{name: counted(row, name) for name in names} for row in rows]
    return [row for row in found if any(value is not None for value in row.values())]


def number_in(text: str) -> int:
    """Return the whole number a text says, nought where it says none."""
    plain = half_width(text)
    return int(plain) if plain.isdecimal() and len(plain) <= LONGEST else 0


def worded(form: ActForm | RowForm, name: str) -> str:
    """Return the words in a field as they stand."""
    value: Any = form[name].value()
    return str(value or "").strip()


def named(rows: Iterable[RowForm]) -> list[RowForm]:
    """Return the rows that name somebody."""
    return [row for row in rows if worded(row, "name")]

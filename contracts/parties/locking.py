"""The one row that is locked for a change is the case; what lies in it is read anew after that."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from contracts.parties.models import Case, CaseRow

_held: ContextVar[Any] = ContextVar("held", default=None)


@contextmanager
def holding(row: Any) -> Iterator[None]:
    """Say that this very object was read under its case's lock, for everything inside the block."""
    token = _held.set(row)
    try:
        yield
    finally:
        _held.reset(token)


def lock(row: CaseRow) -> None:
    """Lock the case of a row and bring the row up to date, unless the door has done both."""
    if _held.get() is row:
        return
    case = Case.objects.select_for_update().get(pk=row.case_id)
    row.refresh_from_db()
    row.lie_in(case)

"""Pages of a list, fifty rows at a time, without counting what nobody looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50
LAST_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list and the addresses of its neighbours."""

    rows: Sequence[Any]
    number: int
    earlier: str
    later: str


def page_of(request: HttpRequest, rows: QuerySet[Any], *, size: int = ROWS) -> Page:
    """Return the page the address asks for; one row more tells whether another follows."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isdecimal() and len(text) < len(str(LAST_PAGE)) + 1 else 1
    number = max(1, min(number, LAST_PAGE))
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    return Page(
        rows=found[:size],
        number=number,
        earlier=_address(request, number - 1) if number > 1 else "",
        later=_address(request, number + 1) if len(found) > size else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"

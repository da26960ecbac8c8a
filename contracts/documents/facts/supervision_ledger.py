"""Fill the master ledger (工作台账) from plain values, one row per firm."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.organisation_words import issue
from contracts.documents.filling import PaperContext

YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Where one firm stands on the day of the ledger; nothing where there is nothing yet.

    Field names are the columns of the catalogue. ``perf_rate`` is 履约率 as people write it.
    """

    firm: str
    uscc: str
    town: str
    workers: int
    has_union: bool
    has_congress: bool
    status: str
    contract_w: int | None = None
    migrant: int | None = None
    women: int | None = None
    last_session: date | None = None
    cc_no: str = ""
    cc_to: date | None = None
    wage_no: str = ""
    wage_to: date | None = None
    women_to: date | None = None
    safety_to: date | None = None
    regional_no: str = ""
    offer_date: date | None = None
    reply_date: date | None = None
    sign_date: date | None = None
    filed_date: date | None = None
    effective_date: date | None = None
    last_check: date | None = None
    perf_rate: str = ""


def ledger(
    rows: Sequence[LedgerRow], as_of: date, paper: PaperContext, *, contact: str = ""
) -> dict[str, Any]:
    """Write the ledger of an area as of a day."""
    names = [field.name for field in fields(LedgerRow)]
    written = [{name: _written(getattr(row, name)) for name in names} for row in rows]
    return {
        **issue(paper, contact),
        "as_of": chinese.day(as_of),
        "rows": words.numbered(written),
    }


def _written(value: str | bool | int | date | None) -> str:  # noqa: FBT001 -- a value to write
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return chinese.day(value)
    return "" if value is None else str(value)

"""Read what never changes while running before the first transaction, never inside one."""

from functools import cache

from contracts.agreements.habits import habits
from contracts.deadlines.catalogue import deadlines
from contracts.documents.declaration import declarations
from contracts.documents.filling import filler_of
from contracts.statutes import rulebook, workdays
from contracts.verdicts.catalogue import rules


@cache
def read_catalogues() -> None:
    """Read the packs, the calendar, the catalogues and the fillers of the papers, once."""
    rulebook.refresh()
    workdays.official()
    deadlines()
    rules()
    habits()
    declarations()
    filler_of("")

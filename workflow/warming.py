"""Read what never changes while running before the first transaction, never inside one."""

import logging
from functools import cache

from contracts.agreements.habits import habits
from contracts.deadlines.catalogue import deadlines
from contracts.documents import template_choice
from contracts.documents.declaration import declarations
from contracts.documents.filling import filler_of
from contracts.statutes import rulebook, workdays
from contracts.verdicts.catalogue import rules

log = logging.getLogger(__name__)


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


def keep_templates() -> None:
    """Keep the shipped templates by hash when a process starts; a full disk does not stop it."""
    try:
        template_choice.keep_shipped()
    except OSError:
        log.warning("the shipped templates could not be kept", exc_info=True)

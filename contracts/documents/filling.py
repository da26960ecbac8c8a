"""Filling papers: the register of facts functions, one per document of the catalogue.

A facts function is pure: it reads the record it is handed and the context of the paper, asks no
clock, and returns plain strings (or lists of dicts of strings), already in Chinese form.
"""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from contracts.documents import facts as facts_package
from contracts.documents.models import Paper
from contracts.parties.models import Case, Organisation
from contracts.statutes.law import Law


@dataclass(frozen=True, slots=True)
class PaperContext:
    """What a paper knows besides its record: number, day, issuer, law, marks, data of the act.

    ``beside`` are the papers drawn up before it in the same act.
    """

    number: str
    issued_on: date
    issuer: Organisation
    case: Case
    law: Law
    marks: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    beside: Sequence[Paper] = ()


Filler = Callable[[Any, PaperContext], dict[str, Any]]
_fillers: dict[str, Filler] = {}


def fills(code: str) -> Callable[[Filler], Filler]:
    """Register the function that fills this document."""

    def register(function: Filler) -> Filler:
        if code in _fillers:
            message = f"{code} is filled twice"
            raise ValueError(message)
        _fillers[code] = function
        return function

    return register


def filler_of(code: str) -> Filler | None:
    """Return the function that fills a document, or none where it has not been written yet."""
    _load_all()
    return _fillers.get(code)


@cache
def _load_all() -> None:
    for module in pkgutil.iter_modules(facts_package.__path__):
        importlib.import_module(f"{facts_package.__name__}.{module.name}")

"""What may be asked on the page: facts by name, and which of them an act or a rule looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it is called, and how it is typed in.

    ``name`` is the fact's own name where two facts of the page share one; dots part groups
    (``branch.workers``).
    """

    key: str
    label: str
    type: str
    hint: str = ""
    name: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def path(self) -> list[str]:
        """Return the groups and the name the law reads it by."""
        return (self.name or self.key).split(".")


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to ask: an act or a rule, with the facts it looks at."""

    code: str
    title: str
    facts: tuple[Fact, ...]


@cache
def _sheet() -> dict[str, Any]:
    path = Path(__file__).with_name("catalogue.yaml")
    sheet: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return sheet


@cache
def facts() -> dict[str, Fact]:
    """Return all facts by key."""
    return {key: Fact(key=key, **row) for key, row in _sheet()["facts"].items()}


@cache
def topics(kind: str) -> dict[str, Topic]:
    """Return what may be asked by code; ``kind`` is ``acts`` or ``rules``."""
    return {
        code: Topic(code, row["title"], tuple(facts()[key] for key in row["facts"]))
        for code, row in _sheet()[kind].items()
    }


def label_of(name: str) -> str:
    """Return what a fact is called, or its name."""
    fact = facts().get(name)
    return fact.label if fact else name

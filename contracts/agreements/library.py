"""The clause library: which keys an agreement may carry and how their values are read.

The seed holds the variables (here) and the articles that are built of them (``wordings``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contracts.verdicts.verdict import Refused

SEED = Path(__file__).resolve().parents[2] / "seeds" / "clauses.yaml"
TEXT = "text"
#: Ends the heading of a free clause that changes an article of the printed text.
REVISED = "（修改）"
#: Types in words: whole sentences with a place of their own, and words inside a sentence.
WORDS = frozenset({"sentence", "phrase"})
_NUMBERS = {
    "fraction",
    "money",
    "days",
    "months",
    "hours",
    "minutes",
    "years",
    "day",
}


class ClauseUnknown(Refused):
    """The library has no clause of this key."""

    rule = "clause_unknown"


class ClauseNotReadable(Refused):
    """The value of a clause cannot be read as what the library says it is."""

    rule = "clause_not_readable"


@dataclass(frozen=True, slots=True)
class ClauseType:
    """One key of the library: title, unit, how it is read, which pack rule is its floor.

    ``fact`` is its name in the Word templates; ``place`` the form of the headings under which free
    clauses of this matter stand; ``default`` what is usual, as people write it.
    """

    key: str
    title: str
    unit: str
    type: str
    kinds: tuple[str, ...]
    floor: str
    article: str
    hint: str
    months: Mapping[str, int] = field(default_factory=dict)
    phrase: str = ""
    known_as: tuple[str, ...] = ()
    fact: str = ""
    place: str = ""
    default: str = ""
    areas: bool = False

    def is_called(self, name: str) -> bool:
        """Test whether people mean this clause by a name (履约检查表 writes 夜班津贴, 加班上限)."""
        titles = (self.title, *self.known_as)
        return any(title in name or name in title for title in titles)

    @property
    def is_number(self) -> bool:
        """Test whether the value is one plain number."""
        return self.type in _NUMBERS

    @property
    def is_words(self) -> bool:
        """Test whether the value is free words at a place of the printed text."""
        return self.type in WORDS

    @property
    def printed_as(self) -> str:
        """Return the name of the fact by which the Word template prints it."""
        return self.fact or self.key


@cache
def seed() -> Mapping[str, Any]:
    """Return the seed as it stands: ``variables`` and ``clauses``."""
    loaded: Mapping[str, Any] = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return loaded


@cache
def clause_types() -> dict[str, ClauseType]:
    """Return the whole library by key, in the order of the file."""
    return {row["key"]: _clause_type(row) for row in seed()["variables"]}


def _clause_type(row: Mapping[str, Any]) -> ClauseType:
    lists = {name: tuple(row.get(name, ())) for name in ("kinds", "known_as")}
    return ClauseType(**{**row, **lists, "default": str(row.get("default", ""))})


def free_words(clauses: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return every clause in free words as (heading, words): those with a place, and the others."""
    known = clause_types()
    placed = [(known[key].title, str(v)) for key, v in clauses.items() if v and known[key].is_words]
    return placed + [(name, words or "") for name, words in (clauses.get(TEXT) or {}).items()]


def read(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the clauses with exact values: numbers as ``Decimal``, empty ones as None.

    :raises ClauseUnknown: if a key is not in the library; the text names those that are.
    :raises ClauseNotReadable: if a value does not fit its type.
    """
    return {key: _value(_type(key), value) for key, value in raw.items()}


def is_numeric(key: str, value: Any) -> bool:
    """Test whether a clause says a figure that can be checked."""
    return value is not None and clause_types()[key].type not in {TEXT, "words", *WORDS}


def _type(key: str) -> ClauseType:
    known = clause_types()
    if key not in known:
        raise ClauseUnknown(f"没有“{key}”这种条款。可用的条款：{'、'.join(known)}。")
    return known[key]


def _value(kind: ClauseType, value: Any) -> Any:
    if value is None or value in ("", {}, []):
        return None
    try:
        return _READERS.get(kind.type, number)(value)
    except (TypeError, ValueError, KeyError, InvalidOperation, AttributeError) as error:
        raise ClauseNotReadable(
            f"条款“{kind.title}”（{kind.key}）的内容读不懂：{value!r}。{kind.hint}",
        ) from error


def number(value: Any) -> Decimal:
    """Return a number exactly; ``8%`` is a fraction of one."""
    text = str(value).strip()
    if text.endswith("%"):
        return Decimal(text[:-1]) / 100
    return Decimal(text)


def _words(value: Any) -> str:
    return str(value).strip()


def _overtime(value: Mapping[str, Any]) -> dict[str, Any]:
    rates = {k: number(v) for k, v in value.items() if k != "base" and v is not None}
    if unknown := set(rates) - {"workday", "rest_day", "holiday"}:
        raise ValueError(unknown)
    return {**rates, "base": value.get("base") or ""}


def _steps(value: Mapping[Any, Any]) -> dict[int, Decimal]:
    return {int(years): number(days) for years, days in value.items()}


def _pieces(value: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"job": str(row["job"]), "rate": number(row["rate"]), "quota_day": number(row["quota_day"])}
        for row in value
    ]


def _texts(value: Mapping[str, Any]) -> dict[str, str | None]:
    return {str(heading): str(words) if words else None for heading, words in value.items()}


_READERS: dict[str, Callable[[Any], Any]] = {
    "words": _words,
    "sentence": _words,
    "phrase": _words,
    "overtime": _overtime,
    "steps": _steps,
    "pieces": _pieces,
    "text": _texts,
}

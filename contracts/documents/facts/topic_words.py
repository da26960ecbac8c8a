"""What was said on a topic, in words: a bare figure gets the unit its clause has."""

import re
from decimal import Decimal

from contracts.agreements import clauses
from contracts.agreements.library import ClauseType, clause_types

_FIGURE = re.compile(r"\d+(\.\d+)?")
_BASE = "base_wage"


def in_words(topic: str, said: str) -> str:
    """Return what was said with its unit: 25 on 夜班津贴 is 每班25元; words stay as they are."""
    kind = _clause_of(topic) if _FIGURE.fullmatch(said) else None
    if kind is None or kind.type not in {"money", "day"}:
        return said
    return clauses.sentence(kind.key, Decimal(said)).rstrip("。")


def base_in_words(said: str) -> str:
    """Return the figure a growth is counted from: 计算基数每月5033.7元; nothing stays nothing."""
    if not said:
        return ""
    is_figure = _FIGURE.fullmatch(said)
    return f"计算基数{clauses.sentence(_BASE, Decimal(said)).rstrip('。') if is_figure else said}"


def is_of(topic: str, instrument: str, *, bargained: str) -> bool:
    """Test whether a topic belongs in a contract of this kind.

    A topic no clause is known by belongs in the kind of contract that was bargained for.
    """
    kind = _clause_of(topic)
    return instrument in kind.kinds if kind else instrument == bargained


def _clause_of(topic: str) -> ClauseType | None:
    """Return the clause a topic names, by its title or a short name people use."""
    for kind in clause_types().values():
        if not kind.is_words and any(name in topic for name in (kind.title, *kind.known_as)):
            return kind
    return None

"""What a part-time chair is told at each step: why, how, what goes wrong, and what it rests on."""

from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings

from contracts.statutes.law import Law


@dataclass(frozen=True, slots=True)
class Hint:
    """The plain words on one act (``seeds/hints.yaml``); ``keys`` name the rules it rests on."""

    act: str
    why: str
    how: tuple[str, ...]
    traps: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One rule as the pack words it, and where it stands."""

    words: str
    source: str


@cache
def hints() -> dict[str, Hint]:
    """Return all hints by act."""
    path = settings.BASE_DIR / "seeds" / "hints.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        act: Hint(
            act=act,
            why=row["why"],
            how=tuple(row["how"]),
            traps=tuple(row["traps"]),
            keys=tuple(row["keys"]),
        )
        for act, row in rows.items()
    }


def hint_for(act: str) -> Hint | None:
    """Return the hint of an act; a step of an act (``…:apply``) shares its act's."""
    return hints().get(act) or hints().get(act.partition(":")[0])


def grounds_of(hint: Hint | None, law: Law) -> list[Ground]:
    """Return the rules a hint rests on, as they stand under this law."""
    if hint is None:
        return []
    rules = [law.find(key) for key in hint.keys]
    found = {rule.key: Ground(rule.zh, rule.source) for rule in rules if rule}
    return list(found.values())

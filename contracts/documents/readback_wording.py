"""Find the values of a clause again in the words of an article, by the library's wording of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from contracts.agreements.library import clause_types, read
from contracts.verdicts.verdict import Refused

TOKEN = re.compile(r"\{([a-z_.]+)\}|(\[)|(\]\*?)|(\|)|(\n)")
#: Longer articles are not searched for values; they are taken over as words.
LONGEST = 2500
#: How the words of each kind of variable may run; short ones are bounded, which bounds the search.
FIGURE, PHRASE, SENTENCE = r"[^，。；、（）\n]{1,30}?", r"[^。；\n]{1,100}?", r"[\s\S]+?"
OF_THE_CASE = r"[^\n]{0,200}?"
DAY = re.compile(r"\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*")
WORDS_TYPES = {"sentence", "phrase", "words"}
BASE = "overtime.base"


@dataclass(frozen=True, slots=True)
class Wording:
    """An article's wording as a pattern: groups in order stand for ``names``.

    ``repeated`` are the patterns of lines that repeat; ``needed`` the variables without which the
    article is not printed.
    """

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    repeated: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    needed: frozenset[str]


@cache
def wording(words: str) -> Wording:
    """Return the pattern of an article as the library words it."""
    made, names, needed, repeated = [], [], set(), []
    depth, place = 0, 0
    loop: tuple[int, int] | None = None
    for token in TOKEN.finditer(words):
        made.append(re.escape(words[place : token.start()]))
        place = token.end()
        name, opens, closes, other, line = token.groups()
        if name:
            names.append(name)
            made.append(f"({_form(name)})")
            if depth == 0:
                needed.add(name.partition(".")[0])
        elif opens:
            loop = (len(made), len(names)) if depth == 0 else loop
            made.append("(?:")
            depth += 1
        elif closes:
            depth -= 1
            if closes == "]*" and loop:
                inner = "".join(made[loop[0] + 1 :])
                repeated.append((re.compile(inner), tuple(names[loop[1] :])))
                del made[loop[0] :], names[loop[1] :]
                made.append(f"(?:{re.sub(_GROUP, '(?:', inner)}\\n?)*")
            else:
                made.append(")?")
        elif other:
            made.append("|")
        elif line:
            made.append(r"\n*")
    made.append(re.escape(words[place:]))
    known = frozenset(needed & set(clause_types()))
    return Wording(re.compile("".join(made)), tuple(names), tuple(repeated), known)


#: An opening bracket of a group that catches.
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


def _form(name: str) -> str:
    kind = clause_types().get(name.partition(".")[0])
    if kind is None:
        return OF_THE_CASE
    if kind.type == "sentence":
        return SENTENCE
    return PHRASE if kind.type in WORDS_TYPES or name == BASE else FIGURE


def found(words: str, text: str) -> dict[str, Any] | None:
    """Return what an article says for each name of its wording; None if it is worded otherwise.

    A repeated line gives a list of its values under the name before the dot.
    """
    form = wording(words)
    match = form.pattern.fullmatch(text.strip()) if len(text) <= LONGEST else None
    if match is None:
        return None
    said: dict[str, Any] = {}
    for name, value in zip(form.names, match.groups(), strict=True):
        if value is None:
            said.setdefault(name, None)
        elif said.get(name) not in {None, value}:
            return None
        else:
            said[name] = value
    for pattern, names in form.repeated:
        rows = [dict(zip(names, each.groups(), strict=True)) for each in pattern.finditer(text)]
        said[names[0].partition(".")[0]] = rows
    return said


def clause_values(said: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what was found as clauses by key, exact; None if a figure cannot be read."""
    raw: dict[str, Any] = {}
    for name, value in said.items():
        key, _, part = name.partition(".")
        if key not in clause_types():
            continue
        if part:
            raw.setdefault(key, {})[part] = _plain(part, value)
        elif key == "annual_leave":
            raw[key] = {row[f"{key}.years"]: row[f"{key}.days"] for row in value}
        else:
            raw[key] = _plain(clause_types()[key].type, value)
    try:
        return read(raw)
    except Refused:
        return None


def _plain(kind: str, value: str | None) -> str | None:
    """Return a figure as it is read: without marks of thousands; words as they stand."""
    if value is None or kind in {*WORDS_TYPES, "base"}:
        return value
    return value.replace(",", "").replace("，", "").strip()


def day(text: str | None) -> date | None:
    """Return the day a text says (2027年4月1日), or nothing."""
    match = DAY.fullmatch(text or "")
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None

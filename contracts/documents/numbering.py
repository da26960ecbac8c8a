"""Word's automatic numbers, counted as Word counts them: 第一条, （二）, 3."""

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from contracts.documents import chinese
from contracts.documents.features import W, value

CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
    }
)
CIRCLED_FROM = 0x2460
LAST_CIRCLED = 20


class NumberFormatUnknown(Exception):
    """The numbering uses a format the walker cannot count in."""


class Level(NamedTuple):
    """One level of a list."""

    start: int
    number_format: str
    text: str
    suffix: str
    restart: int | None


@dataclass
class Numbering:
    """The lists of one document and their counters."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def label(self, number_id: str, level: int) -> str:
        """Count one paragraph of a list and write its number, with the gap after it."""
        abstract = self.abstract_of.get(number_id)
        definition = self.levels.get(abstract or "", {}).get(level)
        if abstract is None or definition is None:
            return ""
        counters = self.counters.setdefault(abstract, {})
        self._open(number_id, abstract, counters)
        counters[level] = counters.get(level, definition.start - 1) + 1
        for deeper, other in self.levels[abstract].items():
            if deeper > level and (other.restart is None or other.restart > level):
                counters.pop(deeper, None)
        return self._written(abstract, definition, counters)

    def _open(self, number_id: str, abstract: str, counters: dict[int, int]) -> None:
        """Apply a list's own start values the first time it is used."""
        if number_id in self.opened:
            return
        self.opened.add(number_id)
        for level, start in self.overrides.get(number_id, {}).items():
            counters[level] = start - 1
            for deeper in self.levels[abstract]:
                if deeper > level:
                    counters.pop(deeper, None)

    def _written(self, abstract: str, definition: Level, counters: dict[int, int]) -> str:
        if definition.number_format == "bullet":
            raise NumberFormatUnknown("bullet")
        text = definition.text
        for level, other in self.levels[abstract].items():
            if f"%{level + 1}" in text:
                count = counters.get(level, other.start)
                text = text.replace(f"%{level + 1}", written(count, other.number_format))
        gap = {"nothing": "", "space": " "}.get(definition.suffix, "\u3000")
        return "" if definition.number_format == "none" and not text else text + gap


def written(count: int, number_format: str) -> str:
    """Write a count in one of Word's number formats.

    :raises NumberFormatUnknown: for a format outside the closed list.
    """
    if number_format in CHINESE:
        return chinese.numeral(count)
    if number_format == "decimal":
        return str(count)
    if number_format == "none":
        return ""
    if number_format.startswith("decimalEnclosedCircle") and 1 <= count <= LAST_CIRCLED:
        return chr(CIRCLED_FROM + count - 1)
    raise NumberFormatUnknown(number_format)


def read(raw: bytes | None) -> Numbering:
    """Read word/numbering.xml; a document without one has no lists."""
    numbering = Numbering()
    if raw is None:
        return numbering
    root = etree.fromstring(raw)
    for abstract in root.iter(W + "abstractNum"):
        identity = abstract.get(W + "abstractNumId", "")
        numbering.levels[identity] = {
            int(level.get(W + "ilvl", "0")): _level(level) for level in abstract.iter(W + "lvl")
        }
    for number in root.iter(W + "num"):
        identity = number.get(W + "numId", "")
        numbering.abstract_of[identity] = value(number.find(W + "abstractNumId"), "")
        numbering.overrides[identity] = {
            int(override.get(W + "ilvl", "0")): int(value(override.find(W + "startOverride"), "1"))
            for override in number.iter(W + "lvlOverride")
            if override.find(W + "startOverride") is not None
        }
    return numbering


def _level(element: etree._Element) -> Level:
    restart = element.find(W + "lvlRestart")
    return Level(
        start=int(value(element.find(W + "start"), "1")),
        number_format=value(element.find(W + "numFmt"), "decimal"),
        text=value(element.find(W + "lvlText"), ""),
        suffix=value(element.find(W + "suff"), "tab"),
        restart=None if restart is None else int(restart.get(W + "val", "0")),
    )

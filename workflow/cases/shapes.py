"""Shapes of values in a case file: what a field may hold, and how it is read or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, Protocol

from workflow.cases.reader import CaseFileFaulty, Node, shown

LONGEST_TEXT = 4000
LARGEST_WHOLE = 2_000_000_000
LARGEST_NUMBER = Decimal(10) ** 12
HUNDRED = Decimal(100)


class Names(Protocol):
    """Turns the short names of the file into people, organisations and things made by acts."""

    def person(self, node: Node) -> Any:
        """Return the person of this short name."""

    def organisation(self, node: Node) -> Any:
        """Return the organisation of this short name."""

    def thing(self, node: Node, kinds: tuple[str, ...] = ()) -> Any:
        """Return what an earlier act made under this short name, of one of these kinds."""

    def is_thing(self, name: Any) -> bool:
        """Test whether a standing thing or an earlier act has this short name."""


class Shape(Protocol):
    """What a field may hold."""

    def read(self, node: Node, names: Names) -> Any:
        """Return the value as the steps take it.

        :raises CaseFileFaulty: with line, field and what would be right.
        """


@dataclass(frozen=True, slots=True)
class Text:
    """Words. Numbers are taken as words too."""

    longest: int = LONGEST_TEXT

    def read(self, node: Node, names: Names) -> str:  # noqa: ARG002 -- the protocol's signature
        if isinstance(node.value, Mapping | list | bool) or node.value is None:
            raise node.fault(f"这里应当是文字，实际是 {shown(node.value)}")
        text = str(node.value)
        if len(text) > self.longest:
            raise node.fault(f"文字有 {len(text)} 字，最多 {self.longest} 字，请缩短")
        if any("\ud800" <= mark <= "\udfff" or mark == "\0" for mark in text):
            raise node.fault("文字里有无法识别的字符（残缺的编码），请重新输入这一处")
        return text


@dataclass(frozen=True, slots=True)
class Name(Text):
    """Words that name something; a name is not left empty."""

    def read(self, node: Node, names: Names) -> str:
        text = Text(self.longest).read(node, names)
        if not text.strip():
            raise node.fault("这里是空的，请写上名称")
        return text


@dataclass(frozen=True, slots=True)
class Day:
    """A day, written 2027-01-08."""

    def read(self, node: Node, names: Names) -> date:  # noqa: ARG002 -- the protocol's signature
        written = str(node.value)
        try:
            day = date.fromisoformat(written)
        except ValueError:
            day = None
        if day is None or day.isoformat() != written:
            raise node.fault(f"{shown(node.value)} 不是日期，应写成 2027-01-08 这样的真实日期")
        return day


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, not below zero."""

    def read(self, node: Node, names: Names) -> int:  # noqa: ARG002 -- the protocol's signature
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise node.fault(f"这里应当是不小于 0 的整数，实际是 {shown(value)}")
        if value > LARGEST_WHOLE:
            raise node.fault(f"{value} 太大了，请核对")
        return int(value)


@dataclass(frozen=True, slots=True)
class Number:
    """A number not below zero: money in yuan, multiples, hours."""

    def read(self, node: Node, names: Names) -> Decimal:  # noqa: ARG002 -- the protocol's signature
        value = number(node)
        if value < 0:
            raise node.fault(f"这里应当是不小于 0 的数字，实际是 {shown(node.value)}")
        return value


@dataclass(frozen=True, slots=True)
class Rate:
    """A fraction of one (0.05) or a percentage (5%)."""

    def read(self, node: Node, names: Names) -> Decimal:  # noqa: ARG002 -- the protocol's signature
        text = str(node.value)
        is_percentage = text.endswith("%")
        try:
            value = number(Node(text[:-1], node.line, node.field) if is_percentage else node)
        except CaseFileFaulty:
            raise node.fault(f"{shown(node.value)} 不是比例，应写成 0.05 或 5%") from None
        value = value / HUNDRED if is_percentage else value
        if abs(value) > 1:
            raise node.fault(f"{shown(node.value)} 超过百分之百；百分之五应写成 0.05 或 5%")
        return value


@dataclass(frozen=True, slots=True)
class Figure:
    """What a side says of a topic: a number, a percentage or words."""

    def read(self, node: Node, names: Names) -> Decimal | str:
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return number(node)
        return Text().read(node, names)


def number(node: Node) -> Decimal:
    """Return the number a node holds, as an exact decimal."""
    if isinstance(node.value, bool | Mapping | list) or node.value is None:
        raise node.fault(f"这里应当是数字，实际是 {shown(node.value)}")
    try:
        value = Decimal(str(node.value))
    except InvalidOperation:
        raise node.fault(f"{shown(node.value)} 不是数字，应写成 1950 或 0.09") from None
    if not value.is_finite() or abs(value) > LARGEST_NUMBER:
        raise node.fault(f"{shown(node.value)} 不是合理的数字，请核对")
    return value


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false (yes and no are words in YAML 1.2)."""

    def read(self, node: Node, names: Names) -> bool:  # noqa: ARG002 -- the protocol's signature
        if not isinstance(node.value, bool):
            raise node.fault(f"这里只能写 true 或 false，实际是 {shown(node.value)}")
        return bool(node.value)


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a closed list."""

    words: tuple[str, ...]

    def read(self, node: Node, names: Names) -> str:  # noqa: ARG002 -- the protocol's signature
        if not isinstance(node.value, str) or node.value not in self.words:
            raise node.fault(f"{shown(node.value)} 不在可选范围内，可写：{'、'.join(self.words)}")
        return str(node.value)


@dataclass(frozen=True, slots=True)
class Somebody:
    """The short name of a person under ``people``."""

    def read(self, node: Node, names: Names) -> Any:
        return names.person(node)


@dataclass(frozen=True, slots=True)
class Body:
    """The short name of an organisation under ``organisations``."""

    def read(self, node: Node, names: Names) -> Any:
        return names.organisation(node)


@dataclass(frozen=True, slots=True)
class Thing:
    """The short name given by ``as`` to what an earlier act made, or of a standing thing."""

    kinds: tuple[str, ...] = ()

    def read(self, node: Node, names: Names) -> Any:
        return names.thing(node, self.kinds)


@dataclass(frozen=True, slots=True)
class ThingOr:
    """The short name of a thing of a kind; else something else."""

    other: Shape
    kinds: tuple[str, ...] = ()

    def read(self, node: Node, names: Names) -> Any:
        is_name = isinstance(node.value, str) and not isinstance(self.other, Text)
        if is_name or names.is_thing(node.value):
            return names.thing(node, self.kinds)
        return self.other.read(node, names)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of one shape."""

    of: Shape

    def read(self, node: Node, names: Names) -> list[Any]:
        return [self.of.read(item, names) for item in node.items()]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping whose keys are free and whose values have one shape; empty values are kept."""

    of: Shape

    def read(self, node: Node, names: Names) -> dict[Any, Any]:
        return {
            key: None if node.value[key] is None else self.of.read(node.child(key), names)
            for key in node.keys()  # noqa: SIM118 -- a method that checks
        }


class Anything:
    """A value passed on as it stands."""

    def read(self, node: Node, names: Names) -> Any:  # noqa: ARG002 -- the protocol's signature
        """Return the raw value."""
        return node.value


class Steps:
    """Years of service to days of leave: ``{1: 5, 10: 10, 20: 15}``."""

    def read(self, node: Node, names: Names) -> dict[int, Any]:
        """Return the steps.

        :raises CaseFileFaulty: if a step is no number of years.
        """
        for key in node.keys():  # noqa: SIM118 -- a method that checks
            if isinstance(key, bool) or not str(key).isdecimal():
                raise node.child(key).fault(f"“{key}”不是工龄年数，应写成 {{1: 5, 10: 10, 20: 15}}")
        return {int(key): days for key, days in Pairs(Number()).read(node, names).items()}


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with a closed list of fields. An empty value counts as left out, or as a blank."""

    shapes: Mapping[str, Shape]
    required: frozenset[str] = field(default_factory=frozenset)
    may_be_blank: bool = False

    def read(self, node: Node, names: Names) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in node.keys():  # noqa: SIM118 -- a method that checks
            shape = self.shapes.get(key) if isinstance(key, str) else None
            if shape is None:
                raise unknown(node.child(key), "字段", str(key), self.shapes)
            if node.value[key] is not None:
                found[key] = shape.read(node.child(key), names)
            elif self.may_be_blank:
                found[key] = None
        if missing := sorted(self.required - set(found)):
            raise node.fault(
                f"缺少字段：{'、'.join(missing)}；这里可写：{'、'.join(self.shapes)}",
            )
        return found


def unknown(node: Node, what: str, word: str, known: Mapping[str, Any]) -> CaseFileFaulty:
    """Return the fault of a word nobody knows, with the likeliest one meant."""
    near = get_close_matches(word, [str(name) for name in known], n=1)
    meant = f"，是不是“{near[0]}”？" if near else "，"
    return node.fault(f"不认识的{what}“{word}”{meant}可写：{'、'.join(map(str, known))}")


def fields(required: str = "", /, **shapes: Shape) -> Fields:
    """Return a mapping shape; ``required`` names the fields that must be there."""
    cleaned = {name.rstrip("_"): shape for name, shape in shapes.items()}
    return Fields(cleaned, frozenset(required.split()))

"""Shapes of values in a case file: what a field may hold, and how it is read or refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from workflow.cases.reader import Node, shown

LONGEST_TEXT = 4000
HUNDRED = Decimal(100)


class Names(Protocol):
    """Turns the short names of the file into people, organisations and things made by acts."""

    def person(self, node: Node) -> Any:
        """Return the person of this short name."""

    def organisation(self, node: Node) -> Any:
        """Return the organisation of this short name."""

    def thing(self, node: Node) -> Any:
        """Return what an earlier act made under this short name."""


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
        if isinstance(node.value, Mapping | list) or node.value is None:
            raise node.fault(f"这里应当是文字，实际是 {shown(node.value)}")
        text = str(node.value)
        if len(text) > self.longest:
            raise node.fault(f"文字有 {len(text)} 字，最多 {self.longest} 字，请缩短")
        if any("\ud800" <= mark <= "\udfff" for mark in text):
            raise node.fault("文字里有无法识别的字符（残缺的编码），请重新输入这一处")
        return text


@dataclass(frozen=True, slots=True)
class Day:
    """A day, written 2027-01-08."""

    def read(self, node: Node, names: Names) -> date:  # noqa: ARG002 -- the protocol's signature
        if isinstance(node.value, date):
            return date(node.value.year, node.value.month, node.value.day)
        try:
            return date.fromisoformat(str(node.value))
        except ValueError:
            raise node.fault(
                f"{shown(node.value)} 不是日期，应写成 2027-01-08 这样的真实日期",
            ) from None


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, not below zero."""

    def read(self, node: Node, names: Names) -> int:  # noqa: ARG002 -- the protocol's signature
        if isinstance(node.value, bool) or not isinstance(node.value, int) or node.value < 0:
            raise node.fault(f"这里应当是不小于 0 的整数，实际是 {shown(node.value)}")
        return int(node.value)


@dataclass(frozen=True, slots=True)
class Number:
    """A number: money in yuan, multiples, hours."""

    def read(self, node: Node, names: Names) -> Decimal:  # noqa: ARG002 -- the protocol's signature
        return number(node)


@dataclass(frozen=True, slots=True)
class Rate:
    """A fraction of one (0.05) or a percentage (5%)."""

    def read(self, node: Node, names: Names) -> Decimal:  # noqa: ARG002 -- the protocol's signature
        text = str(node.value)
        if text.endswith("%"):
            return number(Node(text[:-1], node.line, node.field)) / HUNDRED
        return number(node)


@dataclass(frozen=True, slots=True)
class Figure:
    """What a side says of a topic: a number, a percentage or words."""

    def read(self, node: Node, names: Names) -> Decimal | str:
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return number(node)
        return Text().read(node, names)


def number(node: Node) -> Decimal:
    """Return the number a node holds, as an exact decimal."""
    if isinstance(node.value, bool) or node.value is None:
        raise node.fault(f"这里应当是数字，实际是 {shown(node.value)}")
    try:
        value = Decimal(str(node.value))
    except InvalidOperation:
        raise node.fault(f"{shown(node.value)} 不是数字") from None
    if not value.is_finite():
        raise node.fault(f"{shown(node.value)} 不是有限的数字")
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
        if node.value not in self.words:
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

    def read(self, node: Node, names: Names) -> Any:
        return names.thing(node)


@dataclass(frozen=True, slots=True)
class ThingOr:
    """The short name of a thing if there is one of that name; else something else."""

    other: Shape

    def read(self, node: Node, names: Names) -> Any:
        if isinstance(node.value, str) and not isinstance(self.other, Text):
            return names.thing(node)
        if isinstance(node.value, str) and node.value in getattr(names, "known_things", ()):
            return names.thing(node)
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


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with a closed list of fields."""

    shapes: Mapping[str, Shape]
    required: frozenset[str] = field(default_factory=frozenset)
    may_be_blank: bool = False

    def read(self, node: Node, names: Names) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in node.keys():  # noqa: SIM118 -- a method that checks
            shape = self.shapes.get(key)
            if shape is None:
                raise node.child(key).fault(
                    f"不认识的字段“{key}”，这里可写：{'、'.join(self.shapes)}",
                )
            if node.value[key] is None and self.may_be_blank:
                found[key] = None
                continue
            found[key] = shape.read(node.child(key), names)
        if missing := sorted(self.required - set(found)):
            raise node.fault(f"缺少字段：{'、'.join(missing)}")
        return found


def fields(required: str = "", /, **shapes: Shape) -> Fields:
    """Return a mapping shape; ``required`` names the fields that must be there."""
    cleaned = {name.rstrip("_"): shape for name, shape in shapes.items()}
    return Fields(cleaned, frozenset(required.split()))

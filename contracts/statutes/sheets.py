"""YAML files read so that every entry still knows its line, and every fault can name it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn, cast

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+\Z")
_QUOTED = frozenset("'\"|>")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}


class SheetFaulty(Exception):
    """A file of law cannot be used: the message names file, line and reason."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        """Keep the three parts, so that a page can show them apart."""
        super().__init__(f"{file} 第{line}行：{reason}")
        self.file = file
        self.line = line
        self.reason = reason


class Block(dict[str, Any]):
    """A mapping that remembers where it and each of its entries stood."""

    file: str
    line: int
    lines: dict[str, int]

    def fault(self, reason: str, *, at: str = "") -> NoReturn:
        """Refuse the file because of this mapping, or of its entry ``at``.

        :raises SheetFaulty: always.
        """
        raise SheetFaulty(self.file, self.lines.get(at, self.line), reason)

    def blocks(self, key: str) -> list[Block]:
        """Return the entry as a list of mappings; an absent or empty one is an empty list.

        :raises SheetFaulty: if it is no list, or a member is no mapping.
        """
        entries = self.get(key) or []
        if not isinstance(entries, list) or not all(isinstance(one, Block) for one in entries):
            self.fault(f"{key} 中有一项不是“名称: 值”的形式", at=key)
        return entries

    def day(self, key: str) -> date | None:
        """Return the entry as a day; an absent or empty one is no day.

        :raises SheetFaulty: if it is not written as YYYY-MM-DD.
        """
        written = self.get(key)
        if written is None:
            return None
        try:
            return date.fromisoformat(written)
        except (TypeError, ValueError):
            self.fault(f"{key} 不是日期：{written!r}（应写作 '2026-01-31'）", at=key)


def read(path: Path) -> Block:
    """Return the one mapping a file holds, read as YAML 1.2: ``on`` and ``off`` are words.

    Numbers with a point become ``Decimal``; days stay text until someone asks for a day.

    :raises SheetFaulty: if it is not YAML, holds no mapping, or names an entry twice.
    """
    file = path.name
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        line = mark.line + 1 if mark else 1
        raise SheetFaulty(file, line, f"不是有效的 YAML：{fault.problem}") from fault
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as fault:
        raise SheetFaulty(file, 1, f"文件读不出来：{fault}") from fault
    if not isinstance(node, yaml.MappingNode):
        raise SheetFaulty(file, 1, "文件应当是“名称: 值”的形式")
    return _block(node, file)


def _block(node: yaml.MappingNode, file: str) -> Block:
    block = Block()
    block.file, block.line, block.lines = file, node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in block:
            raise SheetFaulty(file, line, f"重复的字段 {key}")
        block[key] = _plain(value_node, file)
        block.lines[key] = line
    return block


def _plain(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _block(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, file) for item in node.value]
    scalar = cast("yaml.ScalarNode", node)
    text = cast("str", scalar.value)
    if scalar.style in _QUOTED:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return Decimal(text) if _DECIMAL.match(text) else text

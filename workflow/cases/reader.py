"""Read a case file as YAML 1.2 with the place of every node, so that a fault names its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError


class CaseFileFaulty(Exception):
    """The case file is wrong: the text gives line, field and what would be right."""

    def __init__(self, message: str, *, line: int | None = None, field: str = "") -> None:
        self.line = line
        self.field = field
        self.message = message
        where = "、".join(
            filter(None, [f"第{line}行" if line else "", f"「{field}」" if field else ""])
        )
        super().__init__(f"{where}：{message}" if where else message)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file together with its place: line (from 1) and dotted field."""

    value: Any
    line: int
    field: str

    def fault(self, message: str) -> CaseFileFaulty:
        """Return the fault of this place."""
        return CaseFileFaulty(message, line=self.line, field=self.field)

    def child(self, key: Any) -> "Node":
        """Return the value under a key or place."""
        name = f"{self.field}.{key}" if self.field else str(key)
        if isinstance(key, int):
            name = f"{self.field}[{key + 1}]"
        return Node(self.value[key], _line(self.value, key, self.line), name)

    def keys(self) -> list[Any]:
        """Return the keys of a mapping in the order of the file.

        :raises CaseFileFaulty: if the value is no mapping.
        """
        if not isinstance(self.value, CommentedMap):
            raise self.fault(f"这里应当是“名称: 值”的一组内容，实际是 {shown(self.value)}")
        return list(self.value)

    def items(self) -> list["Node"]:
        """Return the members of a list.

        :raises CaseFileFaulty: if the value is no list.
        """
        if not isinstance(self.value, CommentedSeq):
            raise self.fault(f"这里应当是一个列表，例如 [甲, 乙]，实际是 {shown(self.value)}")
        return [self.child(place) for place in range(len(self.value))]

    def get(self, key: str) -> "Node | None":
        """Return the value under a key, or None where it is left out."""
        return self.child(key) if key in self.keys() else None


def shown(value: Any) -> str:
    """Return a value as a message can show it."""
    if value is None:
        return "空"
    if isinstance(value, CommentedMap):
        return "一组“名称: 值”"
    if isinstance(value, CommentedSeq):
        return "一个列表"
    return f"“{value}”"


def _line(parent: Any, key: Any, otherwise: int) -> int:
    try:
        place = parent.lc.value(key) if isinstance(parent, CommentedMap) else parent.lc.item(key)
    except (AttributeError, KeyError, IndexError):
        return otherwise
    return int(place[0]) + 1


def read(path: Path) -> Node:
    """Return the root of the file.

    :raises CaseFileFaulty: if the file cannot be read or is no YAML.
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.version = (1, 2)
    yaml.allow_duplicate_keys = False
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CaseFileFaulty(
            f"打不开文件 {path}：{problem}。请检查文件名，并存为 UTF-8。"
        ) from problem
    try:
        value = yaml.load(text)
    except MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else None
        hint = "请检查缩进、冒号后的空格和括号是否成对"
        raise CaseFileFaulty(
            f"不是有效的 YAML：{problem.problem}。{hint}。", line=line
        ) from problem
    except YAMLError as problem:
        raise CaseFileFaulty(f"不是有效的 YAML：{problem}") from problem
    root = Node(value, 1, "")
    root.keys()
    return root

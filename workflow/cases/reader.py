"""Read a case file as YAML 1.2 with the place of every node, so that a fault names its line."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

LARGEST_FILE = 5_000_000
UNREADABLE = {
    FileNotFoundError: "没有这个文件",
    IsADirectoryError: "这是一个文件夹",
    PermissionError: "没有读取的权限",
}
# What the parser says, and what that means to somebody who wrote the file by hand.
HINTS = (
    (r"'\\t'", "这一行用了制表符（Tab）缩进，YAML 只认空格；请把 Tab 换成空格"),
    (r'duplicate key "(?P<key>.*?)"', "“{key}”写了两次，同一组里每个名称只能写一次；请删去一个"),
    (r"mapping values are not allowed", "冒号用错了地方：缩进没有对齐，或者文字里有“: ”而没加引号"),
    (r"could not find expected ':'", "这一行缺少半角冒号“:”，应写成“名称: 值”（全角的不算）"),
    (r"undefined alias '(?P<key>.*?)'", "“*{key}”前面没有定义；文字以 * 开头时请加引号"),
    (r"another document", "文件里有两段用“---”隔开的内容；一个文件只写一个案例"),
    (r"cannot start any token", "文字不能以这个符号（@、%、` 等）开头；请给它加上引号"),
    (r"end of stream", "引号没有成对；请补上缺的一半"),
    (r"expected ',' or", "括号没有成对，或者两项之间少了逗号；请检查 {} 和 []"),
    (r"block end|<block", "缩进没有对齐；同一层的内容要从同一列开始"),
    (r"special characters", "文字里有看不见的控制字符；请删掉再输入一遍"),
)


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
        if isinstance(key, int) and isinstance(self.value, CommentedSeq):
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
        """Return the value under a key, or None where it is left out or empty."""
        return self.child(key) if key in self.keys() and self.value[key] is not None else None


def shown(value: Any) -> str:
    """Return a value as a message can show it."""
    if value is None:
        return "空"
    if isinstance(value, CommentedMap):
        return "一组“名称: 值”"
    if isinstance(value, CommentedSeq):
        return "一个列表"
    if isinstance(value, bool):
        return "“true”" if value else "“false”"
    return f"“{value}”"


def _line(parent: Any, key: Any, otherwise: int) -> int:
    try:
        place = parent.lc.value(key) if isinstance(parent, CommentedMap) else parent.lc.item(key)
    except (AttributeError, KeyError, IndexError):
        return otherwise
    return int(place[0]) + 1


class _Constructor(RoundTripConstructor):
    """Leaves days as they are written, so that 2027-02-30 is told by its field, not by a crash."""


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp",
    lambda self, node: self.construct_scalar(node),
)


def read(path: Path) -> Node:
    """Return the root of the file.

    :raises CaseFileFaulty: if the file cannot be read or is no YAML.
    """
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = _Constructor
    yaml.version = (1, 2)
    yaml.allow_duplicate_keys = False
    text = _text_of(path)
    try:
        value = yaml.load(text)
    except MarkedYAMLError as problem:
        raise _not_yaml(problem) from problem
    except (YAMLError, ValueError) as problem:
        raise CaseFileFaulty(f"不是有效的 YAML：{_hint(str(problem))}。") from problem
    except RecursionError as problem:
        raise CaseFileFaulty("不是有效的 YAML：括号套得太深。") from problem
    if value is None:
        raise CaseFileFaulty("文件是空的；至少要写 case（标题）和 acts（动作）。", line=1)
    root = Node(value, 1, "")
    root.keys()
    return root


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        why = UNREADABLE.get(type(problem), problem.strerror)
        raise CaseFileFaulty(f"打不开 {path}：{why}；请检查文件名。") from problem
    if len(raw) > LARGEST_FILE:
        raise CaseFileFaulty(f"文件太大（{len(raw)} 字节），案例文件不超过 {LARGEST_FILE} 字节。")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise CaseFileFaulty(
            "文件不是 UTF-8 编码的文本；请用文本编辑器另存为 UTF-8。",
            line=line,
        ) from problem


def _not_yaml(problem: MarkedYAMLError) -> CaseFileFaulty:
    said = problem.problem or ""
    is_open = re.search(r"end of stream|expected ',' or|expected ':'", said) is not None
    mark = problem.context_mark if is_open and problem.context_mark else problem.problem_mark
    line = mark.line + 1 if mark else None
    key = re.search(r'duplicate key "(.*?)"', said)
    return CaseFileFaulty(
        f"不是有效的 YAML：{_hint(said)}。",
        line=line,
        field=key[1] if key else "",
    )


def _hint(said: str) -> str:
    for pattern, words in HINTS:
        if found := re.search(pattern, said):
            return words.format(**found.groupdict()) if found.groupdict() else words
    return f"{said}；请检查缩进、冒号后的空格和括号是否成对"

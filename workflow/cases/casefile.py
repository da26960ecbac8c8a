"""A case file checked as a whole before anything happens: its acts, names and expectations."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from workflow.cases import expectations
from workflow.cases.acts import ACTS, NEEDS_TO
from workflow.cases.reader import CaseFileFaulty, Node, read, shown
from workflow.cases.shapes import Day, Flag, Text

REGIONS = ("CN", "BJ", "SH", "ZJ", "HZ", "NB", "SD", "HA", "CQ", "LN", "SY")
TOP = ("case", "region", "parameters", "calendar", "organisations", "standing", "people", "acts")
TOP += ("at_end",)
ACT_KEYS = ("on", "by", "do", "as", "to", "with", "paper", "expect")
END_KEYS = ("as_of", "for", "expect")


@dataclass(slots=True)
class Known:
    """The names of the file; while it is checked, a name stands for itself."""

    people: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    known_things: set[str] = field(default_factory=set)

    def person(self, node: Node) -> Any:
        return self._one_of(node, self.people, "people 里没有登记这个人")

    def organisation(self, node: Node) -> Any:
        return self._one_of(node, self.organisations, "organisations 里没有登记这个单位")

    def thing(self, node: Node) -> Any:
        return self._one_of(node, self.known_things, "前面没有动作用 as 起过这个名字")

    @staticmethod
    def _one_of(node: Node, names: set[str], otherwise: str) -> str:
        if node.value not in names:
            known = "、".join(sorted(names)) or "（无）"
            raise node.fault(f"{shown(node.value)}：{otherwise}；可用的有：{known}")
        return str(node.value)


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of the story as written."""

    line: int
    on: date
    do: str
    by: str
    made_as: str
    to: str
    data: Node | None
    paper: bool
    expect: Node | None


@dataclass(frozen=True, slots=True)
class EndRow:
    """What is expected when the story is over."""

    line: int
    as_of: date
    about: str
    expect: Node


@dataclass(slots=True)
class CaseFile:
    """A story ready to be played."""

    path: Path
    title: str
    region: str
    root: Node
    known: Known
    acts: list[ActRow]
    at_end: list[EndRow]


def load(path: Path) -> CaseFile:
    """Return the case file, checked as far as it can be without playing it.

    :raises CaseFileFaulty: with the line, the field and what would be right.
    """
    root = read(path)
    _closed(root, TOP)
    for key in ("case", "acts"):
        if root.get(key) is None:
            raise CaseFileFaulty(f"缺少“{key}”", line=1, field=key)
    known = Known()
    region = _region(root.get("region"))
    known.organisations = set(_names(root, "organisations"))
    known.people = set(_names(root, "people"))
    known.known_things = set(_names(root, "standing"))
    file = CaseFile(
        path=path,
        title=Text(300).read(root.child("case"), known),
        region=region,
        root=root,
        known=known,
        acts=[],
        at_end=[],
    )
    earliest: date | None = None
    for node in root.child("acts").items():
        act = _act(node, known, earliest)
        earliest = act.on
        file.acts.append(act)
    end = root.get("at_end")
    file.at_end = [_end(node, known) for node in end.items()] if end else []
    return file


def _closed(node: Node, allowed: tuple[str, ...]) -> None:
    for key in node.keys():  # noqa: SIM118 -- a method that checks
        if key not in allowed:
            raise node.child(key).fault(f"不认识的字段“{key}”，这里可写：{'、'.join(allowed)}")


def _names(root: Node, key: str) -> list[str]:
    node = root.get(key)
    return [str(name) for name in node.keys()] if node and node.value else []


def _region(node: Node | None) -> str:
    if node is None:
        return "CN"
    if node.value not in REGIONS:
        raise node.fault(f"{shown(node.value)} 不是规则包，可写：{'、'.join(REGIONS)}")
    return str(node.value)


def _act(node: Node, known: Known, earliest: date | None) -> ActRow:
    _closed(node, ACT_KEYS)
    for key in ("on", "do"):
        if node.get(key) is None:
            raise node.fault(f"缺少“{key}”：每个动作都要写日期 on 和动作 do")
    on = Day().read(node.child("on"), known)
    if earliest and on < earliest:
        raise node.child("on").fault(
            f"{on} 早于上一个动作的 {earliest}；动作要按日期先后排列，请调整顺序或改正日期",
        )
    do = node.child("do")
    if do.value not in ACTS:
        raise do.fault(f"没有动作“{do.value}”，可用的动作：{'、'.join(ACTS)}")
    data = node.get("with")
    if data is not None or ACTS[do.value].required:
        ACTS[do.value].read(data or Node(node.value, node.line, "with"), known)
    made_as = node.get("as")
    row = ActRow(
        line=node.line,
        on=on,
        do=str(do.value),
        by=_by(node, known),
        made_as=str(made_as.value) if made_as else "",
        to=_to(node, known),
        data=data,
        paper=Flag().read(node.child("paper"), known) if node.get("paper") else False,
        expect=node.get("expect"),
    )
    if made_as is not None:
        known.known_things.add(str(made_as.value))
    if row.expect is not None:
        expectations.SHAPE.read(row.expect, known)
    return row


def _by(node: Node, known: Known) -> str:
    by = node.get("by")
    if by is None:
        if node.value["do"] in {"time.pass", "law.ask"}:
            return ""
        raise node.fault("缺少“by”：写明由哪个单位或哪个人办理")
    if by.value not in known.people | known.organisations:
        names = "、".join(sorted(known.organisations | known.people))
        raise by.fault(f"{shown(by.value)} 既不是登记的单位也不是登记的人；可用的有：{names}")
    return str(by.value)


def _to(node: Node, known: Known) -> str:
    to = node.get("to")
    if to is None:
        if node.value["do"] in NEEDS_TO:
            raise node.fault("缺少“to”：写明针对哪一件（前面用 as 起的名字）")
        return ""
    return str(known.thing(to))


def _end(node: Node, known: Known) -> EndRow:
    _closed(node, END_KEYS)
    for key in END_KEYS:
        if node.get(key) is None:
            raise node.fault(f"缺少“{key}”")
    about = node.child("for")
    if about.value not in known.organisations | known.known_things:
        raise about.fault(f"{shown(about.value)} 既不是登记的单位也不是 as 起过的名字")
    expect = node.child("expect")
    expectations.SHAPE.read(expect, known)
    return EndRow(node.line, Day().read(node.child("as_of"), known), str(about.value), expect)

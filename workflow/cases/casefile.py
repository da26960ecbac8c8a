"""A case file checked as a whole before anything happens: its head, acts, names, expectations."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from workflow.cases import expectations, heads
from workflow.cases.acts import ACTS
from workflow.cases.reader import CaseFileFaulty, Node, read, shown
from workflow.cases.shapes import Day, Flag, Name, unknown
from workflow.cases.things import MAKES, MAY_HAVE_TO, NEEDS_TO, THINGS

TOP = (
    *("case", "region", "parameters", "calendar", "organisations", "standing", "people"),
    *("acts", "at_end"),
)
ACT_KEYS = ("on", "by", "do", "as", "to", "with", "paper", "expect")
END_KEYS = ("as_of", "for", "expect")
BY_NOBODY = {"time.pass", "law.ask"}
OTHER = "other"


@dataclass(slots=True)
class Known:
    """The names of the file; while it is checked, a name stands for itself."""

    people: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    things: dict[str, str] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def person(self, node: Node) -> Any:
        """Return the short name itself.

        :raises CaseFileFaulty: if nobody has it.
        """
        return self._one_of(node, self.people, "people 里没有登记这个人")

    def organisation(self, node: Node) -> Any:
        """Return the short name itself.

        :raises CaseFileFaulty: if no organisation has it.
        """
        return self._one_of(node, self.organisations, "organisations 里没有登记这个单位")

    def thing(self, node: Node, kinds: tuple[str, ...] = ()) -> Any:
        """Return the short name itself.

        :raises CaseFileFaulty: if no earlier act gave it, or it names another kind of thing.
        """
        name = self._one_of(node, self.things, "前面没有动作用 as 起过这个名字")
        found = self.things[name]
        if kinds and found not in kinds:
            wanted = "或".join(THINGS[kind] for kind in kinds)
            is_kind = THINGS.get(found, "别的东西")
            known = "、".join(n for n, kind in self.things.items() if kind in kinds) or "（还没有）"
            raise node.fault(f"“{name}”是{is_kind}，这里要写{wanted}；可用的有：{known}")
        return name

    def is_thing(self, name: Any) -> bool:
        """Test whether a standing thing or an earlier act has this short name."""
        return isinstance(name, str) and name in self.things

    @staticmethod
    def _one_of(node: Node, names: Any, otherwise: str) -> str:
        if not isinstance(node.value, str) or node.value not in names:
            known = "、".join(sorted(names)) or "（还没有）"
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
    organisations: heads.Head
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
            raise CaseFileFaulty(f"缺少“{key}”，案例文件至少要有 case 和 acts", line=1, field=key)
    known = _names(root)
    region = heads.region_of(root)
    organisations = heads.check(root, known)
    title = Name(300).read(root.child("case"), known)
    acts: list[ActRow] = []
    for node in root.child("acts").items():
        acts.append(_act(node, known, acts[-1].on if acts else None))
    end = root.get("at_end")
    at_end = [_end(node, known) for node in end.items()] if end else []
    return CaseFile(path, title, region, root, known, organisations, acts, at_end)


def _closed(node: Node, allowed: tuple[str, ...]) -> None:
    for key in node.keys():  # noqa: SIM118 -- a method that checks
        if key not in allowed:
            raise unknown(node.child(key), "字段", str(key), dict.fromkeys(allowed))


def _names(root: Node) -> Known:
    """Return the short names of the head; one name stands for one thing in the whole file."""
    known = Known()
    taken: dict[str, str] = {}
    for part in ("organisations", "people", "standing"):
        for node in heads.members(root, part):
            name = node.field.partition(".")[2]
            if name in taken:
                raise node.fault(f"“{name}”在 {taken[name]} 里已经用过，请换一个短名")
            taken[name] = part
            if part == "standing":
                what = node.value.get("what") if isinstance(node.value, dict) else ""
                known.things[name] = str(what)
    known.organisations = {name for name, part in taken.items() if part == "organisations"}
    known.people = {name for name, part in taken.items() if part == "people"}
    return known


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
        raise unknown(do, "动作", str(do.value), ACTS)
    data = node.get("with")
    if data is not None:
        ACTS[do.value].read(data, known)
    elif required := ACTS[do.value].required:
        raise node.fault(f"缺少“with”：{do.value} 至少要写 {'、'.join(sorted(required))}")
    paper = node.get("paper")
    row = ActRow(
        line=node.line,
        on=on,
        do=str(do.value),
        by=_by(node, known),
        made_as=str(node.value.get("as") or ""),
        to=_to(node, known),
        data=data,
        paper=Flag().read(paper, known) if paper else False,
        expect=node.get("expect"),
    )
    expect = expectations.SHAPE.read(row.expect, known) if row.expect is not None else {}
    _name_it(node, row, known, is_unsure=bool(expect.get("blocked_by")) and not row.paper)
    return row


def _name_it(node: Node, row: ActRow, known: Known, *, is_unsure: bool) -> None:
    """Take the short name an act gives; a refused attempt leaves its name to the next one."""
    given = node.get("as")
    if given is None:
        return
    name = Name(60).read(given, known)
    if name in known.people | known.organisations:
        raise given.fault(f"“{name}”已经是一个人或单位的短名，请换一个")
    if name in known.things and name not in known.unsure:
        raise given.fault(f"“{name}”已经起过，一个名字只能用一次，请换一个")
    known.things[name] = MAKES.get(row.do, OTHER)
    known.unsure = known.unsure | {name} if is_unsure else known.unsure - {name}


def _by(node: Node, known: Known) -> str:
    by = node.get("by")
    if by is None:
        if node.value["do"] in BY_NOBODY:
            return ""
        raise node.fault("缺少“by”：写明由哪个单位或哪个人办理")
    if by.value not in known.people | known.organisations:
        names = "、".join(sorted(known.organisations | known.people)) or "（还没有）"
        raise by.fault(f"{shown(by.value)} 既不是登记的单位也不是登记的人；可用的有：{names}")
    return str(by.value)


def _to(node: Node, known: Known) -> str:
    to, do = node.get("to"), node.value["do"]
    if to is not None:
        return str(known.thing(to, NEEDS_TO.get(do) or MAY_HAVE_TO.get(do, ())))
    if do in NEEDS_TO:
        wanted = "或".join(THINGS[kind] for kind in NEEDS_TO[do])
        raise node.fault(f"缺少“to”：写明针对哪一件（{wanted}，前面用 as 起的名字）")
    return ""


def _end(node: Node, known: Known) -> EndRow:
    _closed(node, END_KEYS)
    for key in END_KEYS:
        if node.get(key) is None:
            raise node.fault(f"缺少“{key}”：at_end 每一条要写 as_of、for、expect")
    about = node.child("for")
    if about.value not in known.organisations and not known.is_thing(about.value):
        names = "、".join(sorted(known.organisations | set(known.things)))
        raise about.fault(f"{shown(about.value)} 既不是登记的单位也不是 as 起过的名字：{names}")
    expect = node.child("expect")
    expectations.SHAPE.read(expect, known)
    return EndRow(node.line, Day().read(node.child("as_of"), known), str(about.value), expect)

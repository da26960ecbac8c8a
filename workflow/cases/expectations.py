"""What a case file expects of an act, and whether it came so (CASES §1)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from contracts.deadlines.catalogue import deadlines
from contracts.deadlines.models import Deadline
from contracts.documents.declaration import declarations
from contracts.documents.models import Paper
from contracts.statutes.citations import cites
from contracts.verdicts.catalogue import rules
from contracts.verdicts.verdict import Verdict
from workflow.cases.reader import Node
from workflow.cases.shapes import Body, Day, Fields, Figure, Many, Names, Pairs, Shape, Text, Whole

INDICATORS = (
    "建制率 要约率 应约率 按期应约率 签订率 报审率 按期报审率 签订数 报审数 生效数 区域合同数 "
    "覆盖企业数 覆盖职工数 覆盖农民工数 覆盖女职工数 企业覆盖率 职工覆盖率 百人以上职代会建制率 "
    "百人以上职代会运行率 提案立案率 履约率 平均工资增幅 已过期 90日内 逾期未应约 逾期未报审"
).split()
ANY = "any"
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the catalogue; for rules also a key of the packs (``floor.hours.week``)."""

    what: str
    known: Callable[[], Mapping[str, Any]]
    may_be_key: bool = False

    def read(self, node: Node, names: Names) -> str:
        """Return the code.

        :raises CaseFileFaulty: if the catalogue has none like it.
        """
        code = Text(80).read(node, names)
        is_key = self.may_be_key and not code.startswith(("R_", "DL_"))
        if not is_key and code not in self.known():
            near = get_close_matches(code, self.known(), n=1)
            meant = f"，是不是“{near[0]}”？" if near else "，请查目录"
            raise node.fault(f"目录里没有{self.what}“{code}”{meant}")
        return code


PAPER = Code("文书代码", declarations)
RULE = Code("规则代码", rules, may_be_key=True)
CLOCK = Code("期限代码", deadlines)
RULE_OR_CLOCK = Code("规则或期限代码", lambda: {**rules(), **deadlines()}, may_be_key=True)
INDICATOR = Code("指标", lambda: dict.fromkeys(INDICATORS))


@dataclass(frozen=True, slots=True)
class Words:
    """A list of one shape; a single word is a list of one."""

    of: Shape = field(default_factory=lambda: Text(300))

    def read(self, node: Node, names: Names) -> list[str]:
        """Return the words."""
        if isinstance(node.value, list):
            return Many(self.of).read(node, names)
        return [self.of.read(node, names)]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Rules that must block; ``any`` asks for a refusal, whatever rule is named."""

    def read(self, node: Node, names: Names) -> list[str]:
        """Return the codes."""
        if node.value in (ANY, [ANY]):
            return [ANY]
        return Words(RULE).read(node, names)


@dataclass(frozen=True, slots=True)
class ByCode:
    """Codes with a value each."""

    code: Code
    of: Shape

    def read(self, node: Node, names: Names) -> dict[str, Any]:
        """Return each code with its value; an empty value stays empty."""
        for key in node.keys():  # noqa: SIM118 -- a method that checks
            self.code.read(Node(key, node.child(key).line, node.child(key).field), names)
        return Pairs(self.of).read(node, names)


@dataclass(frozen=True, slots=True)
class Count:
    """Codes alone, or codes with exact numbers."""

    def read(self, node: Node, names: Names) -> dict[str, int | None]:
        """Return each code with its number, None where any number will do."""
        if isinstance(node.value, dict):
            return ByCode(PAPER, Whole()).read(node, names)
        return dict.fromkeys(Words(PAPER).read(node, names))


@dataclass(frozen=True, slots=True)
class Hidden:
    """For organisations: the documents their accounts can never see."""

    def read(self, node: Node, names: Names) -> list[tuple[Any, list[str]]]:
        """Return organisation and codes."""
        return [
            (
                Body().read(Node(key, node.child(key).line, node.child(key).field), names),
                Words(PAPER).read(node.child(key), names),
            )
            for key in node.keys()  # noqa: SIM118 -- a method that checks
        ]


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of a gap."""

    def read(self, node: Node, names: Names) -> list[Any]:
        """Return the two days.

        :raises CaseFileFaulty: if they are not two, or run backwards.
        """
        days = Many(Day()).read(node, names)
        if len(days) != len(("from", "to")) or days[1] < days[0]:
            raise node.fault("这里应当是两个日期 [起, 止]，止不早于起")
        return days


@dataclass(frozen=True, slots=True)
class Expected:
    """What an act or the end of a story is to bring; what is left empty is not judged.

    Only ``in_force_on: ~`` says something: not in force.
    """

    of: Fields

    def read(self, node: Node, names: Names) -> dict[str, Any]:
        """Return what is expected, by key."""
        found = self.of.read(node, names)
        return {k: v for k, v in found.items() if v is not None or k == "in_force_on"}


SHAPE = Expected(
    Fields(
        {
            "stage": Text(30),
            "blocked_by": Blocks(),
            "warned_by": Words(RULE),
            "passed": Words(RULE),
            "may_block": Words(RULE),
            "fires": Words(RULE),
            "due": ByCode(RULE_OR_CLOCK, Day()),
            "rolled": ByCode(RULE_OR_CLOCK, Day()),
            "met": Words(CLOCK),
            "late": ByCode(CLOCK, Whole()),
            "issued": Count(),
            "not_issued": Words(PAPER),
            "void": Words(PAPER),
            "hidden": Hidden(),
            "in_force_on": Day(),
            "gap": Span(),
            "indicators": ByCode(INDICATOR, Words()),
            "required": ByCode(RULE, Figure()),
            "found": ByCode(RULE, Figure()),
            "source": ByCode(RULE_OR_CLOCK, Words()),
            "says": Words(),
            "answer": Text(30),
        },
        may_be_blank=True,
    ),
)


@dataclass(slots=True)
class Seen:
    """What came of an act, as far as an expectation may look at it.

    ``own`` are the clocks running on the things themselves, ``running`` those of their parts too.
    ``far_papers`` came with time in cases the act is not about.
    """

    on: date
    stages: list[str] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    touched: list[Deadline] = field(default_factory=list)
    own: list[Deadline] = field(default_factory=list)
    running: list[Deadline] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    far_papers: set[int] = field(default_factory=set)
    void_codes: set[str] = field(default_factory=set)
    in_force_on: date | None = None
    gap: tuple[date, date] | None = None
    answer: str = ""

    @property
    def messages(self) -> str:
        """Return every message and what to do, one a line."""
        return "\n".join(f"{v.message} {v.remedy}".strip() for v in self.verdicts)


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold."""

    what: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.what}：应为 {self.expected}，实为 {self.found}"


def failures(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    """Return every expectation that did not hold; a block nobody named fails the case."""
    yield from _blocks(expect, seen)
    yield from _rules(expect, seen)
    yield from _clocks(expect, seen)
    yield from _papers(expect, seen)
    if "stage" in expect and expect["stage"] not in seen.stages:
        yield Failure("stage", expect["stage"], "、".join(seen.stages) or "—")
    if "in_force_on" in expect and expect["in_force_on"] != seen.in_force_on:
        yield Failure("in_force_on", str(expect["in_force_on"]), str(seen.in_force_on))
    if "gap" in expect and tuple(expect["gap"]) != seen.gap:
        yield Failure("gap", _days(expect["gap"]), _days(seen.gap or ()))
    if "answer" in expect and expect["answer"] != seen.answer:
        yield Failure("answer", expect["answer"], seen.answer or "—")
    for words in expect.get("says", []):
        if words not in seen.messages:
            yield Failure("says", words, seen.messages or "（没有消息）")


def _days(days: Any) -> str:
    return "—".join(str(day) for day in days) or "无"


def _codes(verdicts: list[Verdict], outcome: str) -> set[str]:
    return {v.rule for v in verdicts if v.outcome == outcome}


def _blocks(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    blocked = _codes(seen.verdicts, "block")
    named = set(expect.get("blocked_by", []))
    allowed = named | set(expect.get("may_block", [])) | set(expect.get("fires", []))
    if "any" in named:
        if not blocked:
            yield Failure("blocked_by", "任一拦截", "未拦截")
        return
    for rule in sorted(named - blocked):
        yield Failure("blocked_by", rule, "、".join(sorted(blocked)) or "未拦截")
    for rule in sorted(blocked - allowed):
        why = "；".join(v.message for v in seen.verdicts if v.rule == rule and v.blocks)
        yield Failure("blocked_by", "不拦截", f"{rule}（{why}）")


def _rules(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    warned, blocked = _codes(seen.verdicts, "warn"), _codes(seen.verdicts, "block")
    held = _codes(seen.verdicts, "ok") - blocked
    for name, codes in (("warned_by", warned), ("fires", warned | blocked), ("passed", held)):
        for rule in expect.get(name, []):
            if rule not in codes:
                yield Failure(name, rule, _outcome(seen, rule))
    yield from _figures(expect, seen)
    yield from _sources(expect, seen)


def _figures(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    for name in ("required", "found"):
        for rule, figure in (expect.get(name) or {}).items():
            figures = [getattr(v, name) for v in seen.verdicts if v.rule == rule]
            if not any(same_figure(figure, value) for value in figures):
                yield Failure(f"{name} {rule}", str(figure), "、".join(map(str, figures)) or "—")


def _sources(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    for code, asked in (expect.get("source") or {}).items():
        shown = [c for v in seen.verdicts if v.rule == code for c in v.citations]
        shown += [c for d in (*seen.touched, *seen.running) if d.code == code for c in d.citations]
        for citation in asked:
            if not any(cites(citation, one) for one in shown):
                yield Failure(f"source {code}", citation, "、".join(shown) or "—")


def _outcome(seen: Seen, rule: str) -> str:
    found = [f"{v.outcome} {v.message}" for v in seen.verdicts if v.rule == rule]
    return "；".join(found) or "没有这一条结论"


def same_figure(expected: Any, found: Any) -> bool:
    """Test whether two figures are the same number (5% is 0.05) or the same words."""
    try:
        return _exact(expected) == _exact(found)
    except InvalidOperation:
        return str(expected) == str(found)


def _exact(figure: Any) -> Decimal:
    text = str(figure)
    return Decimal(text[:-1]) / HUNDRED if text.endswith("%") else Decimal(text)


def _clocks(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    yield from _last_days(expect, seen)
    for code in expect.get("met", []):
        if not any(d.code == code and d.state == Deadline.State.MET for d in seen.touched):
            yield Failure("met", code, _states(seen, code))
    for code, days in (expect.get("late") or {}).items():
        late = [d.days_late for d in seen.touched if d.code == code and d.stopped_on]
        late += [d.days_over(on=seen.on) for d in seen.running if d.code == code]
        if days not in late:
            yield Failure(f"late {code}", str(days), "、".join(map(str, late)) or "未计时")


def _last_days(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    for code, day in (expect.get("due") or {}).items():
        clock = _clock(seen, code)
        running = [d for d in seen.running if d.code == code]
        if day is None and running:
            yield Failure(f"due {code}", "不再计时", str(running[0].last_day))
        if day is not None and (clock is None or clock.last_day != day):
            yield Failure(f"due {code}", str(day), str(clock.last_day) if clock else "未计时")
    for code, day in (expect.get("rolled") or {}).items():
        clock = _clock(seen, code)
        if clock is None or clock.rolled_day != day:
            yield Failure(f"rolled {code}", str(day), str(clock.rolled_day) if clock else "未计时")


def _clock(seen: Seen, code: str) -> Deadline | None:
    """Return the clock an expectation means: running now, else the last one touched."""
    ours = [d for d in seen.running if d.code == code]
    touched = [d for d in seen.touched if d.code == code]
    in_touch = [d for d in ours if d.pk in {t.pk for t in touched}]
    for group in (in_touch, ours, touched):
        if group:
            return max(group, key=lambda d: d.pk)
    return None


def _states(seen: Seen, code: str) -> str:
    states = [f"{d.get_state_display()} {d.last_day}" for d in seen.touched if d.code == code]
    return "、".join(states) or "—"


def _papers(expect: dict[str, Any], seen: Seen) -> Iterator[Failure]:
    everywhere = [paper.code for paper in seen.papers]
    here = [paper.code for paper in seen.papers if paper.pk not in seen.far_papers]
    for code, number in (expect.get("issued") or {}).items():
        if number is None and code not in everywhere:
            yield Failure("issued", code, "、".join(dict.fromkeys(everywhere)) or "无")
        if number is not None and here.count(code) != number:
            yield Failure(f"issued {code}", str(number), str(here.count(code)))
    for code in expect.get("not_issued", []):
        if code in here:
            yield Failure("not_issued", code, "已签发")
    for code in expect.get("void", []):
        if code not in seen.void_codes:
            yield Failure("void", code, "未作废")


def same_indicator(expected: list[str], found: Any) -> bool:
    """Test whether an indicator came out: n/d as written, a number, or a list of names."""
    if isinstance(found, list | tuple | set):
        return set(expected) - {"—"} == {str(one) for one in found}
    if found is None or len(expected) != 1:
        return False
    return str(found) == expected[0] or same_figure(expected[0], found)


def figure_shown(found: Any) -> str:
    """Return a figure as a message shows it."""
    if isinstance(found, list | tuple | set):
        return "、".join(map(str, found)) or "（空）"
    return "没有这个指标" if found is None else str(found)

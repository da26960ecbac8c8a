"""What a case file expects of an act, and whether it came so (CASES §1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.statutes.citations import cites
from contracts.verdicts.verdict import Verdict
from workflow.cases.reader import Node
from workflow.cases.shapes import Body, Day, Fields, Figure, Many, Names, Pairs, Text, Whole


class Words:
    """A list of codes; a single word is a list of one."""

    def read(self, node: Node, names: Names) -> list[str]:
        """Return the codes."""
        if isinstance(node.value, str):
            return [node.value]
        return Many(Text(200)).read(node, names)


class Count:
    """Codes alone, or codes with exact numbers."""

    def read(self, node: Node, names: Names) -> dict[str, int | None]:
        """Return each code with its number, None where any number will do."""
        if isinstance(node.value, list | str):
            return dict.fromkeys(Words().read(node, names))
        return Pairs(Whole()).read(node, names)


class Hidden:
    """For organisations: the documents their accounts can never see."""

    def read(self, node: Node, names: Names) -> list[tuple[Any, list[str]]]:
        """Return organisation and codes."""
        return [
            (
                Body().read(Node(key, node.line, node.field), names),
                Words().read(node.child(key), names),
            )
            for key in node.keys()  # noqa: SIM118 -- a method that checks
        ]


SHAPE = Fields(
    {
        "stage": Text(30),
        "blocked_by": Words(),
        "warned_by": Words(),
        "passed": Words(),
        "may_block": Words(),
        "fires": Words(),
        "due": Pairs(Day()),
        "rolled": Pairs(Day()),
        "met": Words(),
        "late": Pairs(Whole()),
        "issued": Count(),
        "not_issued": Words(),
        "void": Words(),
        "hidden": Hidden(),
        "in_force_on": Day(),
        "gap": Many(Day()),
        "indicators": Pairs(Text()),
        "required": Pairs(Figure()),
        "found": Pairs(Figure()),
        "source": Pairs(Words()),
        "says": Words(),
        "answer": Text(30),
    },
    may_be_blank=True,
)


@dataclass(slots=True)
class Seen:
    """What came of an act, as far as an expectation may look at it."""

    on: date
    stages: list[str]
    verdicts: list[Verdict]
    touched: list[Deadline]
    running: list[Deadline]
    papers: list[Paper]
    void_codes: set[str]
    in_force_on: date | None = None
    gap: tuple[date, date] | None = None
    messages: str = ""


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
    """Test whether two figures are the same number (or the same words)."""
    try:
        return Decimal(str(expected)) == Decimal(str(found))
    except InvalidOperation:
        return str(expected) == str(found)


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
    codes = [paper.code for paper in seen.papers]
    for code, number in (expect.get("issued") or {}).items():
        if number is None and code not in codes:
            yield Failure("issued", code, "、".join(codes) or "无")
        if number is not None and codes.count(code) != number:
            yield Failure(f"issued {code}", str(number), str(codes.count(code)))
    for code in expect.get("not_issued", []):
        if code in codes:
            yield Failure("not_issued", code, "已签发")
    for code in expect.get("void", []):
        if code not in seen.void_codes:
            yield Failure("void", code, "未作废")


def same_indicator(expected: str, found: Any) -> bool:
    """Test whether an indicator came out: n/d as written, a number, or a list of names."""
    if isinstance(found, list | tuple | set):
        asked = {part.strip() for part in str(expected).strip("[]").split(",") if part.strip()}
        return asked == {str(one) for one in found}
    if isinstance(found, Fraction):
        return str(expected) == str(found)
    return str(expected) == str(found) or same_figure(expected, found)

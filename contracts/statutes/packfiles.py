"""One region's pack, read and checked before anybody may ask it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from contracts.statutes import sheets
from contracts.statutes.citations import Basis
from contracts.statutes.majorities import Op
from contracts.statutes.periods import Direction, Unit
from contracts.statutes.rules import GAP, Rule
from contracts.statutes.sheets import Block, SheetFaulty

HEADER = frozenset({"zh", "en", "parent", "reviewed_on", "gaps", "enforceable", "rules"})
NEEDED = frozenset({"key", "zh", "en", "value", "basis", "confidence"})
FIELDS = NEEDED | {
    *("scope", "effective_from", "effective_to", "severity"),
    *("enforceable", "prose", "note", "quote", "status"),
}
SEVERITIES = frozenset({"", "block", "warn"})
WORDS_ALONE = frozenset({"bool", "enum", "list", "composite"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which words a pack may use, and the sources it may cite, with what was read of them.

    ``levels`` are the ranks of the sources, ``binding`` those that are law and not mere guidance;
    a pack is to be read again every ``review_months``.
    """

    titles: Mapping[str, str]
    notes: Mapping[str, str]
    levels: Mapping[str, str]
    binding: frozenset[str]
    review_months: int
    confidences: frozenset[str]
    scopes: frozenset[str]
    events: frozenset[str]
    shapes: Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Pack:
    """The law of one region: what a lawyer signs off, and the wider region it falls back to."""

    region: str
    zh: str
    parent: str
    gaps: str
    enforceable: str
    rules: tuple[Rule, ...]
    reviewed_on: date | None = None
    sha256: str = ""


def vocabulary(folder: Path) -> Vocabulary:
    """Return the words and sources that stand beside the packs in ``folder``."""
    words = sheets.read(folder / "vocabulary.yaml")
    sources = sheets.read(folder / "sources.yaml")
    levels = words["levels"]
    return Vocabulary(
        titles={code: _field(sources, code, "title") for code in sources},
        notes={code: str(sources[code].get("note") or "") for code in sources},
        levels={code: _level(sources, code, levels) for code in sources},
        binding=frozenset(name for name, level in levels.items() if level["binding"]),
        review_months=words["review_months"],
        confidences=frozenset(words["conventions"]["confidence"]),
        scopes=frozenset(words["conventions"]["scope"]),
        events=frozenset(words["events"]),
        shapes=words["shapes"],
    )


def _field(sources: Block, code: str, field: str) -> str:
    source = sources[code]
    if not isinstance(source, dict) or not source.get(field):
        sources.fault(f"来源 {code} 缺少 {field}", at=code)
    return str(source[field])


def _level(sources: Block, code: str, levels: Mapping[str, Any]) -> str:
    level = _field(sources, code, "level")
    if level not in levels:
        sources.fault(f"来源 {code} 的级别 {level} 无法识别", at=code)
    return level


def load(path: Path, words: Vocabulary) -> Pack:
    """Return the pack a file holds; the file's name is the region.

    :raises SheetFaulty: for the first fault found, with file, line and reason.
    """
    sheet = sheets.read(path)
    enforceable = _header(sheet)
    rules = [_rule(block, path.stem, enforceable, words) for block in sheet.blocks("rules")]
    _refuse_twins(rules, sheet)
    return Pack(
        region=path.stem,
        zh=sheet["zh"],
        parent=sheet.get("parent") or "",
        gaps=sheet.get("gaps") or "",
        enforceable=enforceable,
        rules=tuple(rules),
        reviewed_on=sheet.day("reviewed_on"),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def faults(path: Path, words: Vocabulary) -> list[SheetFaulty]:
    """Return every fault of a pack that :func:`load` would stop at, rule by rule, in its order."""
    try:
        sheet = sheets.read(path)
        enforceable = _header(sheet)
        blocks = sheet.blocks("rules")
    except SheetFaulty as fault:
        return [fault]
    found: list[SheetFaulty] = []
    rules: list[Rule] = []
    for block in blocks:
        try:
            rule = _rule(block, path.stem, enforceable, words)
            _refuse_twins([*rules, rule], sheet)
        except SheetFaulty as fault:
            found.append(fault)
        else:
            rules.append(rule)
    return found


def _header(sheet: Block) -> str:
    """Check what stands above the rules; return how far the pack may block."""
    for field in sheet:
        if field not in HEADER:
            sheet.fault(f"规则包没有 {field} 这一项", at=field)
    for field in ("zh", "rules"):
        if not sheet.get(field):
            sheet.fault(f"规则包缺少 {field}")
    sheet.day("reviewed_on")
    return _enforceable(sheet)


def _enforceable(sheet: Block) -> str:
    written = sheet.get("enforceable", True)
    if written not in (True, False, "partial"):
        sheet.fault(f"enforceable 应为 true、false 或 partial，而不是 {written}", at="enforceable")
    return written if isinstance(written, str) else str(written).lower()


def _rule(block: Block, region: str, enforceable: str, words: Vocabulary) -> Rule:
    _check_fields(block, words)
    _check_value(block, words)
    if _status(block) != GAP:
        for field in ("scope", "effective_from"):
            if not block.get(field):
                block.fault(f"{block['key']} 缺少 {field}")
    first, last = block.day("effective_from"), block.day("effective_to")
    if first and last and last < first:
        block.fault(f"{block['key']} 的失效日 {last} 早于生效日 {first}", at="effective_to")
    return Rule(
        key=block["key"],
        zh=block["zh"],
        en=block["en"],
        value=block["value"],
        basis=_basis(block, words),
        scope=frozenset(block.get("scope") or ["ALL"]),
        effective_from=first,
        effective_to=last,
        confidence=block["confidence"],
        severity=block.get("severity") or "",
        pack=region,
        may_block=_may_block(block, enforceable),
        note=block.get("note") or "",
        quote=block.get("quote") or "",
        status=_status(block),
        is_prose=_is_prose(block),
        line=block.line,
    )


def _check_fields(block: Block, words: Vocabulary) -> None:
    for field in block:
        if field not in FIELDS:
            block.fault(f"规则没有 {field} 这一项", at=field)
    for field in sorted(NEEDED):
        if not block.get(field):
            block.fault(f"{block.get('key', '规则')} 缺少 {field}", at=field)
    if block["confidence"] not in words.confidences:
        block.fault(f"不认识的把握程度 {block['confidence']}", at="confidence")
    if (block.get("severity") or "") not in SEVERITIES:
        block.fault(f"severity 只能是 block 或 warn，而不是 {block['severity']}", at="severity")
    for code in block.get("scope") or []:
        if code not in words.scopes:
            block.fault(f"不认识的适用范围 {code}", at="scope")


def _status(block: Block) -> str:
    status = block.get("status") or ""
    if status not in ("", GAP):
        block.fault(f"不认识的状态 {status}", at="status")
    return status


def _is_prose(block: Block) -> bool:
    """Return whether a rule is marked as words alone; one with days, shares or numbers is none."""
    if block.get("prose", False) not in (True, False):
        block.fault(f"prose 应为 true 或 false，而不是 {block['prose']}", at="prose")
    if block.get("prose") and block["value"]["type"] not in WORDS_ALONE:
        block.fault(f"{block['key']} 有数可算，不能标为纯文字（prose）", at="prose")
    return bool(block.get("prose"))


def _may_block(block: Block, enforceable: str) -> bool:
    if block["confidence"] == "uncertain" or _status(block) == GAP:
        return False
    if enforceable == "true":
        return block.get("enforceable") is not False
    return enforceable == "partial" and block.get("enforceable") is True


def _basis(block: Block, words: Vocabulary) -> tuple[Basis, ...]:
    found = []
    for part in block.blocks("basis"):
        src = str(part.get("src") or "")
        if src not in words.titles:
            block.fault(f"{block['key']} 引用的 {src or '空来源'} 不在 sources.yaml 中", at="basis")
        found.append(
            Basis(
                src=src,
                title=words.titles[src],
                art=str(part.get("art") or ""),
                is_binding=words.levels[src] in words.binding,
                note=words.notes[src],
            ),
        )
    return tuple(found)


def _check_value(block: Block, words: Vocabulary) -> None:
    value = block["value"]
    kind = value.get("type") if isinstance(value, dict) else None
    shape = words.shapes.get(str(kind))
    if shape is None:
        block.fault(f"{block['key']} 的值没有已知的 type：{kind}", at="value")
    for field in value:
        if field != "type" and field not in shape["required"] + shape["optional"]:
            block.fault(f"{block['key']} 的值没有 {field} 这一项", at="value")
    for field in shape["required"]:
        if field not in value:
            block.fault(f"{block['key']} 的值缺少 {field}", at="value")
    _check_fractions(block, value)
    if kind == "duration":
        _check_duration(block, words)


def _check_fractions(block: Block, value: Any) -> None:
    if isinstance(value, dict):
        num, den = value.get("num"), value.get("den")
        if "num" in value and not _is_fraction(num, den):
            block.fault(f"{block['key']} 的比例 {num}/{den} 不是一个不大于一的分数", at="value")
        for op in (value.get("op"), value.get("safe_op")):
            if "num" in value and op not in (None, "approx", *Op):
                block.fault(f"{block['key']} 的比较方式 {op} 无法识别", at="value")
        for part in value.values():
            _check_fractions(block, part)
    elif isinstance(value, list):
        for part in value:
            _check_fractions(block, part)
    elif isinstance(value, str) and value.replace("/", "", 1).isdigit() and "/" in value:
        top, bottom = (int(part) for part in value.split("/"))
        if not _is_fraction(top, bottom):
            block.fault(f"{block['key']} 的比例 {value} 不是一个不大于一的分数", at="value")


def _is_fraction(num: object, den: object) -> bool:
    if num is None and den is None:
        return True
    return isinstance(num, int) and isinstance(den, int) and 0 <= num <= den and den > 0


def _check_duration(block: Block, words: Vocabulary) -> None:
    value = block["value"]
    amount = value["amount"]
    if amount is not None and (not isinstance(amount, int) or amount < 0):
        block.fault(f"{block['key']} 的期限 {amount} 不是天数", at="value")
    if value["unit"] not in set(Unit):
        block.fault(f"{block['key']} 的单位 {value['unit']} 无法识别", at="value")
    if value.get("direction", Direction.AFTER) not in set(Direction):
        block.fault(f"{block['key']} 的方向 {value['direction']} 无法识别", at="value")
    if value["from_event"] not in words.events:
        block.fault(f"{block['key']} 的起算事件 {value['from_event']} 无法识别", at="value")


def _refuse_twins(rules: list[Rule], sheet: Block) -> None:
    """Refuse two rules of one key and instrument that hold on one day: nobody could say which."""
    seen: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        for code in sorted(rule.scope):
            for other in seen.setdefault((rule.key, code), []):
                if _overlap(rule, other):
                    reason = f"{rule.key}（{code}）与第{other.line}行的同名规则在同一天都有效"
                    raise SheetFaulty(sheet.file, rule.line, reason)
            seen[rule.key, code].append(rule)


def _overlap(one: Rule, other: Rule) -> bool:
    def ends_before(first: Rule, second: Rule) -> bool:
        if first.effective_to is None or second.effective_from is None:
            return False
        return first.effective_to < second.effective_from

    return not ends_before(one, other) and not ends_before(other, one)

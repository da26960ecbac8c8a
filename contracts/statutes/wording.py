"""Rules in plain Chinese: what a value says, how certain it is, and what a new version changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from contracts.statutes import sheets
from contracts.statutes.periods import Direction
from contracts.statutes.rules import Rule

NOTHING = "无"
OTHER = "其他"
_BOUNDS = ("min", "max", "threshold", "min_years", "max_years", "typical_years")
_ASIDE = ("type", "value", "unit", "soft", "soft_max", "op", "parity")


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of ``words.yaml``: codes of the packs and what they are called."""

    tables: Mapping[str, Mapping[str, str]]

    def of(self, table: str, code: str) -> str:
        """Return what a code is called, or the code itself."""
        return self.tables[table].get(code) or code


@cache
def words() -> Words:
    """Return the words, read once."""
    return Words(sheets.read(Path(__file__).with_name("words.yaml")))


def family(key: str) -> str:
    """Return the family a key belongs to in words: 集体协商与集体合同."""
    return words().of("families", key.partition(".")[0])


def group(key: str) -> str:
    """Return the part of its family a key belongs to: 要约与应约; 其他 where it has no name."""
    named = words().tables["groups"].get(".".join(key.split(".")[:2]))
    return named or OTHER


def order_of_parts() -> list[tuple[str, str]]:
    """Return family and part in the order of the words, each family's unnamed part last."""
    tables = words().tables
    parts = {
        code: dict.fromkeys(
            part for key, part in tables["groups"].items() if key.partition(".")[0] == code
        )
        for code in tables["families"]
    }
    return [
        (family, part)
        for code, family in tables["families"].items()
        for part in (*parts[code], OTHER)
    ]


def scope(rule: Rule) -> str:
    """Return the contracts a rule holds for: 工资专项、区域性."""
    codes = words().tables["scopes"]
    return "、".join(codes[code] for code in codes if code in rule.scope)


def standing(rule: Rule) -> str:
    """Return how far the rule goes: it stops a step, warns, only advises, or is read alone."""
    if rule.is_gap:
        return "本地条文未查到，沿用上级规则包"
    if rule.is_prose:
        return "供阅读，系统不据此核对"
    if rule.is_uncertain:
        return "未核实，只作提示，不拦截"
    if not rule.may_block:
        return "本规则包未全部核对，此条只作提示，不拦截"
    if rule.is_soft:
        return "条文写“一般”，不合时提醒"
    return "可以拦截"


def span(first: date | None, last: date | None) -> str:
    """Return the days a rule holds: 2011-01-01起, or 2004-05-01至2010-12-31."""
    start = f"{first}" if first else "一直"
    return f"{start}至{last}" if last else f"{start}起" if first else "一直有效"


def value(rule: Rule) -> str:
    """Return what the value says in a few words; where it is no figure, the rule's own wording."""
    if rule.is_gap:
        return "未查到本地条文"
    said = _SAYERS.get(str(rule.value["type"]), _nothing)(rule)
    return said or rule.zh


def _nothing(_: Rule) -> str:
    return ""


def _duration(rule: Rule) -> str:
    amount, unit = rule.value["amount"], words().of("units", rule.value["unit"])
    start = words().of("events", rule.event)
    if amount is None:
        return f"自{start}起，未写天数" if not _runs_back(rule) else f"{start}之前，未写天数"
    said = f"{start}前{amount}{unit}" if _runs_back(rule) else f"自{start}起{amount}{unit}内"
    if more := rule.value.get("extension_max"):
        said += f"，最多再延长{more}{unit}"
    if other := rule.value.get("alternative"):
        said += f"（另一并存规定：{other['amount']}{unit}）"
    return said


def _runs_back(rule: Rule) -> bool:
    return rule.value.get("direction") == Direction.BEFORE


def _ratio(rule: Rule) -> str:
    table, held = words(), rule.value
    base = table.of("bases", held["base"])
    if held["num"] is None:
        return f"与{base}大致相当"
    share = "" if held["num"] == held["den"] else f"的{held['num']}/{held['den']}"
    said = f"{table.of('ops', held['op'])}{base}{share}"
    if held.get("safe_op") and held["safe_op"] != held["op"]:
        said += f"（稳妥：{table.of('ops', held['safe_op'])}）"
    return said


def _number(rule: Rule) -> str:
    held, table = rule.value, words()
    unit = table.of("units", str(held.get("unit") or "")) if held.get("unit") else ""
    parts = [f"{held['value']}{unit}"] if held.get("value") is not None else []
    parts += [
        f"{table.of('fields', field)}{held[field]}{unit}"
        for field in _BOUNDS
        if held.get(field) is not None
    ]
    if held.get("parity"):
        parts.append(table.of("parity", str(held["parity"])))
    is_said = set(held) <= {*_BOUNDS, *_ASIDE}
    return "，".join(parts) if parts and is_said else ""


def _bool(rule: Rule) -> str:
    return "" if rule.value["value"] is True else "否"


_SAYERS = {"duration": _duration, "ratio": _ratio, "number": _number, "bool": _bool}


def changes(old: Rule, new: Rule) -> list[str]:
    """Return what a new wording of one rule changes, a line each; an empty list for nothing."""
    lines = []
    for name, before, after in (
        ("数值", value(old), value(new)),
        ("文字", old.zh, new.zh),
        ("依据", old.source, new.source),
        ("适用", scope(old), scope(new)),
        ("有效", span(old.effective_from, old.effective_to), _span(new)),
        ("把握", _confidence(old), _confidence(new)),
        ("效果", standing(old), standing(new)),
        ("不合要求时", _severity(old), _severity(new)),
        ("备注", old.note, new.note),
    ):
        if before != after:
            lines.append(f"{name}：{before or NOTHING} → {after or NOTHING}")
    if value(old) == value(new):
        lines += _fields(old.value, new.value)
    return lines


def _span(rule: Rule) -> str:
    return span(rule.effective_from, rule.effective_to)


def _confidence(rule: Rule) -> str:
    return words().of("confidences", rule.confidence)


def _severity(rule: Rule) -> str:
    return words().tables["severities"].get(rule.severity, "")


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the fields of a value that differ though its plain words are the same."""
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return [
        f"{words().of('fields', name)}：{_plain(old.get(name))} → {_plain(new.get(name))}"
        for name in names
    ]


def _plain(held: Any) -> str:
    if held is None:
        return NOTHING
    if isinstance(held, bool):
        return "是" if held else "否"
    if isinstance(held, list) and not any(isinstance(one, dict | list) for one in held):
        return "、".join(str(one) for one in held)
    if isinstance(held, dict | list):
        return f"共{len(held)}项"
    return str(held)

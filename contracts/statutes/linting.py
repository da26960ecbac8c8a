"""What a lawyer wants to know of a pack before signing it off: faults, gaps, missing examples."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from contracts.statutes import packfiles
from contracts.statutes.packfiles import Pack, Vocabulary
from contracts.statutes.periods import Direction, Period, Unit, last_day
from contracts.statutes.rules import Rule
from contracts.statutes.workdays import Calendar

_ALIKE = 0.9
_ONE_DAY = timedelta(days=1)
_WAGE_TAIL = ".wage"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing found in a pack; ``is_error`` keeps it from being used or signed off."""

    file: str
    line: int
    text: str
    is_error: bool = True

    def __str__(self) -> str:
        """Return file, line and text, as the command prints them."""
        place = f"{self.file} 第{self.line}行" if self.line else self.file
        return f"{'✗' if self.is_error else '!'} {place}：{self.text}"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What packs are checked against: words, examples by key, every key known, and the day.

    ``read`` are the keys the checks and deadlines read.
    """

    words: Vocabulary
    examples: Collection[str]
    keys: Collection[str]
    on: date
    read: Collection[str] = ()


def check(path: Path, grounds: Grounds) -> list[Remark]:
    """Return everything to be said about one pack file, in the order of its lines.

    A pack that cannot be read whole is only told its faults: the rest would be guessing.
    """
    faults = packfiles.faults(path, grounds.words)
    if faults:
        return [Remark(fault.file, fault.line, fault.reason) for fault in faults]
    pack = packfiles.load(path, grounds.words)
    found = [
        *_stale(pack, grounds),
        *_gaps_in_time(pack),
        *_without_example(pack, grounds),
        *_read_though_prose(pack, grounds),
        *_misspelt(pack, grounds),
    ]
    return sorted(found, key=lambda remark: (remark.line, not remark.is_error))


def _stale(pack: Pack, grounds: Grounds) -> Iterable[Remark]:
    file, months = f"{pack.region}.yaml", grounds.words.review_months
    if pack.reviewed_on is None:
        yield Remark(file, 1, "没有写上次核对条文的日子（reviewed_on）")
    elif pack.reviewed_on > grounds.on:
        yield Remark(file, 1, f"核对日 {pack.reviewed_on} 在今天以后")
    elif grounds.on > last_day(
        pack.reviewed_on, Period(months, Unit.MONTH, Direction.AFTER), Calendar()
    ):
        text = f"上次核对条文是 {pack.reviewed_on}，已超过{months}个月，请重新核对"
        yield Remark(file, 1, text, is_error=False)


def _gaps_in_time(pack: Pack) -> Iterable[Remark]:
    """Find days between two versions on which none of them holds."""
    lines: dict[tuple[str, str], list[Rule]] = {}
    for rule in pack.rules:
        for code in rule.scope:
            lines.setdefault((rule.key, code), []).append(rule)
    for (key, code), rules in sorted(lines.items()):
        rules.sort(key=lambda rule: rule.effective_from or date.min)
        for before, after in itertools.pairwise(rules):
            ends, starts = before.effective_to, after.effective_from
            if ends and starts and ends + _ONE_DAY < starts:
                first, last = ends + _ONE_DAY, starts - _ONE_DAY
                text = f"{key}（{code}）在 {first} 至 {last} 没有任何版本有效"
                yield Remark(f"{pack.region}.yaml", after.line, text)


def _without_example(pack: Pack, grounds: Grounds) -> Iterable[Remark]:
    """Find rules nobody tried out: each has an example, or says that it is words alone."""
    for rule in pack.rules:
        if not rule.is_prose and not _has_example(rule.key, pack.region, grounds.examples):
            text = f"{rule.key} 没有例子（tests/statutes/cases 或 tests/asking/cases）"
            yield Remark(f"{pack.region}.yaml", rule.line, text, is_error=False)


def _read_though_prose(pack: Pack, grounds: Grounds) -> Iterable[Remark]:
    """Find rules said to be words alone that a check or a deadline reads all the same."""
    for rule in pack.rules:
        if rule.is_prose and rule.key.removesuffix(_WAGE_TAIL) in grounds.read:
            text = f"{rule.key} 有检查或期限在用，不能标为纯文字（prose），请补例子"
            yield Remark(f"{pack.region}.yaml", rule.line, text, is_error=False)


def _has_example(key: str, region: str, examples: Collection[str]) -> bool:
    names = {key, key.removesuffix(_WAGE_TAIL)}
    return any(f"{region}:{name}" in examples for name in names)


def _misspelt(pack: Pack, grounds: Grounds) -> Iterable[Remark]:
    """Find keys nobody else speaks of that look like one everybody knows in their family.

    A key that an example names is meant so.
    """
    for rule in pack.rules:
        is_meant = _has_example(rule.key, pack.region, grounds.examples)
        if is_meant or rule.key.removesuffix(_WAGE_TAIL) in grounds.keys:
            continue
        family = rule.key.partition(".")[0]
        kin = sorted(key for key in grounds.keys if key.partition(".")[0] == family)
        if alike := difflib.get_close_matches(rule.key, kin, n=1, cutoff=_ALIKE):
            text = f"代码 {rule.key} 只在这里出现，是不是应为 {alike[0]}？"
            yield Remark(f"{pack.region}.yaml", rule.line, text, is_error=False)


def known_keys(packs: Mapping[str, Pack], *, read_by_checks: Iterable[str]) -> set[str]:
    """Return the keys more than one pack speaks of, the nation's, and those the checks read."""
    counted: dict[str, int] = {}
    for pack in packs.values():
        for key in {rule.key for rule in pack.rules}:
            counted[key] = counted.get(key, 0) + (2 if not pack.parent else 1)
    return {key for key, number in counted.items() if number > 1} | set(read_by_checks)


def examples(folders: Iterable[Path]) -> set[str]:
    """Return ``region:key`` of every lawyer's example in the YAML files of some folders.

    An example names its key as ``rule`` and its place as ``region``, or asks a list of either; an
    example of a region also speaks for the wider regions only if it names them.
    """
    found: set[str] = set()
    for folder in folders:
        for file in sorted(folder.glob("**/*.yaml")):
            held = yaml.safe_load(file.read_text(encoding="utf-8"))
            found |= set(_named(held, region=""))
    return found


def _named(held: Any, *, region: str) -> Iterable[str]:
    """Walk a file of examples: a region stands beside its rules, or above them."""
    if isinstance(held, list):
        for one in held:
            yield from _named(one, region=region)
    elif isinstance(held, dict):
        place = held.get("region", region)
        region = place if isinstance(place, str) else region
        rule = held.get("rule")
        if isinstance(rule, str):
            yield f"{region}:{rule}"
        for one in held.values():
            if isinstance(one, dict | list):
                yield from _named(one, region=region)

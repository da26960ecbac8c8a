"""One key across the regions, one region as a book, and two packs side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.statutes import packfiles, wording
from contracts.statutes.packfiles import Pack
from contracts.statutes.rulebook import EVERY, Rulebook
from contracts.statutes.rules import Rule

_WAGE_TAIL = ".wage"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one region says about a key: its own rule, or the one it takes over from above."""

    region: str
    zh: str
    rule: Rule
    is_own: bool
    pack_zh: str = ""

    @property
    def is_gap(self) -> bool:
        """Test whether it only says that the local text was not found."""
        return self.rule.is_gap

    @property
    def value(self) -> str:
        """Return the value in words."""
        return wording.value(self.rule)

    @property
    def scope(self) -> str:
        """Return the contracts it holds for."""
        return wording.scope(self.rule)

    @property
    def span(self) -> str:
        """Return the days it holds."""
        return wording.span(self.rule.effective_from, self.rule.effective_to)

    @property
    def confidence(self) -> str:
        """Return how certain it is, in words."""
        return wording.words().of("confidences", self.rule.confidence)

    @property
    def standing(self) -> str:
        """Return how far it goes: whether it may stop a step."""
        return wording.standing(self.rule)


def across(book: Rulebook, key: str) -> list[Cell]:
    """Return what every region says about a key, the nation first; all versions and scopes.

    A region without a word of its own shows the rules it takes over. Empty for an unknown key.
    """
    return [cell for region in ordered(book) for cell in of_region(book, key, region)]


def of_region(book: Rulebook, key: str, region: str) -> list[Cell]:
    """Return a region's own rules on a key, then what wider regions say beyond their scope.

    A gap of its own (local text not read) is shown before the rules it leaves in force.
    """
    return _speaking(book, region, [_versions(book, key, place) for place in book.chain(region)])


def _speaking(book: Rulebook, region: str, by_place: Iterable[list[Rule]]) -> list[Cell]:
    """Return the rules of each place, the narrowest first, without those wholly spoken for."""
    cells: list[Cell] = []
    covered: set[str] = set()
    for rules in by_place:
        if EVERY in covered:
            break
        left = [rule for rule in rules if rule.scope - covered]
        cells += [_cell(book, region, rule) for rule in left]
        covered |= {code for rule in left if not rule.is_gap for code in rule.scope}
    return cells


def _cell(book: Rulebook, region: str, rule: Rule) -> Cell:
    zh, pack_zh = book.packs[region].zh, book.packs[rule.pack].zh
    return Cell(region, zh, rule, is_own=rule.pack == region, pack_zh=pack_zh)


def _versions(book: Rulebook, key: str, place: str) -> list[Rule]:
    base = key.removesuffix(_WAGE_TAIL)
    names = (key,) if key != base else (base, base + _WAGE_TAIL)
    rules = [rule for name in names for rule in book.versions(name, region=place)]
    return sorted(rules, key=lambda rule: (rule.key, rule.effective_from or date.min))


def ordered(book: Rulebook) -> list[str]:
    """Return the regions, each after the wider one it belongs to, the nation first."""
    return sorted(book.packs, key=lambda region: tuple(reversed(book.chain(region))))


def in_force(book: Rulebook, region: str, *, on: date) -> list[Cell]:
    """Return every rule that holds in a region on a day, key by key, its own before the others."""
    cells = []
    for key in book.keys():  # noqa: SIM118 -- a list of its own, no mapping
        places = (book.versions(key, region=place) for place in book.chain(region))
        today = ([rule for rule in rules if rule.holds(on)] for rules in places)
        cells += _speaking(book, region, today)
    return cells


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one rule between two readings of a pack, in words."""

    pack: str
    key: str
    what: str
    lines: tuple[str, ...]


def packs_at(path: Path, words: packfiles.Vocabulary) -> dict[str, Pack]:
    """Return the packs of a file, of a folder of packs, or of a folder that holds ``packs/``.

    :raises SheetFaulty: for the first fault in any of them.
    """
    if path.is_file():
        return {path.stem: packfiles.load(path, words)}
    folder = path / "packs" if (path / "packs").is_dir() else path
    files = sorted(file for file in folder.glob("*.yaml") if file.stem.isupper())
    return {file.stem: packfiles.load(file, words) for file in files}


def changes(old: Mapping[str, Pack], new: Mapping[str, Pack]) -> list[Change]:
    """Return what differs between two sets of packs, pack by pack, key by key."""
    found: list[Change] = []
    for region in sorted({*old, *new}):
        before = _by_version(old.get(region))
        after = _by_version(new.get(region))
        for name in sorted({*before, *after}):
            found += _change(region, before.get(name, []), after.get(name, []))
    return found


Version = tuple[str, str]


def _by_version(pack: Pack | None) -> dict[Version, list[Rule]]:
    """Return the rules of a pack by key and scope, the earliest first."""
    found: dict[Version, list[Rule]] = {}
    for rule in pack.rules if pack else ():
        found.setdefault((rule.key, ",".join(sorted(rule.scope))), []).append(rule)
    for rules in found.values():
        rules.sort(key=lambda rule: rule.effective_from or date.min)
    return found


def _change(region: str, old: list[Rule], new: list[Rule]) -> Iterator[Change]:
    """Say what became of the versions of one key: matched by their first day."""
    before = {rule.effective_from: rule for rule in old}
    after = {rule.effective_from: rule for rule in new}
    if len(before) == len(after) == 1 and set(before) != set(after):
        after = {next(iter(before)): next(iter(after.values()))}
    for first in sorted({*before, *after}, key=lambda day: day or date.min):
        was, now = before.get(first), after.get(first)
        if was is None and now is not None:
            yield Change(region, now.key, "新增", tuple(_whole(now)))
        elif now is None and was is not None:
            yield Change(region, was.key, "删去", tuple(_whole(was)))
        elif was is not None and now is not None and (lines := wording.changes(was, now)):
            yield Change(region, now.key, "修改", tuple(lines))


def _whole(rule: Rule) -> list[str]:
    held = wording.span(rule.effective_from, rule.effective_to)
    return [f"{rule.zh}（{wording.value(rule)}）", f"依据：{rule.source}", f"有效：{held}"]

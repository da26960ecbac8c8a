"""All packs together: which rule speaks for a key, a place, an instrument and a day."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from time import monotonic

from contracts.statutes import packfiles
from contracts.statutes.packfiles import Pack
from contracts.statutes.rules import Rule
from contracts.statutes.sheets import SheetFaulty

WAGE = "WAGE"
EVERY = "ALL"
PAUSE = 1.0
_WAGE_TAIL = ".wage"
_log = logging.getLogger(__name__)


class RegionUnknown(Exception):
    """There is no rule pack for the region."""


class Rulebook:
    """Every pack that is loaded; asks are answered from the narrowest region outwards."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        """Index the packs by region and key."""
        self.packs = {pack.region: pack for pack in packs}
        self._chains = {region: tuple(self._walk(region)) for region in self.packs}
        self._index: dict[tuple[str, str], list[Rule]] = {}
        for pack in self.packs.values():
            for rule in pack.rules:
                self._index.setdefault((pack.region, rule.key), []).append(rule)
        self._lines: dict[tuple[str, str, tuple[str, ...]], tuple[Rule, ...]] = {}

    def find(self, key: str, *, region: str, instruments: tuple[str, ...], on: date) -> Rule | None:
        """Return the rule in force on the day, or nothing where the law says nothing.

        The packs are walked from the region to the nation. In each of them, for a wage agreement,
        ``key + ".wage"`` comes before ``key``; the first rule whose scope names one of the
        instruments and which holds on the day speaks. Gaps (local text not read) are passed over:
        :meth:`gaps` names them. A key that already ends in ``.wage`` is, for a wage agreement, the
        same question as without the ending.

        :raises RegionUnknown: if no pack is loaded for the region.
        """
        for rule in self._line(key, region, instruments):
            if rule.status == "" and rule.holds(on):
                return rule
        return None

    def gaps(self, key: str, *, region: str, instruments: tuple[str, ...], on: date) -> list[Rule]:
        """Return the gaps passed over before a rule was found: local texts nobody has read yet."""
        passed = []
        for rule in self._line(key, region, instruments):
            if rule.holds(on):
                if not rule.is_gap:
                    break
                passed.append(rule)
        return passed

    def chain(self, region: str) -> tuple[str, ...]:
        """Return the regions whose packs are asked, the narrowest first: ``("HZ", "ZJ", "CN")``.

        :raises RegionUnknown: if no pack is loaded for the region.
        """
        try:
            return self._chains[region]
        except KeyError:
            raise RegionUnknown(
                f"没有“{region}”的规则包；已有：{'、'.join(sorted(self.packs))}"
            ) from None

    def marks(self, region: str) -> list[str]:
        """Return the packs asked for a region with the hash of their files: ``CN@3f…``."""
        return [f"{place}@{self.packs[place].sha256}" for place in self.chain(region)]

    def keys(self) -> list[str]:
        """Return every key any pack speaks of, in alphabetical order."""
        return sorted({key for _, key in self._index})

    def versions(self, key: str, *, region: str) -> list[Rule]:
        """Return all rules of exactly this key in exactly this pack, of any scope and day."""
        return list(self._index.get((region, key), ()))

    def _line(self, key: str, region: str, instruments: tuple[str, ...]) -> tuple[Rule, ...]:
        """Return the candidates in the order they are asked; kept, because law is asked often."""
        question = (key, region, instruments)
        line = self._lines.get(question)
        if line is None:
            line = self._lines[question] = tuple(self._candidates(key, region, instruments))
        return line

    def _candidates(self, key: str, region: str, instruments: tuple[str, ...]) -> Iterator[Rule]:
        names: tuple[str, ...] = (key,)
        if WAGE in instruments:
            base = key.removesuffix(_WAGE_TAIL)
            names = (base + _WAGE_TAIL, base)
        for place in self.chain(region):
            for name in names:
                for rule in self._index.get((place, name), ()):
                    if EVERY in rule.scope or not rule.scope.isdisjoint(instruments):
                        yield rule

    def _walk(self, region: str) -> Iterator[str]:
        seen: set[str] = set()
        while region:
            if region in seen or region not in self.packs:
                reason = f"上级规则包 {region} 不存在或互为上级"
                raise SheetFaulty(f"{next(iter(seen), region)}.yaml", 1, reason)
            seen.add(region)
            yield region
            region = self.packs[region].parent


def load(folder: Path) -> Rulebook:
    """Return the rule book of a folder: ``packs/*.yaml``, ``sources.yaml``, ``vocabulary.yaml``.

    :raises SheetFaulty: for the first fault in any of them, with file, line and reason.
    """
    words = packfiles.vocabulary(folder)
    files = sorted((folder / "packs").glob("*.yaml"))
    return Rulebook(packfiles.load(file, words) for file in files)


class Shelf:
    """The rule book in use. A change of its files takes its place only if all of them hold.

    ``fault`` names what is wrong with the files as they stand now; the last good book stays. The
    files are looked at no more often than once in ``pause`` seconds.
    """

    def __init__(self, folder: Path, *, pause: float = 0) -> None:
        """Load the book.

        :raises SheetFaulty: if there is no good one to begin with.
        """
        self.folder = folder
        self.fault: SheetFaulty | None = None
        self._pause, self._looked_at = pause, monotonic()
        self._marks = self._read_marks()
        self.book = load(folder)

    def reload(self) -> Rulebook:
        """Read the files again and return the book in use from now on."""
        self._marks = self._read_marks()
        try:
            self.book = load(self.folder)
        except SheetFaulty as fault:
            self.fault = fault
            _log.error("规则包有误，继续使用上一次的规则包：%s", fault)
        else:
            self.fault = None
        return self.book

    def refresh(self) -> Rulebook:
        """Return the book in use, read again if a file was changed since the last look."""
        now = monotonic()
        if now - self._looked_at < self._pause:
            return self.book
        self._looked_at = now
        return self.book if self._read_marks() == self._marks else self.reload()

    def _read_marks(self) -> tuple[tuple[str, int, int], ...]:
        """Return name, time and size of every file; a file that vanishes meanwhile has none."""
        files = [*self.folder.glob("packs/*.yaml"), *self.folder.glob("*.yaml")]
        marks = []
        for file in sorted(files):
            with suppress(FileNotFoundError):
                seen = file.stat()
                marks.append((file.name, seen.st_mtime_ns, seen.st_size))
        return tuple(marks)


@cache
def shelf() -> Shelf:
    """Return the shelf of the rule book this software comes with.

    :raises SheetFaulty: at the first call, if a file is faulty.
    """
    return Shelf(Path(__file__).parent, pause=PAUSE)


def shipped() -> Rulebook:
    """Return the rule book in use, as it was last read."""
    return shelf().book


def refresh() -> Rulebook:
    """Return the rule book in use, read again first if one of its files was changed."""
    return shelf().refresh()


def reload() -> Rulebook:
    """Read the files of the rule book again; faulty ones leave the last good book in use."""
    return shelf().reload()

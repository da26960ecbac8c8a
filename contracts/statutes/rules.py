"""One rule of a pack: a dated value with its source and its standing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contracts.statutes.citations import Basis
from contracts.statutes.majorities import Op, Share
from contracts.statutes.periods import Direction, Period, Unit

GAP = "gap_inherit_national"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What one region says about one key, for some instruments, from one day on.

    ``effective_to`` is the last day it holds. ``may_block`` is false for what is uncertain and for
    packs, or single rules, whose text is not sure enough to stop anybody. ``is_prose`` marks words
    that are read by people alone: no check looks at them and nothing is reckoned with them.
    """

    key: str
    zh: str
    en: str
    value: Mapping[str, Any]
    basis: tuple[Basis, ...]
    scope: frozenset[str]
    effective_from: date | None
    effective_to: date | None
    confidence: str
    severity: str
    pack: str
    may_block: bool
    note: str = ""
    quote: str = ""
    status: str = ""
    is_prose: bool = False
    softening: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Return pack and key, as messages for the maintainer name a rule."""
        return f"{self.pack}:{self.key}"

    @property
    def source(self) -> str:
        """Return titles and articles as people read them, joined by a full-width semicolon."""
        return "；".join(str(part) for part in self.basis)

    @property
    def read_notes(self) -> list[str]:
        """Return how much was read of each of its sources, where it was not all."""
        return [f"{part.title}：{part.note}" for part in self.basis if part.note]

    @property
    def citations(self) -> list[str]:
        """Return the short forms, in the order of the pack: ``["CC22 32", "WA9 17"]``."""
        return [part.citation for part in self.basis]

    @property
    def rests_on_law(self) -> bool:
        """Test whether any of its sources binds; joint documents and guidance alone do not."""
        return any(part.is_binding for part in self.basis)

    @property
    def is_gap(self) -> bool:
        """Test whether the rule only says that the local text was not read."""
        return self.status == GAP

    @property
    def is_uncertain(self) -> bool:
        """Test whether the rule is advice only."""
        return self.confidence == "uncertain"

    @property
    def is_soft(self) -> bool:
        """Test whether the text says 一般: breaking it is warned of, never refused."""
        return bool(self.value.get("soft"))

    @property
    def period(self) -> Period | None:
        """Return the legal period; nothing where the rule is none or sets no number of days."""
        return self._period(self.value.get("amount"))

    @property
    def extended_period(self) -> Period | None:
        """Return the period with its longest extension (30日，可延长不超过15日); else nothing."""
        amount, more = self.value.get("amount"), self.value.get("extension_max")
        return self._period(amount + more) if amount is not None and more else None

    @property
    def alternative_period(self) -> Period | None:
        """Return the second national period that overlaps (WA9 7日, CC22 10日); else nothing."""
        other = self.value.get("alternative")
        return self._period(other["amount"]) if other else None

    @property
    def event(self) -> str:
        """Return the event the period runs from; empty where the rule is no period."""
        return str(self.value.get("from_event", ""))

    @property
    def share(self) -> Share | None:
        """Return the share with the operator the text uses; nothing without whole numbers."""
        return self._share(str(self.value.get("op")))

    @property
    def safe_share(self) -> Share | None:
        """Return the share with the stricter operator, where another text in force is stricter."""
        return self._share(str(self.value.get("safe_op") or self.value.get("op")))

    def softened(self, by: str) -> Rule:
        """Return the rule as advice; one that rests on a binding text stays as it is.

        ``by`` says in Chinese who turned it down and since when.
        """
        return self if self.rests_on_law else replace(self, may_block=False, softening=by)

    def holds(self, on: date) -> bool:
        """Test whether the rule is in force on a day; one without a first day always was."""
        after_start = self.effective_from is None or self.effective_from <= on
        return after_start and (self.effective_to is None or on <= self.effective_to)

    def _period(self, amount: int | None) -> Period | None:
        if self.value["type"] != "duration" or amount is None:
            return None
        direction = Direction(self.value.get("direction", Direction.AFTER))
        return Period(amount, Unit(self.value["unit"]), direction)

    def _share(self, op: str) -> Share | None:
        if self.value["type"] != "ratio" or self.value["num"] is None or op == "approx":
            return None
        return Share(self.value["num"], self.value["den"], Op(op))

"""The law as one case meets it: its place, its instruments, a day, and the local values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from contracts.statutes import periods, rulebook, workdays
from contracts.statutes.periods import DueDay, Period
from contracts.statutes.rulebook import Rulebook
from contracts.statutes.rules import Rule
from contracts.statutes.workdays import Calendar

KINDS = {"comprehensive": "CC", "wage": "WAGE", "women": "FEMALE", "safety": "OSH"}
SCOPES = {"enterprise": "", "regional": "REGION", "industry": "INDUSTRY"}
FAMILIES = {"wc": "WC", "open": "WC", "sup": "SUP", "floor": "FLOOR", "time": "FLOOR"}


class RuleMissing(Exception):
    """The packs hold no rule for a key a caller cannot do without."""


@dataclass(frozen=True, slots=True)
class Local:
    """Local values that are data, not statute.

    ``min_wage_month`` and ``min_wage_hour`` are yuan. ``effective_offset`` says on which day after
    receipt a contract without an opinion comes into force; nothing leaves it to the caller's rule.
    ``softened`` are the rules a federation turned down to warnings, and the keys they read, each
    with the words who did so and since when; ``rolled_by`` says the same of last days that roll.
    ``targets`` are a federation's own days for a deadline, in the unit of the law.
    """

    min_wage_month: Decimal | None = None
    min_wage_hour: Decimal | None = None
    roll_holiday: bool = False
    effective_offset: int | None = None
    calendar: Calendar = field(default_factory=workdays.official)
    softened: Mapping[str, str] = field(default_factory=dict)
    rolled_by: str = ""
    targets: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Law:
    """A question desk: asks the rule book for one place, one set of instruments and one day."""

    on: date
    region: str = "CN"
    instruments: Sequence[str] = ("CC",)
    local: Local = field(default_factory=Local)
    rulebook: Rulebook = field(default_factory=rulebook.shipped)

    def __post_init__(self) -> None:
        """Take any sequence of instruments; answers are kept by tuple."""
        object.__setattr__(self, "instruments", tuple(self.instruments))

    def find(self, key: str, *, instrument: str | None = None) -> Rule | None:
        """Return the rule for a key on this law's day, or nothing where the law says nothing.

        Keys of congress, open affairs, supervision and legal floors are found under their own
        scope besides this law's. ``instrument`` asks for one other instrument alone: the general
        filing clock of a wage agreement is ``find("cb.file.deadline", instrument="CC")``.
        """
        rule = self.rulebook.find(
            key, region=self.region, instruments=self._asked(key, instrument), on=self.on
        )
        if rule is None or rule.rests_on_law or key not in self.local.softened:
            return rule
        return rule.softened(self.local.softened[key])

    def softened_by(self, code: str) -> str:
        """Return who turned a rule without a key in the packs down to a warning; else nothing."""
        return self.local.softened.get(code, "")

    def need(self, key: str, *, instrument: str | None = None) -> Rule:
        """Return the rule for a key that must be there.

        :raises RuleMissing: if no pack speaks of it for this place, instrument and day.
        """
        rule = self.find(key, instrument=instrument)
        if rule is None:
            kinds = "、".join(self._asked(key, instrument))
            raise RuleMissing(f"规则包里没有 {key}（地区 {self.region}，{kinds}，{self.on}）")
        return rule

    def gaps(self, key: str, *, instrument: str | None = None) -> list[Rule]:
        """Return the local texts that were passed over because nobody has read them yet."""
        return self.rulebook.gaps(
            key, region=self.region, instruments=self._asked(key, instrument), on=self.on
        )

    def at(self, day: date) -> Law:
        """Return the same law on another day."""
        return replace(self, on=day)

    def due(self, base: date, period: Period) -> DueDay:
        """Return the last day of a period by this law's calendar, unmoved and rolled on."""
        return periods.due(base, period, self.local.calendar)

    def _asked(self, key: str, instrument: str | None) -> tuple[str, ...]:
        asked = tuple(self.instruments) if instrument is None else (instrument,)
        family = FAMILIES.get(key.partition(".")[0])
        return asked if family is None or family in asked else (*asked, family)


def instrument_codes(kind: str, scope: str = "enterprise") -> tuple[str, ...]:
    """Return the codes the packs use for an instrument: ``("WAGE", "REGION")``.

    ``kind`` is comprehensive, wage, women or safety; empty where only the congress is meant.

    :raises KeyError: for a kind or a scope that is none.
    """
    codes = (KINDS[kind] if kind else "", SCOPES[scope])
    return tuple(code for code in codes if code)

"""The law of a case on a day: the packs of its place together with local values and policy."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.functional import cached_property

from contracts.parties import tree
from contracts.parties.models import (
    CalendarYear,
    Case,
    MinimumWage,
    Organisation,
    Policy,
    PolicyChange,
)
from contracts.statutes import rulebook, workdays
from contracts.statutes.law import Law, instrument_codes
from contracts.statutes.workdays import Calendar


@dataclass(frozen=True, slots=True)
class _Memory:
    """The packs as they stood when an act began, and what was read of the law for it."""

    book: rulebook.Rulebook
    laws: dict[tuple[Any, ...], Law] = dataclass_field(default_factory=dict)
    places: dict[tuple[Any, ...], "_Place"] = dataclass_field(default_factory=dict)
    calendars: list[Calendar] = dataclass_field(default_factory=list)


_remembered: ContextVar[_Memory | None] = ContextVar("laws", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Let the law of a place and day be read once for everything inside the block (one act)."""
    token = _remembered.set(_Memory(rulebook.refresh()))
    try:
        yield
    finally:
        _remembered.reset(token)


def law_for(case: Case, *, on: date, kind: str = "", scope: str = "enterprise") -> Law:
    """Return the law that governs an event of this day in this case.

    ``kind`` is the instrument (empty: matters of the congress and of supervision only).
    """
    return law_at(region=case.region, path=case.path, on=on, kind=kind, scope=scope)


def law_at(*, region: str, path: str, on: date, kind: str = "", scope: str = "enterprise") -> Law:
    """Return the law of a place (pack and path in the organisation tree) on a day.

    The packs are read again if their files changed; faulty ones leave the last good ones in use.
    """
    memory = _remembered.get() or _Memory(rulebook.refresh())
    asked = (region, path, on, kind, scope)
    if asked in memory.laws:
        return memory.laws[asked]
    local: Any = memory.places.setdefault((region, path, on), _Place(region, path, on))
    law = Law(
        region=region,
        instruments=instrument_codes(kind, scope),
        on=on,
        local=local,
        rulebook=memory.book,
    )
    memory.laws[asked] = law
    return law


def policy_of(path: str) -> Policy | None:
    """Return the policy of the nearest federation on the way up, or the general one."""
    rows = Policy.objects.filter(path__in=[*tree.ancestors(path), ""])
    return max(rows.select_related("federation"), key=lambda row: row.path, default=None)


def policy_on(path: str, day: date) -> Policy | None:
    """Return the policy that held at a place on a day: later changes of it do not reach back."""
    policy = policy_of(path)
    if policy is None:
        return None
    return as_it_was(policy, policy.changes.filter(changed_on__gt=day).order_by("-pk"))


def as_it_was(policy: Policy, later: Iterable[PolicyChange]) -> Policy:
    """Return a policy as it was before some changes, given the newest first."""
    was = copy(policy)
    for change in later:
        for field, value in change.before.items():
            setattr(was, field, value)
    return was


def law_of(organisation: Organisation, *, on: date, kind: str = "") -> Law:
    """Return the law at an organisation's place on a day."""
    return law_at(region=organisation.region, path=organisation.path, on=on, kind=kind)


def calendar() -> Calendar:
    """Return the calendar in use: the years this software comes with, and those entered since.

    Read once for one act.
    """
    memory = _remembered.get()
    if memory is None:
        return _calendar()
    if not memory.calendars:
        memory.calendars.append(_calendar())
    return memory.calendars[0]


def _calendar() -> Calendar:
    known = workdays.official()
    rows = CalendarYear.objects.filter(replaced_on__isnull=True)
    for year, off, work in rows.values_list("year", "off", "workdays"):
        known = known.with_year(year, off=_days(off), workdays=_days(work))
    return known


def with_policy(known: Calendar, policy: Policy | None) -> Calendar:
    """Return a calendar with the days a federation adds for its own place."""
    if policy is None or not (policy.extra_days_off or policy.extra_workdays):
        return known
    return known.plus(off=_days(policy.extra_days_off), workdays=_days(policy.extra_workdays))


def _days(written: list[str]) -> list[date]:
    return [date.fromisoformat(day) for day in written]


class _Place:
    """The local values of a place on a day, as :class:`Local` names them.

    Each table is read when a value of it is first asked for: many acts ask for nothing local.
    """

    def __init__(self, region: str, path: str, on: date) -> None:
        self._region, self._path, self._on = region, path, on

    @cached_property
    def _policy(self) -> Policy | None:
        return policy_on(self._path, self._on)

    @cached_property
    def _wage(self) -> MinimumWage | None:
        return _minimum_wage(self._region, self._policy, on=self._on)

    @cached_property
    def calendar(self) -> Calendar:
        return with_policy(calendar(), self._policy)

    @property
    def min_wage_month(self) -> Decimal | None:
        return self._wage.monthly if self._wage else None

    @property
    def min_wage_hour(self) -> Decimal | None:
        return self._wage.hourly if self._wage else None

    @property
    def roll_holiday(self) -> bool:
        return self._policy is not None and self._policy.rolls_holidays

    @property
    def effective_offset(self) -> int | None:
        return self._policy.effective_offset if self._policy else None

    @cached_property
    def softened(self) -> dict[str, str]:
        return _softened(self._policy, on=self._on) if self._policy else {}

    @cached_property
    def rolled_by(self) -> str:
        policy = self._policy
        if policy is None or not policy.rolls_holidays:
            return ""
        return _set_by(policy, _since(policy, "rolls_holidays", on=self._on))

    @property
    def targets(self) -> Mapping[str, int]:
        return self._policy.targets if self._policy else {}


def _softened(policy: Policy, *, on: date) -> dict[str, str]:
    """Return the rules turned down, and the keys they read, with who did so and since when."""
    said: dict[str, str] = {}
    for code, keys in policy.softened.items():
        words = _set_by(policy, _since(policy, "softened", code, on=on))
        said |= dict.fromkeys((code, *keys), words)
    return said


def _since(policy: Policy, field: str, within: str = "", *, on: date) -> date | None:
    """Return since when a choice stands; nothing where no change tells (it came with the place)."""
    since: date | None = None
    for change in policy.changes.filter(changed_on__lte=on).order_by("pk"):
        if field not in change.after:
            continue
        chosen = change.after[field]
        stands = within in chosen if within else bool(chosen)
        since = (since or change.changed_on) if stands else None
    return since


def _set_by(policy: Policy, since: date | None) -> str:
    """Return who made a choice and since when: 望海县总工会自2027年3月1日起."""
    name = policy.federation.name if policy.federation else "系统设定"
    return f"{name}自{since.year}年{since.month}月{since.day}日起" if since else name


def _minimum_wage(region: str, policy: Policy | None, *, on: date) -> MinimumWage | None:
    place = (policy.minimum_wage_region if policy else "") or region
    tier = policy.minimum_wage_tier if policy else ""
    return (
        MinimumWage.objects.filter(region=place, effective_from__lte=on)
        .filter(Q(effective_to__isnull=True) | Q(effective_to__gte=on))
        .filter(Q(tier=tier) if tier else Q())
        .order_by("-effective_from", "-monthly")
        .first()
    )

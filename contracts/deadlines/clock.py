"""Start and stop statutory periods. Receipt starts clocks, not sending; silence never consents."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models

from contracts.deadlines.catalogue import CataloguedDeadline, deadlines
from contracts.deadlines.models import Deadline
from contracts.parties.models import Case
from contracts.parties.references import reference
from contracts.statutes.citations import in_text
from contracts.statutes.law import Law
from contracts.statutes.periods import Direction, DueDay, Period, Unit
from contracts.statutes.rules import Rule

UNITS = {
    "自然日": Unit.NATURAL_DAY,
    "工作日": Unit.WORKING_DAY,
    "日历月": Unit.MONTH,
    "年": Unit.YEAR,
}
PER_YEAR = "year"
_MONTHS_IN_YEAR = 12
_watched: ContextVar[dict[int, list[Deadline]] | None] = ContextVar("clocks", default=None)


@contextmanager
def watching() -> Iterator[None]:
    """Let the running periods of a case be read once for everything inside the block (one act).

    Only for a transaction that holds the lock of the case: nobody else moves its clocks meanwhile.
    """
    token = _watched.set({})
    try:
        yield
    finally:
        _watched.reset(token)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A period worked out: its length, the rule it rests on, its last day and where it stands."""

    entry: CataloguedDeadline
    period: Period | None
    rule: Rule | None
    due: DueDay

    @property
    def is_law(self) -> bool:
        """Test whether a pack sets it, or says what the sides may agree on; else it is a habit."""
        if self.rule is None:
            return False
        if self.period is None:
            return self.rule.value["type"] != "duration"
        return _legal_period(self.entry, self.rule) is not None

    @property
    def counted(self) -> str:
        """Return the length as a text says it (20日内); empty for a day that was agreed on."""
        return str(self.period) if self.period else ""

    @property
    def pack(self) -> str:
        """Return the region whose pack speaks, empty where none does."""
        return self.rule.pack if self.rule and self.is_law else ""

    @property
    def rule_key(self) -> str:
        """Return the key of the pack's rule, empty where no pack speaks."""
        return self.rule.key if self.rule and self.is_law else ""

    def judged(self, *, rolls: bool) -> date:
        """Return the day lateness is judged by: the rolled one where the place rolls."""
        return self.due.rolled if rolls else self.due.day

    @property
    def source(self) -> str:
        """Return titles and articles, or the catalogue's own basis where no pack speaks."""
        return self.rule.source if self.rule and self.is_law else self.entry.legal_basis

    @property
    def citations(self) -> list[str]:
        """Return the short forms of the articles, also of one that leaves the days open."""
        return list(self.rule.citations) if self.rule else in_text(self.entry.legal_basis)


def reckon(code: str, *, base: date, law: Law, last_day: date | None = None) -> Reckoned | None:
    """Return a period from the base day (not counted), or up to an agreed last day.

    Returns None where neither the law nor, for the product's own periods, the catalogue knows a
    length: what the law leaves open is not made up.
    """
    period, rule = period_of(code, law)
    if last_day is not None:
        due = DueDay(last_day, law.local.calendar.roll(last_day))
    elif period is not None:
        due = law.due(base, period)
    else:
        return None
    return Reckoned(deadlines()[code], period, rule, due)


def period_of(code: str, law: Law) -> tuple[Period | None, Rule | None]:
    """Return the period of a deadline under this law, and the pack rule it came from.

    Where the pack names no length, the catalogue's own period stands only for the product's own
    periods (a habit, not law) and for legal ones no pack has a key for.
    """
    entry = deadlines()[code]
    rule = rule_of(entry, law)
    period = _legal_period(entry, rule) if rule else None
    if period is None and (entry.is_practice or not entry.keys):
        period = _own_period(entry)
    return period, rule


def _legal_period(entry: CataloguedDeadline, rule: Rule) -> Period | None:
    """Return the period of a pack, also where it is a plain figure: ``claim_years: 1``, yearly."""
    if rule.period or not entry.figure:
        return rule.period
    raw = rule.value.get(entry.figure, rule.value.get("items"))
    if raw is None:
        return None
    if rule.value.get("per") == PER_YEAR:
        return Period(_MONTHS_IN_YEAR // int(raw), Unit.MONTH)
    amount = max(raw) if isinstance(raw, list | tuple) else raw
    return Period(int(amount), UNITS[entry.unit], _direction(entry.offset))


def _own_period(entry: CataloguedDeadline) -> Period | None:
    number = re.search(r"(\d+)$", entry.offset)
    if number is None or entry.unit not in UNITS:
        return None
    return Period(int(number[1]), UNITS[entry.unit], _direction(entry.offset))


def _direction(offset: str) -> Direction:
    return Direction.BEFORE if offset.startswith("-") else Direction.AFTER


def rule_of(entry: CataloguedDeadline, law: Law) -> Rule | None:
    """Return the first rule the deadline's keys find in the packs.

    The general clocks of a wage agreement read what holds for special contracts in general.
    """
    is_general = entry.id.endswith("_GENERAL") and "WAGE" in law.instruments
    for key in entry.keys:
        rule = law.find(key.removesuffix(".wage"), instrument="CC" if is_general else None)
        if rule:
            return rule
    return None


def start(
    case: Case,
    code: str,
    *,
    base: date,
    law: Law,
    subject: models.Model,
    side: str = "",
    last_day: date | None = None,
) -> Deadline | None:
    """Start a period from the base day (which is not counted), or from an agreed last day.

    It replaces one of its code on the subject. None where neither law nor catalogue knows a length.
    """
    reckoned = reckon(code, base=base, law=law, last_day=last_day)
    if reckoned is None:
        return None
    cancel(subject, code, on=base)
    deadline = Deadline(
        **Deadline.belonging_to(case),
        code=code,
        subject=reference(subject),
        side=side,
        base_event=reckoned.entry.base,
        base_on=base,
        last_day=reckoned.due.day,
        rolled_day=reckoned.due.rolled,
        judged_day=reckoned.judged(rolls=law.local.roll_holiday),
        counted=reckoned.counted,
        source=reckoned.source,
        citations=reckoned.citations,
        pack=reckoned.pack,
        is_practice=not reckoned.is_law,
        rule_key=reckoned.rule_key,
        instruments=list(law.instruments),
        law_on=law.on,
        is_agreed=last_day is not None,
        target_day=target_day(reckoned, base=base, law=law),
    )
    return _keep(deadline)


def target_day(reckoned: Reckoned, *, base: date, law: Law) -> date | None:
    """Return the day a federation wants a deadline met by, if that is before the legal one."""
    amount = law.local.targets.get(reckoned.entry.id)
    if amount is None or reckoned.period is None:
        return None
    day = law.due(base, replace(reckoned.period, amount=amount)).day
    return day if day < reckoned.due.day else None


def stop(subject: models.Model, code: str, *, on: date) -> Deadline | None:
    """Record that what the period asks for was done on this day: met, or late by so many days."""
    deadline = next(iter(_running(subject, code)), None)
    if deadline is None:
        return None
    deadline.stopped_on = on
    deadline.state = Deadline.State.LATE if on > deadline.judged_day else Deadline.State.MET
    deadline.save(update_fields=["stopped_on", "state"])
    return deadline


def cancel(subject: models.Model, code: str, *, on: date) -> int:
    """End a running period that no longer applies; return how many there were."""
    ended = _running(subject, code)
    for deadline in ended:
        deadline.state, deadline.stopped_on = Deadline.State.CANCELLED, on
        deadline.save(update_fields=["state", "stopped_on"])
    return len(ended)


def extend(subject: models.Model, code: str, *, to: date, law: Law) -> Deadline | None:
    """Move the last day of a running period (an extension the law allows)."""
    deadline = next(iter(_running(subject, code)), None)
    if deadline is None:
        return None
    deadline.last_day = to
    deadline.rolled_day = law.local.calendar.roll(to)
    deadline.judged_day = deadline.rolled_day if law.local.roll_holiday else to
    deadline.is_agreed = True
    deadline.save(update_fields=["last_day", "rolled_day", "judged_day", "is_agreed"])
    return deadline


def running(subject: models.Model) -> models.QuerySet[Deadline]:
    """Return the periods running on this subject, the earliest last day first."""
    return Deadline.objects.filter(
        subject=reference(subject),
        state=Deadline.State.RUNNING,
    ).order_by("last_day", "pk")


def _keep(deadline: Deadline) -> Deadline:
    """Keep a period that starts to run."""
    deadline.save(force_insert=True)
    watched = _watched.get()
    if watched is not None and deadline.case_id in watched:
        watched[deadline.case_id].append(deadline)
    return deadline


def begin(case: Case) -> None:
    """Say that this very act opened the case, so that no period but its own can run in it."""
    watched = _watched.get()
    if watched is not None:
        watched.setdefault(case.pk, [])


def running_in(case_id: int) -> list[Deadline]:
    """Return the periods running in a case; within :func:`watching` they are read once."""
    watched = _watched.get()
    rows = None if watched is None else watched.get(case_id)
    if rows is None:
        rows = list(Deadline.objects.filter(case=case_id, state=Deadline.State.RUNNING))
        if watched is not None:
            watched[case_id] = rows
    return [row for row in rows if row.state == Deadline.State.RUNNING]


def _running(subject: Any, code: str) -> Sequence[Deadline]:
    """Return the periods of a code running on a row of a case, the earliest last day first."""
    name = reference(subject)
    rows = (row for row in running_in(subject.case_id) if (row.subject, row.code) == (name, code))
    return sorted(rows, key=lambda row: (row.last_day, row.pk))

"""Start and stop statutory periods. Receipt starts clocks, not sending; silence is never consent."""

import re
from datetime import date

from django.db import models

from contracts.deadlines.catalogue import CataloguedDeadline, deadlines
from contracts.deadlines.models import Deadline
from contracts.parties.models import Case
from contracts.parties.references import reference
from contracts.statutes.law import Law
from contracts.statutes.periods import Direction, DueDay, Period, Unit
from contracts.statutes.rules import Rule

UNITS = {
    "自然日": Unit.NATURAL_DAY,
    "工作日": Unit.WORKING_DAY,
    "日历月": Unit.MONTH,
    "年": Unit.YEAR,
}


def period_of(code: str, law: Law) -> tuple[Period | None, Rule | None]:
    """Return the period of a deadline under this law, and the pack rule it came from.

    Where the pack names no length, the catalogue's own period stands (a habit, not law).
    """
    entry = deadlines()[code]
    rule = rule_of(entry, law)
    if rule and rule.period:
        return rule.period, rule
    number = re.search(r"([+-]?)\D?(\d+)$", entry.offset)
    if number is None or entry.unit not in UNITS:
        return None, rule
    direction = Direction.BEFORE if number[1] == "-" else Direction.AFTER
    return Period(int(number[2]), UNITS[entry.unit], direction), rule


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

    A period of the same code running on the subject is replaced. Returns None where neither the
    law nor the catalogue knows a length.
    """
    entry = deadlines()[code]
    period, rule = period_of(code, law)
    if last_day is not None:
        due = DueDay(last_day, law.local.calendar.roll(last_day))
    elif period is not None:
        due = law.due(base, period)
    else:
        return None
    cancel(subject, code, on=base)
    from_law = rule is not None and (rule.value["type"] != "duration" or rule.period is not None)
    return Deadline.objects.create(
        **Deadline.belonging_to(case),
        code=code,
        subject=reference(subject),
        side=side,
        base_event=entry.base,
        base_on=base,
        last_day=due.day,
        rolled_day=due.rolled,
        judged_day=due.rolled if law.local.roll_holiday else due.day,
        counted=str(period) if period else "",
        source=rule.source if rule and from_law else entry.legal_basis,
        citations=list(rule.citations) if rule and from_law else [],
        pack=rule.pack if rule and from_law else "",
        is_practice=not from_law,
    )


def stop(subject: models.Model, code: str, *, on: date) -> Deadline | None:
    """Record that what the period asks for was done on this day: met, or late by so many days."""
    deadline = running(subject).filter(code=code).first()
    if deadline is None:
        return None
    deadline.stopped_on = on
    deadline.state = Deadline.State.LATE if on > deadline.judged_day else Deadline.State.MET
    deadline.save(update_fields=["stopped_on", "state"])
    return deadline


def cancel(subject: models.Model, code: str, *, on: date) -> int:
    """End a running period that no longer applies; return how many there were."""
    return (
        running(subject)
        .filter(code=code)
        .update(
            state=Deadline.State.CANCELLED,
            stopped_on=on,
        )
    )


def extend(subject: models.Model, code: str, *, to: date, law: Law) -> Deadline | None:
    """Move the last day of a running period (an extension the law allows)."""
    deadline = running(subject).filter(code=code).first()
    if deadline is None:
        return None
    deadline.last_day = to
    deadline.rolled_day = law.local.calendar.roll(to)
    deadline.judged_day = deadline.rolled_day if law.local.roll_holiday else to
    deadline.save(update_fields=["last_day", "rolled_day", "judged_day"])
    return deadline


def running(subject: models.Model) -> models.QuerySet[Deadline]:
    """Return the periods running on this subject, the earliest last day first."""
    return Deadline.objects.filter(
        subject=reference(subject),
        state=Deadline.State.RUNNING,
    ).order_by("last_day", "pk")

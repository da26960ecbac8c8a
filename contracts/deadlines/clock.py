"""Start and stop statutory periods. Receipt starts clocks, not sending; silence is never consent."""

import re
from dataclasses import replace
from datetime import date

from django.db import models

from contracts.deadlines.catalogue import CataloguedDeadline, deadlines
from contracts.deadlines.models import Deadline
from contracts.parties.models import Case
from contracts.statutes import periods
from contracts.statutes.law import Law
from contracts.statutes.rulebook import Rule
from contracts.verdicts.findings import reference

UNITS = {"自然日": "natural_day", "工作日": "working_day", "日历月": "month", "年": "year"}
UNIT_NAMES = {"natural_day": "日", "working_day": "个工作日", "month": "个月", "year": "年"}


def period_of(code: str, law: Law) -> tuple[periods.Period | None, Rule | None]:
    """Return the period of a deadline under this law, and the pack rule it came from.

    Where the pack names no length, the catalogue's own period stands (a habit, not law).
    """
    entry = deadlines()[code]
    rule = rule_of(entry, _general(law) if code.endswith("_GENERAL") else law)
    if rule and rule.value.get("type") == "duration" and rule.value.get("amount") is not None:
        return (
            periods.Period(
                amount=rule.value["amount"],
                unit=rule.value["unit"],
                direction=rule.value.get("direction", "after"),
            ),
            rule,
        )
    number = re.search(r"([+-]?)\D?(\d+)$", entry.offset)
    if number is None or entry.unit not in UNITS:
        return None, rule
    direction = "before" if number[1] == "-" else "after"
    return (
        periods.Period(amount=int(number[2]), unit=UNITS[entry.unit], direction=direction),
        rule,
    )


def _general(law: Law) -> Law:
    """Return the law of special contracts in general: a wage agreement is one of them too."""
    if "WAGE" not in law.instruments:
        return law
    return replace(law, instruments=(*(i for i in law.instruments if i != "WAGE"), "CC"))


def rule_of(entry: CataloguedDeadline, law: Law) -> Rule | None:
    """Return the first rule the deadline's keys find in the packs."""
    for key in entry.keys:
        rule = law.find(key.removesuffix(".wage"))
        if rule:
            return rule
    return None


def start(  # noqa: PLR0913 -- a period has this many parts, all keyword-only
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
    if last_day is None:
        if period is None:
            return None
        last_day = periods.last_day(base, period, law.local.calendar)
    cancel(subject, code, on=base)
    from_law = rule is not None and (
        rule.value.get("type") != "duration" or rule.value.get("amount") is not None
    )
    return Deadline.objects.create(
        **Deadline.belonging_to(case),
        code=code,
        subject=reference(subject),
        side=side,
        base_event=entry.base,
        base_on=base,
        last_day=last_day,
        rolled_day=law.local.calendar.roll(last_day),
        counted=describe(period) if period else "",
        source=rule.source if rule and from_law else entry.legal_basis,
        citations=list(rule.citations) if rule and from_law else [],
        pack=rule.pack if rule and from_law else "",
        is_practice=not from_law,
    )


def describe(period: periods.Period) -> str:
    """Return the period in words: 20日, 10个工作日, 前3个月."""
    before = "前" if period.direction == "before" else ""
    return f"{before}{period.amount}{UNIT_NAMES[period.unit]}"


def stop(subject: models.Model, code: str, *, on: date) -> Deadline | None:
    """Record that what the period asks for was done on this day: met, or late by so many days."""
    deadline = running(subject).filter(code=code).first()
    if deadline is None:
        return None
    deadline.stopped_on = on
    deadline.state = Deadline.State.LATE if on > deadline.last_day else Deadline.State.MET
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
    deadline.save(update_fields=["last_day", "rolled_day"])
    return deadline


def running(subject: models.Model) -> models.QuerySet[Deadline]:
    """Return the periods running on this subject, the earliest last day first."""
    return Deadline.objects.filter(
        subject=reference(subject),
        state=Deadline.State.RUNNING,
    ).order_by("last_day", "pk")

"""Let time run: timers fire, silence takes effect, overdue clocks are urged, expiry is announced.

The legal day was stored when the clock started; this only acts on it, later. The same function
serves the story of a case file (its day) and the worker (today).
"""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from contracts.agreements import expiries
from contracts.agreements.habits import habits
from contracts.agreements.models import Agreement
from contracts.deadlines.catalogue import deadlines
from contracts.deadlines.models import Deadline
from contracts.parties.actors import SYSTEM, acting_as
from workflow import door
from workflow.door import Receipt
from workflow.jobs import flows
from workflow.models import end_of

log = logging.getLogger(__name__)
BATCH = 200


def run_to(day: date) -> list[Receipt]:
    """Do everything that time brings up to and including this day, in the order of the days."""
    receipts: list[Receipt] = []
    with acting_as(SYSTEM):
        while True:
            brought = list(_next_events(day))
            if not brought:
                return receipts
            receipts += brought


def _next_events(day: date) -> Iterator[Receipt]:
    """Do what is due on the earliest day that has something, if it is not after this day."""
    days = [_first_timer(day), _first_overdue(day), _first_expiry(day)]
    first = min(filter(None, days), default=None)
    if first is None:
        return
    yield from _fire_timers(first)
    yield from _urge(first)
    yield from _announce(first)


def _due_timers(day: date) -> list[Task]:
    rows = Task.objects.filter(
        flow_task_type="TIMER",
        status=STATUS.SCHEDULED,
        scheduled__lt=end_of(day),
    )
    return list(rows.order_by("scheduled", "pk")[:BATCH])


def _first_timer(day: date) -> date | None:
    timers = _due_timers(day)
    return timezone.localdate(timers[0].scheduled) if timers else None


def _fire_timers(day: date) -> Iterator[Receipt]:
    for timer in _due_timers(day):
        host = timer.flow_task._attached_to  # noqa: SLF001 -- Viewflow 2.4.0 is pinned, tested
        try:
            yield door.perform(
                host.duty.at_end,
                actor=SYSTEM,
                on=timezone.localdate(timer.scheduled),
                to=timer.process.coerced.artifact,
                timer=timer,
            )
        except Exception:
            log.exception("timer %s", timer.pk)
            Task.objects.filter(pk=timer.pk).update(scheduled=end_of(day) + timedelta(days=3650))
            raise
        flows.run_all()


def _overdue(day: date) -> list[Deadline]:
    silent = [code for code, entry in deadlines().items() if not entry.is_urged]
    rows = Deadline.objects.filter(
        state=Deadline.State.RUNNING,
        urged_on__isnull=True,
        last_day__lt=day,
    ).exclude(code__in=silent)
    return list(rows.order_by("last_day", "pk")[:BATCH])


def _first_overdue(day: date) -> date | None:
    rows = _overdue(day)
    return rows[0].last_day + timedelta(days=1) if rows else None


def _urge(day: date) -> Iterator[Receipt]:
    for clock in _overdue(day):
        yield door.perform("time.urge", actor=SYSTEM, on=day, to=clock)


def _first_expiry(day: date) -> date | None:
    """Return the first day up to this one on which some agreement nears or passes its end."""
    days = set()
    widest = timedelta(days=max(habits().expiry_days))
    rows = Agreement.objects.filter(
        in_force_on__lte=day,
        ended_on__isnull=True,
        term_to__lte=day + widest,
    )
    for agreement in rows:
        marks = [agreement.term_to - timedelta(days=n) for n in habits().expiry_days]
        marks.append(agreement.term_to + timedelta(days=1))
        days |= {max(mark, agreement.in_force_on) for mark in marks}
    return next((d for d in sorted(days) if d <= day and expiries.warnings_due(on=d)), None)


def _announce(day: date) -> Iterator[Receipt]:
    for agreement, level in expiries.warnings_due(on=day):
        yield door.perform(
            "time.expiry",
            actor=SYSTEM,
            on=day,
            to=agreement,
            data={"days_before": level},
        )

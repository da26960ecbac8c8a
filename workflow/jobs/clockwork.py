"""Let time run: timers fire, silence takes effect, overdue clocks are urged, expiry is announced.

The legal day was stored when the clock started; this only acts on it, later. The same function
serves the story of a case file (its day) and the worker (today).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

from contracts.agreements import expiries
from contracts.agreements.habits import habits
from contracts.agreements.models import Agreement
from contracts.bargaining.models import Round
from contracts.deadlines.catalogue import deadlines
from contracts.deadlines.models import Deadline
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.references import reference
from contracts.parties.visibility import NOBODY, under
from workflow import door
from workflow.door import Receipt
from workflow.jobs import flows
from workflow.models import end_of

BATCH = 200
Faults = Callable[[str, Exception], None]


class RefusedByTheRecord(Exception):
    """What the clock was to do was refused; the text says why."""


def run_to(
    day: date,
    *,
    faults: Faults | None = None,
    skip: Collection[str] = (),
    within: Collection[str] | None = None,
) -> list[Receipt]:
    """Do everything that time brings up to and including this day, in the order of the days.

    Each timer, overdue clock and expiring agreement is tried once. Where somebody hears of
    ``faults`` (by the name of what failed), the others go on; else the first fault is raised.
    ``skip`` names what is left alone because it failed before; ``within`` are the places time runs
    in (a story that is kept moves its own days only; nothing means everywhere).
    """
    run = _Run(faults=faults, tried=set(skip), within=within)
    with acting_as(SYSTEM):
        while (first := run.first_day(day)) is not None:
            run.bring(first)
    return run.receipts


@dataclass(slots=True)
class _Run:
    """One run of the clock: what was tried, what came of it, who hears of faults."""

    faults: Faults | None
    tried: set[str] = field(default_factory=set)
    within: Collection[str] | None = None
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def here(self) -> Q:
        """Return the condition on rows of the places time runs in."""
        if self.within is None:
            return Q()
        return reduce(or_, map(under, self.within), NOBODY)

    def first_day(self, day: date) -> date | None:
        """Return the earliest day up to this one that still brings something."""
        days = [self._first_timer(day), self._first_overdue(day), self._first_expiry(day)]
        return min(filter(None, days), default=None)

    def bring(self, day: date) -> None:
        """Do what is due on the day."""
        for timer in self._due_timers(day):
            self._fire(timer)
        for clock in self._overdue(day):
            self._do(reference(clock), "time.urge", on=day, to=clock)
        for agreement, level in self._expiring(day):
            name = _expiry_name(agreement, level)
            data = {"days_before": level}
            self._do(name, "time.expiry", on=day, to=agreement, data=data)

    def _do(self, name: str, act: str, **asked: Any) -> None:
        self.tried.add(name)
        try:
            receipt = door.perform(act, actor=SYSTEM, **asked)
            flows.run_all()
        except Exception as fault:
            if self.faults is None:
                raise
            self.faults(name, fault)
            return
        self.receipts.append(receipt)
        if not receipt.ok and self.faults is not None:
            reasons = "；".join(verdict.message for verdict in receipt.verdicts)
            self.faults(name, RefusedByTheRecord(reasons))

    def _due_timers(self, day: date) -> list[Task]:
        rows = Task.objects.filter(
            flow_task_type="TIMER",
            status=STATUS.SCHEDULED,
            scheduled__lt=end_of(day),
        ).exclude(pk__in=self._numbers_of("timer"))
        if self.within is not None:
            rows = rows.filter(process__in=self._processes())
        return list(rows.order_by("scheduled", "pk")[:BATCH])

    def _processes(self) -> list[int]:
        """Return the processes that carry a record of the places time runs in."""
        found: list[int] = []
        for model in (Round, Agreement):
            rows = Process.objects.filter(
                artifact_content_type=ContentType.objects.get_for_model(model),
                artifact_object_id__in=model.objects.filter(self.here).values("pk"),
            )
            found += rows.values_list("pk", flat=True)
        return found

    def _first_timer(self, day: date) -> date | None:
        timers = self._due_timers(day)
        return timezone.localdate(timers[0].scheduled) if timers else None

    def _fire(self, timer: Task) -> None:
        host = timer.flow_task._attached_to  # noqa: SLF001 -- Viewflow 2.4.0 is pinned, tested
        self._do(
            f"timer:{timer.pk}",
            host.duty.at_end,
            on=timezone.localdate(timer.scheduled),
            to=timer.process.coerced.artifact,
            timer=timer,
        )

    def _overdue(self, day: date) -> list[Deadline]:
        silent = [code for code, entry in deadlines().items() if not entry.is_urged]
        rows = Deadline.objects.filter(
            self.here,
            state=Deadline.State.RUNNING,
            urged_on__isnull=True,
            judged_day__lt=day,
        ).exclude(code__in=silent)
        rows = rows.exclude(pk__in=self._numbers_of("deadline"))
        return list(rows.order_by("judged_day", "pk")[:BATCH])

    def _first_overdue(self, day: date) -> date | None:
        rows = self._overdue(day)
        return rows[0].judged_day + timedelta(days=1) if rows else None

    def _expiring(self, day: date) -> list[tuple[Agreement, int]]:
        return [
            (agreement, level)
            for agreement, level in expiries.warnings_due(on=day)
            if self._is_here(agreement) and _expiry_name(agreement, level) not in self.tried
        ]

    def _is_here(self, agreement: Agreement) -> bool:
        return self.within is None or any(map(agreement.path.startswith, self.within))

    def _first_expiry(self, day: date) -> date | None:
        """Return the first day up to this one on which some agreement nears or passes its end."""
        widest = timedelta(days=max(habits().expiry_days))
        rows = Agreement.objects.filter(
            self.here,
            in_force_on__lte=day,
            ended_on__isnull=True,
            term_to__lte=day + widest,
        ).exclude(expirywarning_set__days_before=expiries.EXPIRED)
        days: set[date] = set()
        for last_day, began_on in rows.values_list("term_to", "in_force_on"):
            if last_day is not None and began_on is not None:
                marks = [last_day - timedelta(days=n) for n in habits().expiry_days]
                marks.append(last_day + timedelta(days=1))
                days |= {max(mark, began_on) for mark in marks}
        return next((d for d in sorted(days) if d <= day and self._expiring(d)), None)

    def _numbers_of(self, kind: str) -> list[int]:
        """Return the row numbers of what was tried of a kind: ``timer:7`` is 7."""
        names = (name.partition(":") for name in self.tried)
        return [int(number) for start, _, number in names if start == kind]


def _expiry_name(agreement: Agreement, level: int) -> str:
    return f"expiry:{agreement.pk}:{level}"

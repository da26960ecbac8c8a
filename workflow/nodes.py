"""The human step of our flows: which acts complete it, on whose desk it lies, what it waits for.

Viewflow's own screens are not mounted; a step is completed only through the door.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from viewflow.workflow import flow
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from contracts.deadlines import clock
from workflow.desk.models import Desk

ACTIVE = (STATUS.NEW, STATUS.ASSIGNED, STATUS.STARTED)
_seen: ContextVar[dict[int, Task] | None] = ContextVar("steps", default=None)


@contextmanager
def seeing() -> Iterator[dict[int, Task]]:
    """Gather the human steps that are looked at or opened inside the block (one act), by number."""
    steps: dict[int, Task] = {}
    token = _seen.set(steps)
    try:
        yield steps
    finally:
        _seen.reset(token)


def see(task: Task) -> None:
    """Remember a human step as it stands in this act."""
    steps = _seen.get()
    if steps is not None:
        steps[task.pk] = task


def to_desk(request: HttpRequest, **_: Any) -> HttpResponse:  # noqa: ARG001 -- Viewflow's signature
    """Send whoever calls Viewflow's own address of a step to the desk."""
    return redirect("desk")


@dataclass(frozen=True, slots=True)
class Duty:
    """What a step asks of whom: the first act is the one its form offers."""

    acts: tuple[str, ...]
    desk: str
    deadlines: tuple[str, ...] = ()
    when: str = ""
    moot: str = ""
    yields_to: tuple[str, ...] = ()
    at_end: str = ""


class Step(flow.View):
    """A human step (人工环节) of a statutory procedure."""

    def __init__(self, *acts: str, desk: str) -> None:
        super().__init__(to_desk)
        self.duty = Duty(acts=acts, desk=desk)
        self.onCreate(lambda activation: see(activation.task))
        self.Permission(f"workflow.{acts[0].replace('.', '_').partition(':')[0]}")

    def _set(self, **changes: Any) -> Self:
        self.duty = Duty(**{**{f: getattr(self.duty, f) for f in Duty.__slots__}, **changes})
        return self

    def By(self, *deadlines: str) -> Self:  # noqa: N802 -- reads like Viewflow's own fluent calls
        """Say which deadlines tell the last day of this step."""
        return self._set(deadlines=deadlines)

    def When(self, claim: str) -> Self:  # noqa: N802 -- as above
        """Let the step be complete only when this property of the process holds."""
        return self._set(when=claim)

    def MootIf(self, claim: str) -> Self:  # noqa: N802 -- as above
        """Let the step fall away once this property of the process holds."""
        return self._set(moot=claim)

    def YieldsTo(self, *acts: str) -> Self:  # noqa: N802 -- as above
        """Let the step be passed over when one of these later acts comes first."""
        return self._set(yields_to=acts)

    def AtEnd(self, act: str) -> Self:  # noqa: N802 -- as above
        """Name the act the system does when the timer on this step runs out."""
        return self._set(at_end=act)


def desk_of(duty: Duty, process: Any) -> str:
    """Return whose desk a duty lies on; a name that is no desk is a property of the process."""
    if duty.desk in Desk.values:
        return duty.desk
    side: str = getattr(process, duty.desk)
    return side


def last_day_of(code: str) -> Callable[[Any], Any]:
    """Return the moment a boundary timer fires: when the stored last day of a deadline is over."""

    def moment(activation: Any) -> Any:
        process = activation.process
        clocks = [row for row in clock.running_in(process.artifact.case_id) if row.code == code]
        newest = max(clocks, key=lambda row: row.pk, default=None)
        return process.moment_after(newest.judged_day if newest else None)

    return moment


def cancel_with_timers(activation: Any) -> None:
    """Cancel a task together with the timers armed on it (Viewflow cancels the host alone)."""
    task = activation.task
    for boundary in activation.flow_task._boundary_events:  # noqa: SLF001 -- pinned 2.4.0, tested
        armed = type(task)._default_manager.filter(
            flow_task=boundary,
            previous=task,
            status=STATUS.SCHEDULED,
        )
        for timer in armed:
            boundary.activation_class(timer).cancel()
    activation.cancel()

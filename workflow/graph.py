"""Move the graphs: complete the steps an act answers, drop what it made moot, fire timers.

Called by the door alone, inside its transaction, with the case locked.
"""

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from contracts.parties.actors import Actor
from contracts.parties.models import Account
from workflow.nodes import ACTIVE, Step, cancel_with_timers, see, seeing

LONGEST_WAY = 6
#: The records a process is about; only they are looked up.
CARRIED = frozenset({"round", "agreement", "congress"})


def processes_of(records: Iterable[models.Model]) -> list[Process]:
    """Return the running processes that carry one of these records."""
    about = _about_any(records)
    if not about:
        return []
    rows = Process.objects.filter(about, status=PROCESS.NEW)
    return [row.coerced for row in rows.order_by("pk")]


def _about_any(records: Iterable[models.Model], prefix: str = "") -> Q:
    about = Q()
    for record in records:
        if record._meta.model_name in CARRIED:
            about |= _about(record, prefix)
    return about


def _about(record: models.Model, prefix: str = "") -> Q:
    kind = ContentType.objects.get_for_model(record)
    artifact = {"artifact_content_type": kind, "artifact_object_id": record.pk}
    return Q(**{f"{prefix}{field}": value for field, value in artifact.items()})


def _waiting(records: Iterable[models.Model]) -> list[Task]:
    """Return the human steps that wait for somebody in the processes of these records.

    Gateways ask the record as it is now: the act may have changed it through another copy.
    """
    about = _about_any(records, "process__")
    if not about:
        return []
    rows = Task.objects.filter(
        about,
        process__status=PROCESS.NEW,
        status__in=ACTIVE,
        flow_task_type="HUMAN",
    ).select_related("process")
    found = sorted((row for row in rows.order_by() if isinstance(row.flow_task, Step)), key=_number)
    artifacts: dict[tuple[int, int], Any] = {}
    for task in found:
        process = task.process.coerced
        name = (process.artifact_content_type_id, process.artifact_object_id)
        process.artifact = artifacts.setdefault(name, artifacts.get(name) or process.artifact)
        see(task)
    return found


def _number(task: Task) -> int:
    number: int = task.pk
    return number


def start(flow_class: Any, record: models.Model) -> None:
    """Start a flow about a record, once: a second start of the same flow changes nothing."""
    if not Process.objects.filter(_about(record), flow_class=flow_class).exists():
        begin(flow_class, record)


def begin(flow_class: Any, record: models.Model) -> None:
    """Start a flow about a record made in this very transaction."""
    flow_class.start.run(record=record)


def advance(
    records: Iterable[models.Model],
    act: str,
    actor: Actor,
    *,
    held: Container[int] = (),
) -> None:
    """Complete every open step this act answers, and drop the steps it made moot.

    ``held`` are the cases the caller has locked; their processes need no lock of their own.
    """
    found = _waiting(records)
    for process in {task.process_id: task.process for task in found}.values():
        waiting = [task for task in found if task.process_id == process.pk]
        for _ in range(LONGEST_WAY):
            with seeing() as opened:
                is_done = _complete_matching(waiting, act, actor, held)
                is_passed = not is_done and _pass_over(waiting, act, actor, held)
            waiting = _still_waiting([*waiting, *opened.values()])
            if is_done or not is_passed:
                break
        _drop_moot(process, waiting)


def _still_waiting(tasks: Iterable[Task]) -> list[Task]:
    """Return those of the steps that still wait, and let the act remember what became of all."""
    tasks = list(tasks)
    for task in tasks:
        see(task)
    return sorted((task for task in tasks if task.status in ACTIVE), key=_number)


def _complete_matching(waiting: list[Task], act: str, actor: Actor, held: Container[int]) -> bool:
    completed = False
    for task in waiting:
        duty = task.flow_task.duty
        if act in duty.acts:
            completed |= _complete(task, actor, when=duty.when, held=held, is_first=not completed)
    return completed


def _pass_over(waiting: list[Task], act: str, actor: Actor, held: Container[int]) -> bool:
    passed = False
    for task in waiting:
        if act in task.flow_task.duty.yields_to:
            passed |= _complete(task, actor, skipped_by=act, held=held, is_first=not passed)
    return passed


def _complete(
    task: Task,
    actor: Actor,
    *,
    held: Container[int],
    is_first: bool,
    when: str = "",
    skipped_by: str = "",
) -> bool:
    with _activated(task, held=held, is_fresh=is_first) as activation:
        if when and not getattr(activation.process, when):
            return False
        if task.status not in ACTIVE:
            return False
        if skipped_by:
            task.data = {**task.data, "skipped_by": skipped_by}
        if activation.assign.can_proceed():
            task.owner, task.status = _owner(actor), STATUS.ASSIGNED  # saved once, with the rest
        activation.start(None)
        activation.execute()
    return True


@contextmanager
def _activated(task: Task, *, held: Container[int], is_fresh: bool) -> Iterator[Any]:
    """Give the activation of a task: as read under the case's lock, or under the process's own."""
    if is_fresh and task.process.artifact.case_id in held:
        yield task.flow_task.activation_class(task)
        return
    with task.activation() as activation:
        yield activation


def _owner(actor: Actor) -> Account | None:
    """Return the account as the ledger needs it: its number."""
    return Account(pk=actor.account_id) if actor.account_id else None


def _drop_moot(process: Process, waiting: list[Task]) -> None:
    is_dropped = False
    for task in waiting:
        claim = task.flow_task.duty.moot
        if claim and getattr(process, claim):
            with task.activation() as activation:
                if activation.cancel.can_proceed():
                    cancel_with_timers(activation)
                    is_dropped = True
    if is_dropped or not waiting:
        _close_if_done(process)


def _close_if_done(process: Process) -> None:
    """End a process all of whose open steps were dropped (its end node never ran)."""
    if process.task_set.filter(finished__isnull=True).exists():
        return
    still_runs = process.flow_class.process_class.objects.filter(pk=process.pk, status=PROCESS.NEW)
    still_runs.update(status=PROCESS.DONE)


def fire(timer: Task) -> bool:
    """Let a due timer take its path; False if it was answered or cancelled meanwhile."""
    with timer.activation() as activation:
        if timer.status != STATUS.SCHEDULED or not activation.start.can_proceed():
            return False
        activation.start()
        activation.execute()
    return True

"""Move the graphs: complete the steps an act answers, drop what it made moot, fire timers.

Called by the door alone, inside its transaction, with the case locked.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from contracts.parties.actors import Actor
from contracts.parties.models import Account
from workflow.nodes import ACTIVE, Step, cancel_with_timers

LONGEST_WAY = 6


def processes_of(records: Iterable[models.Model]) -> list[Process]:
    """Return the running processes that carry one of these records."""
    found: list[Process] = []
    for record in records:
        rows = Process.objects.filter(
            artifact_content_type=ContentType.objects.get_for_model(record),
            artifact_object_id=record.pk,
            status=PROCESS.NEW,
        )
        found += [row.coerced for row in rows.order_by("pk")]
    return found


def steps_open(process: Process) -> list[Task]:
    """Return the human steps of a process that wait for somebody."""
    tasks = process.task_set.filter(status__in=ACTIVE, flow_task_type="HUMAN").order_by("pk")
    return [task for task in tasks if isinstance(task.flow_task, Step)]


def start(flow_class: Any, record: models.Model) -> None:
    """Start a flow about a record, once: a second start of the same flow changes nothing."""
    exists = Process.objects.filter(
        flow_class=flow_class,
        artifact_content_type=ContentType.objects.get_for_model(record),
        artifact_object_id=record.pk,
    ).exists()
    if not exists:
        flow_class.start.run(record=record)


def advance(records: Iterable[models.Model], act: str, actor: Actor) -> None:
    """Complete every open step this act answers, and drop the steps it made moot."""
    for process in processes_of(records):
        for _ in range(LONGEST_WAY):
            if _complete_matching(process, act, actor) or not _pass_over(process, act, actor):
                break
        _drop_moot(process)


def _complete_matching(process: Process, act: str, actor: Actor) -> bool:
    completed = False
    for task in steps_open(process):
        duty = task.flow_task.duty
        if act in duty.acts:
            completed |= _complete(task, actor, when=duty.when)
    return completed


def _pass_over(process: Process, act: str, actor: Actor) -> bool:
    passed = False
    for task in steps_open(process):
        if act in task.flow_task.duty.yields_to:
            passed |= _complete(task, actor, when="", skipped_by=act)
    return passed


def _complete(task: Task, actor: Actor, *, when: str, skipped_by: str = "") -> bool:
    with task.activation() as activation:
        if when and not getattr(activation.process, when):
            return False
        if task.status not in ACTIVE:
            return False
        if skipped_by:
            task.data = {**task.data, "skipped_by": skipped_by}
        if activation.assign.can_proceed():
            activation.assign(_account_of(actor))
        activation.start(None)
        activation.execute()
    return True


def _account_of(actor: Actor) -> Account | None:
    if actor.account_id is None:
        return None
    return Account.objects.filter(pk=actor.account_id).first()


def _drop_moot(process: Process) -> None:
    process.refresh_from_db()
    for task in steps_open(process):
        claim = task.flow_task.duty.moot
        if claim and getattr(task.process.coerced, claim):
            with task.activation() as activation:
                if activation.cancel.can_proceed():
                    cancel_with_timers(activation)
    _close_if_done(process)


def _close_if_done(process: Process) -> None:
    """End a process all of whose open steps were dropped (its end node never ran)."""
    if process.task_set.filter(finished__isnull=True).exists():
        return
    if process.status == PROCESS.NEW:
        process.flow_class.process_class.objects.filter(pk=process.pk).update(status=PROCESS.DONE)


def fire(timer: Task) -> bool:
    """Let a due timer take its path; False if it was answered or cancelled meanwhile."""
    with timer.activation() as activation:
        if timer.status != STATUS.SCHEDULED or not activation.start.can_proceed():
            return False
        activation.start()
        activation.execute()
    return True

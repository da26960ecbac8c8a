"""Write and rebuild work items from the open steps of the flows and the running deadlines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS

from contracts.deadlines.catalogue import title_of
from contracts.deadlines.guesses import counted_from
from contracts.deadlines.models import Deadline
from contracts.parties.actors import Actor
from contracts.parties.models import Case
from contracts.parties.references import reference
from workflow.desk.models import Desk, WorkItem
from workflow.nodes import ACTIVE, Step, desk_of

# A running deadline that is no step of a flow asks for this act.
ACT_OF_DEADLINE = {
    "DL_INFO": "bargaining.hand_over_data",
    "DL_REP_VACANCY": "bargaining.replace_representative",
    "DL_CONGRESS_RECORD": "congress.report",
    "DL_SUPERVISION_REPLY": "supervision.reply",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked to do now, before it becomes a row."""

    key: str
    desk: str
    act: str
    title: str
    subject: str
    last_day: date | None
    counted_from: date | None = None


def refresh(case: Case, *, on: date, by: Actor) -> None:
    """Bring the case's work items in line with its flows and clocks."""
    wanted = {asked.key: asked for asked in asked_in(case)}
    rows = WorkItem.objects.filter(Q(done_on__isnull=True) | Q(key__in=wanted), case=case)
    there = {item.key: item for item in rows}
    for key, item in there.items():
        if key not in wanted:
            item.done_on, item.done_by = on, by.name[:420]
            item.save(update_fields=["done_on", "done_by"])
        else:
            _bring_in_line(item, wanted[key], on=on)
    WorkItem.objects.bulk_create(
        WorkItem(
            **WorkItem.belonging_to(case),
            key=key,
            desk=asked.desk,
            act=asked.act,
            title=asked.title,
            subject=asked.subject,
            last_day=asked.last_day,
            counted_from=asked.counted_from,
            opened_on=on,
        )
        for key, asked in wanted.items()
        if key not in there
    )


def _bring_in_line(item: WorkItem, asked: Asked, *, on: date) -> None:
    """Correct an item that is asked for, or open one again that was done."""
    if item.done_on is not None:
        item.act, item.subject, item.opened_on = asked.act, asked.subject, on
    elif said_by(item) == said_by(asked):
        return
    item.last_day, item.counted_from = asked.last_day, asked.counted_from
    item.desk, item.title = asked.desk, asked.title
    item.done_on, item.done_by = None, ""
    item.save()


def said_by(one: WorkItem | Asked) -> tuple[str, str, date | None, date | None]:
    """Return what a work item says: whose desk, what, until when, and how that day was counted."""
    return one.desk, one.title, one.last_day, one.counted_from


def asked_in(case: Case) -> Iterator[Asked]:
    """Return everything the case asks of anybody now."""
    clocks = list(Deadline.objects.filter(case=case, state=Deadline.State.RUNNING))
    for task in open_steps(case):
        yield _from_step(task, clocks)
    for clock in clocks:
        if act := ACT_OF_DEADLINE.get(clock.code):
            yield Asked(
                key=f"deadline:{clock.pk}",
                desk=clock.side or Desk.BOTH,
                act=act,
                title=title_of(clock.code),
                subject=clock.subject,
                last_day=clock.judged_day,
                counted_from=counted_from(clock),
            )


def open_steps(case: Case) -> list[Task]:
    """Return the open human steps of every process that carries a record of the case."""
    carried = Q(pk__in=())
    for model in _carriers():
        carried |= Q(
            process__artifact_content_type=ContentType.objects.get_for_model(model),
            process__artifact_object_id__in=model.objects.filter(case=case).values("pk"),
        )
    rows = Task.objects.filter(
        carried,
        process__status=PROCESS.NEW,
        status__in=ACTIVE,
        flow_task_type="HUMAN",
    )
    rows = rows.select_related("process").prefetch_related("process__artifact").order_by("pk")
    return [task for task in rows if isinstance(task.flow_task, Step)]


@cache
def _carriers() -> tuple[Any, ...]:
    """Return the tables of a case that a process may carry: rounds and agreements."""
    return tuple(
        relation.related_model
        for relation in Case._meta.related_objects
        if relation.one_to_many
        and relation.related_model._meta.app_label != "workflow"
        and relation.related_model._meta.model_name in {"round", "agreement", "congress"}
    )


def _from_step(task: Task, clocks: list[Deadline]) -> Asked:
    process = task.process.coerced
    duty = task.flow_task.duty
    subject = reference(process.artifact)
    ours = [c for c in clocks if c.code in duty.deadlines and c.subject == subject]
    ours = ours or [c for c in clocks if c.code in duty.deadlines]
    first = min(ours, key=lambda clock: clock.judged_day, default=None)
    return Asked(
        key=f"task:{task.pk}",
        desk=desk_of(duty, process),
        act=duty.acts[0],
        title=task.flow_task.task_title or str(task.flow_task.name),
        subject=subject,
        last_day=first.judged_day if first else None,
        counted_from=counted_from(first) if first else None,
    )

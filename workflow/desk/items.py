"""Write and rebuild work items from the open steps of the flows and the running deadlines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS

from contracts.deadlines.catalogue import title_of
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


def refresh(case: Case, *, on: date, by: Actor) -> None:
    """Bring the case's work items in line with its flows and clocks."""
    wanted = {asked.key: asked for asked in asked_in(case)}
    kept = set()
    for item in WorkItem.objects.filter(case=case, done_on__isnull=True):
        asked = wanted.get(item.key)
        if asked is None:
            item.done_on, item.done_by = on, by.name[:420]
            item.save(update_fields=["done_on", "done_by"])
            continue
        kept.add(item.key)
        if (item.last_day, item.desk, item.title) != (asked.last_day, asked.desk, asked.title):
            item.last_day, item.desk, item.title = asked.last_day, asked.desk, asked.title
            item.save(update_fields=["last_day", "desk", "title"])
    for key, asked in wanted.items():
        if key not in kept:
            WorkItem.objects.update_or_create(
                key=key,
                defaults={
                    **WorkItem.belonging_to(case),
                    "desk": asked.desk,
                    "act": asked.act,
                    "title": asked.title,
                    "subject": asked.subject,
                    "last_day": asked.last_day,
                    "opened_on": on,
                    "done_on": None,
                    "done_by": "",
                },
            )


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
            )


def open_steps(case: Case) -> list[Task]:
    """Return the open human steps of every process that carries a record of the case."""
    tasks: list[Task] = []
    for relation in case._meta.related_objects:
        model: Any = relation.related_model
        if model is None or not relation.one_to_many or model._meta.app_label == "workflow":
            continue
        if model._meta.model_name not in {"round", "agreement"}:
            continue
        ids = model.objects.filter(case=case).values_list("pk", flat=True)
        processes = Process.objects.filter(
            artifact_content_type=ContentType.objects.get_for_model(model),
            artifact_object_id__in=list(ids),
            status=PROCESS.NEW,
        )
        rows = Task.objects.filter(
            process__in=processes,
            status__in=ACTIVE,
            flow_task_type="HUMAN",
        )
        tasks += [t for t in rows.order_by("pk") if isinstance(t.flow_task, Step)]
    return tasks


def _from_step(task: Task, clocks: list[Deadline]) -> Asked:
    process = task.process.coerced
    duty = task.flow_task.duty
    subject = reference(process.artifact)
    ours = [c for c in clocks if c.code in duty.deadlines and c.subject == subject]
    ours = ours or [c for c in clocks if c.code in duty.deadlines]
    return Asked(
        key=f"task:{task.pk}",
        desk=desk_of(duty, process),
        act=duty.acts[0],
        title=task.flow_task.task_title or str(task.flow_task.name),
        subject=subject,
        last_day=min((c.judged_day for c in ours), default=None),
    )

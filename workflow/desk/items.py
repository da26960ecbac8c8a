"""Write and rebuild work items from the open steps of the flows and the running deadlines."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS

from contracts.deadlines import clock
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
    "DL_REP_NOTICE": "congress.notify",
    "DL_CONGRESS_RECORD": "congress.report",
    "DL_PROPOSAL_FILE": "congress.proposals:admit",
    "DL_PROPOSAL_REPLY": "congress.proposals:reply",
    "DL_SUPERVISION_REPLY": "supervision.reply",
}
# Its end is no last day: what comes next may begin once it is over.
OPENS_THE_WAY = {"DL_REP_NOTICE": "代表名单公示到{day}，期满后发会议通知"}
_STEP = "task:"
_SAID = ("desk", "title", "last_day", "counted_from")


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


def refresh(
    case: Case,
    *,
    on: date,
    by: Actor,
    steps: Mapping[int, Task] | None = None,
    is_new: bool = False,
) -> None:
    """Bring the case's work items in line with its flows and clocks.

    ``steps`` are the human steps of the case that an act looked at or opened, as they stand now;
    without them the ledger is asked for all. ``is_new`` says that the act opened the case.
    """
    if is_new:
        clock.begin(case)
    asked = asked_in(case) if steps is None else _asked(_open(steps.values()), case)
    wanted = {each.key: each for each in asked}
    there = {} if is_new else _items(case, wanted)
    if steps is not None:
        wanted |= {each.key: each for each in _left_alone(case, there, steps)}
    over = [item["pk"] for key, item in there.items() if key not in wanted]
    if over:
        WorkItem.objects.filter(pk__in=over).update(done_on=on, done_by=by.name[:420])
    for key in wanted.keys() & there.keys():
        _bring_in_line(there[key], wanted[key], on=on)
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


def _items(case: Case, wanted: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the open items of a case, and those done that are wanted again, by their keys."""
    rows = WorkItem.objects.filter(Q(done_on__isnull=True) | Q(key__in=wanted), case=case)
    return {row["key"]: row for row in rows.values("pk", "key", "done_on", *_SAID)}


def _open(tasks: Iterable[Task]) -> list[Task]:
    return sorted((task for task in tasks if task.status in ACTIVE), key=lambda task: task.pk)


def _left_alone(case: Case, there: Iterable[str], steps: Collection[int]) -> Iterator[Asked]:
    """Return what the open steps ask that have an item, but that the act did not look at."""
    numbers = {int(key.removeprefix(_STEP)) for key in there if key.startswith(_STEP)}
    others = numbers.difference(steps)
    if others:
        rows = Task.objects.filter(pk__in=others, process__status=PROCESS.NEW)
        yield from _asked(_open(rows.select_related("process")), case)


def _bring_in_line(item: dict[str, Any], asked: Asked, *, on: date) -> None:
    """Correct an item that is asked for, or open one again that was done."""
    said = {field: getattr(asked, field) for field in _SAID}
    if item["done_on"] is not None:
        said |= {"act": asked.act, "subject": asked.subject, "opened_on": on}
    elif all(item[field] == value for field, value in said.items()):
        return
    WorkItem.objects.filter(pk=item["pk"]).update(**said, done_on=None, done_by="")


def said_by(one: WorkItem | Asked) -> tuple[str, str, date | None, date | None]:
    """Return what a work item says: whose desk, what, until when, and how that day was counted."""
    return one.desk, one.title, one.last_day, one.counted_from


def asked_in(case: Case) -> Iterator[Asked]:
    """Return everything the case asks of anybody now."""
    return _asked(open_steps(case), case)


def _asked(tasks: Iterable[Task], case: Case) -> Iterator[Asked]:
    """Return what these open steps of a case ask, and what its running deadlines ask."""
    clocks = clock.running_in(case.pk)
    for task in tasks:
        yield _from_step(task, clocks)
    for running in clocks:
        if act := ACT_OF_DEADLINE.get(running.code):
            yield _from_clock(running, act)


def _from_clock(running: Deadline, act: str) -> Asked:
    ends = running.judged_day
    words = OPENS_THE_WAY.get(running.code, "")
    return Asked(
        key=f"deadline:{running.pk}",
        desk=running.side or Desk.BOTH,
        act=act,
        title=words.format(day=f"{ends.month}月{ends.day}日") or title_of(running.code),
        subject=running.subject,
        last_day=None if words else ends,
        counted_from=None if words else counted_from(running),
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
        key=f"{_STEP}{task.pk}",
        desk=desk_of(duty, process),
        act=duty.acts[0],
        title=task.flow_task.task_title or str(task.flow_task.name),
        subject=subject,
        last_day=first.judged_day if first else None,
        counted_from=counted_from(first) if first else None,
    )

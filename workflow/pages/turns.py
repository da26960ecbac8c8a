"""Whose turn it is, what is to be done, and until when: the first thing on every page of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse

from contracts.deadlines.law import law_for
from contracts.parties.actors import Actor
from contracts.parties.choices import OrganisationKind, Role, Side
from contracts.parties.models import Case
from contracts.parties.visibility import is_above
from workflow.desk.models import Desk, WorkItem
from workflow.pages.gates import actor_of
from workflow.pages.hints import Ground, Hint, grounds_of, hint_for
from workflow.pages.possible import Choice, roles_for
from workflow.pages.subjects import address_of, names_of

FAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Task:
    """A work item as a person reads it: what, where it belongs, and whether it is theirs to do."""

    item: WorkItem
    do: str
    see: str
    doers: str
    about: str = ""

    @property
    def is_mine(self) -> bool:
        """Test whether the person's office may do it."""
        return bool(self.do)


@dataclass(frozen=True, slots=True)
class Turn:
    """The box at the top of a case: the next step, the others waiting, the plain words on it."""

    first: Task | None
    others: tuple[Task, ...]
    hint: Hint | None
    grounds: tuple[Ground, ...]


def desks_of(actor: Actor) -> set[str]:
    """Return the desks an actor sits at; the two sides share the common one."""
    if actor.organisation_kind == OrganisationKind.LABOUR_DEPARTMENT:
        return {Desk.LABOUR}
    if is_above(actor):
        return {Desk.FEDERATION} if actor.role != Role.INSTRUCTOR else set()
    return {actor.side, Desk.BOTH}


def tasks_of(items: Sequence[WorkItem], actor: Actor) -> list[Task]:
    """Return work items as a person reads them, each with the agreement it is about."""
    names = names_of({item.subject for item in items})
    return [task_of(item, actor, about=names.get(item.subject, "")) for item in items]


def task_of(item: WorkItem, actor: Actor, *, about: str = "") -> Task:
    """Return a work item with the address of its form, if the actor's office may do the act."""
    roles = roles_for(item.act)
    doers = [role for role in sorted(roles) if _sits_at(role, item.desk)]
    may = actor.role in roles and item.desk in desks_of(actor) and item.done_on is None
    return Task(
        item=item,
        do=reverse("act", args=[item.act, item.subject]) if may else "",
        see=address_of(item.subject),
        doers="、".join(role.label for role in doers),
        about=about,
    )


def _sits_at(role: Role, desk: str) -> bool:
    """Test whether an office may be sitting at a desk: not that of the other side."""
    return not (role.side and desk in Side.values) or role.side == desk


def _is_far(last_day: date | None, today: date) -> bool:
    """Test whether there is so much time that even what has no set day comes first."""
    return last_day is not None and last_day - today > FAR


def turn(
    request: HttpRequest,
    items: Sequence[WorkItem],
    case: Case,
    *,
    kind: str = "",
    scope: str = "enterprise",
) -> Turn:
    """Return whose turn it is: the person's own task before anybody else's, then by last day."""
    tasks = tasks_of(items, actor_of(request))
    today: date = request.today  # type: ignore[attr-defined]
    tasks.sort(key=lambda task: (not task.is_mine, _is_far(task.item.last_day, today)))
    first = tasks[0] if tasks else None
    hint = hint_for(first.item.act) if first and first.is_mine else None
    grounds: list[Ground] = []
    if hint is not None:
        grounds = grounds_of(hint, law_for(case, on=today, kind=kind, scope=scope))
    return Turn(first=first, others=tuple(tasks[1:]), hint=hint, grounds=tuple(grounds))


def besides(choices: Sequence[Choice], turn_: Turn, subject: str) -> list[Choice]:
    """Return the choices that are not already offered as a task of the person."""
    tasks = [turn_.first, *turn_.others] if turn_.first else []
    offered = {task.item.act for task in tasks if task.is_mine and task.item.subject == subject}
    return [choice for choice in choices if choice.act not in offered]

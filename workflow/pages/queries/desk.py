"""The work items of an office: open ones, the most urgent first, and those done."""

from datetime import date

from django.db.models import F, Q, QuerySet

from contracts.parties.actors import Actor
from workflow.desk.models import WorkItem


def open_items(actor: Actor) -> QuerySet[WorkItem]:
    """Return what lies on the actor's own desk, the earliest last day first."""
    return (
        WorkItem.objects.filter(WorkItem.on_desk_of(actor), done_on__isnull=True)
        .select_related("case", "workers_party", "employer_party")
        .order_by(F("last_day").asc(nulls_last=True), "pk")
    )


def done_items(actor: Actor) -> QuerySet[WorkItem]:
    """Return what the actor's desk has done, the newest first."""
    return (
        WorkItem.objects.filter(WorkItem.on_desk_of(actor), done_on__isnull=False)
        .select_related("case", "workers_party", "employer_party")
        .order_by("-done_on", "-pk")
    )


def count_open(actor: Actor) -> int:
    """Return how many things wait on the actor's desk."""
    return WorkItem.objects.filter(WorkItem.on_desk_of(actor), done_on__isnull=True).count()


def count_overdue(actor: Actor, *, on: date) -> int:
    """Return how many of them are past their last day."""
    return (
        WorkItem.objects.filter(WorkItem.on_desk_of(actor), done_on__isnull=True)
        .filter(Q(last_day__lt=on))
        .count()
    )

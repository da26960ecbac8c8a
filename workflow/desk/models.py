"""Work items (待办): the read model of every desk and list, written with the step itself."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.parties.actors import Actor
from contracts.parties.choices import OrganisationKind, Role
from contracts.parties.models import CaseRow, Visibility
from contracts.parties.visibility import is_above, is_labour, under


class Desk(models.TextChoices):
    """Whose desk an item lies on."""

    WORKERS = "workers", "工会（职工方）"
    EMPLOYER = "employer", "企业方"
    BOTH = "both", "双方"
    LABOUR = "labour", "人社部门"
    FEDERATION = "federation", "上级工会"


class WorkItem(CaseRow):
    """One thing somebody must do, until when, and whether it is done.

    ``counted_from`` is the day from which working days were counted up to ``last_day``; nothing
    where the last day does not hang on the calendar of days off.
    """

    visibility = Visibility.PROGRESS

    desk = models.CharField("该谁", max_length=12, choices=Desk)
    act = models.CharField("动作", max_length=60)
    title = models.CharField("事项", max_length=200)
    subject = models.CharField("对象", max_length=60)
    key = models.CharField("来源", max_length=100)
    stage = models.CharField("阶段", max_length=12, blank=True)
    last_day = models.DateField("最迟", null=True, blank=True)
    counted_from = models.DateField("从哪天起数工作日", null=True, blank=True)
    opened_on = models.DateField("产生日")
    done_on = models.DateField("办结日", null=True, blank=True)
    done_by = models.CharField("办结人", max_length=420, blank=True)

    class Meta:
        app_label = "workflow"
        verbose_name = "待办"
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["key"], name="one_item_per_source"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["path", "done_on", "last_day"], name="items_of_place"),
            models.Index(fields=["workers_party", "done_on"], name="items_of_workers"),
            models.Index(fields=["employer_party", "done_on"], name="items_of_employer"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the items this actor may know of; whose turn it is, is progress."""
        if is_labour(actor):
            return under(actor.path) & Q(desk=Desk.LABOUR)
        return super().visible_to(actor)

    @classmethod
    def on_desk_of(cls, actor: Actor) -> Q:
        """Return the items that this actor's own desk must do."""
        if actor.organisation_kind == OrganisationKind.LABOUR_DEPARTMENT:
            return Q(desk=Desk.LABOUR)
        if is_above(actor):
            return Q(desk=Desk.FEDERATION) if actor.role != Role.INSTRUCTOR else Q(pk__in=())
        return Q(desk__in=[actor.side, Desk.BOTH])

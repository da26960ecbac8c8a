"""Journal entries and the head of each case's chain."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.parties.actors import Actor
from contracts.parties.models import Case, CaseRow, Visibility
from contracts.parties.visibility import is_auditor


class Head(models.Model):
    """The end of a case's chain: how many entries it has and the hash of the last."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="journal_head")
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "日志链头"

    def __str__(self) -> str:
        return f"{self.case_id}#{self.sequence}"


class Entry(CaseRow):
    """One act in a case: its canonical body, chained to the entry before it by SHA-256."""

    visibility = Visibility.BOTH_SIDES

    sequence = models.PositiveIntegerField()
    act = models.CharField("动作", max_length=60)
    done_on = models.DateField("日期")
    actor_name = models.CharField("操作人", max_length=420)
    side = models.CharField("操作方", max_length=10, blank=True)
    is_private = models.BooleanField("仅本方可见", default=False)
    summary = models.CharField("摘要", max_length=400)
    body = models.TextField("正文（规范 JSON）")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "日志"
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["case", "sequence"], name="one_entry_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.sequence} {self.act}"

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the entries this actor may read: the parties', but not the other side's own."""
        if is_auditor(actor):
            return Q()
        return super().visible_to(actor) & (Q(is_private=False) | Q(side=actor.side))

"""A case file (卷宗) that a side asked for: what it holds, how far it is, where its bytes lie."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.parties.actors import Actor
from contracts.parties.choices import Side
from contracts.parties.models import CaseRow, Office, Visibility
from contracts.parties.visibility import own_side


class Archive(CaseRow):
    """One 卷宗, made by a job; ``contents`` are the numbers of its rows, frozen when asked for.

    Made again it gets the same bytes. Only the side that asked ever sees it.
    """

    visibility = Visibility.PROGRESS

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", "制作中"
        READY = "ready", "已做好"
        FAILED = "failed", "没有做成"

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    side = models.CharField("调取方", max_length=10, choices=Side)
    asked_by = models.CharField("调取人", max_length=420)
    asked_on = models.DateField("调取日期")
    contents = models.JSONField("收入的文件", default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField("已完成步数", default=0)
    of = models.PositiveIntegerField("总步数", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    zip_sha256 = models.CharField(max_length=64, blank=True)
    failure = models.TextField("失败原因", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "卷宗"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["case", "side"], name="archives_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.side} {self.asked_on}"

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the files the actor's own side asked for; nobody else knows of them."""
        return own_side(actor) & Q(side=actor.side)

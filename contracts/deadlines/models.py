"""Deadlines: the legal last day, unrolled and rolled, with its source and base event."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from contracts.parties.models import CaseRow, Side, Visibility


class Deadline(CaseRow):
    """A period running in a case, against one side or both.

    ``last_day`` is the safe day, not moved; ``rolled_day`` is moved on over rest days. Lateness
    counts from ``judged_day``: the rolled one where the place's policy rolls (民法典 203).
    """

    visibility = Visibility.PROGRESS

    class State(models.TextChoices):
        """Whether the period still runs."""

        RUNNING = "running", "计时中"
        MET = "met", "按期完成"
        LATE = "late", "逾期完成"
        CANCELLED = "cancelled", "不再适用"

    code = models.CharField("期限代码", max_length=30)
    subject = models.CharField("对象", max_length=60)
    side = models.CharField("责任方", max_length=10, choices=Side, blank=True)
    base_event = models.CharField("起算事件", max_length=60, blank=True)
    base_on = models.DateField("起算日")
    last_day = models.DateField("届满日")
    rolled_day = models.DateField("顺延后届满日")
    judged_day = models.DateField("计逾期的届满日")
    counted = models.CharField("期间", max_length=40, blank=True)
    source = models.TextField("依据", blank=True)
    citations = models.JSONField("条文", default=list, blank=True)
    pack = models.CharField("规则包", max_length=8, blank=True)
    is_practice = models.BooleanField("惯例期限", default=False)
    rule_key = models.CharField("规则", max_length=60, blank=True)
    instruments = models.JSONField("合同种类代码", default=list, blank=True)
    law_on = models.DateField("适用法律之日", null=True, blank=True)
    is_agreed = models.BooleanField("约定的日子", default=False)
    target_day = models.DateField("目标日", null=True, blank=True)
    history = models.JSONField("改动", default=list, blank=True)
    state = models.CharField("状态", max_length=10, choices=State, default=State.RUNNING)
    stopped_on = models.DateField("完成日", null=True, blank=True)
    urged_on = models.DateField("催办日", null=True, blank=True)

    class Meta:
        verbose_name = "期限"
        base_manager_name = "objects"
        default_manager_name = "objects"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "judged_day"], name="deadline_due"),
            models.Index(fields=["subject", "code"], name="deadline_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.last_day}"

    @property
    def days_late(self) -> int:
        """Return by how many days it was missed (0 if met or still running)."""
        return max((self.stopped_on - self.judged_day).days, 0) if self.stopped_on else 0

    def days_over(self, *, on: date) -> int:
        """Return how many days past the last day it is on this day; 0 inside the period."""
        return max((on - self.judged_day).days, 0)

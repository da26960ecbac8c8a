"""Findings: the verdicts of a case as they were given, and whether they were cured since."""

from django.db import models
from django.db.models import Q

from contracts.parties.actors import Actor
from contracts.parties.models import CaseRow, Visibility


class Finding(CaseRow):
    """What one check found in one act of a case."""

    visibility = Visibility.BOTH_SIDES

    class Result(models.TextChoices):
        """How the check ended."""

        OK = "ok", "通过"
        WARN = "warn", "提醒"
        BLOCK = "block", "拦截"

    side = models.CharField("哪一方", max_length=10, blank=True)
    is_private = models.BooleanField("仅本方可见", default=False)
    act = models.CharField("动作", max_length=60)
    subject = models.CharField("对象", max_length=60, blank=True)
    rule = models.CharField("规则", max_length=60)
    outcome = models.CharField("结论", max_length=6, choices=Result)
    found = models.CharField("实际", max_length=60, blank=True)
    required = models.CharField("要求", max_length=60, blank=True)
    source = models.TextField("依据", blank=True)
    citations = models.JSONField("条文", default=list, blank=True)
    message = models.TextField("说明", blank=True)
    remedy = models.TextField("怎么办", blank=True)
    found_on = models.DateField("日期")
    is_standing = models.BooleanField("记录在案（补录或事实）", default=False)
    cured_on = models.DateField("已改正", null=True, blank=True)

    class Meta:
        verbose_name = "审查结论"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.rule} {self.outcome}"

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the findings this actor may read: not those of the other side's own attempts."""
        return super().visible_to(actor) & (Q(is_private=False) | Q(side=actor.side))

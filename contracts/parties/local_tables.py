"""Tables offices maintain beside the packs: minimum wages, calendars, policy and its changes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class MinimumWage(models.Model):
    """The local minimum wage from a day on (最低工资标准): rows are added, never rewritten."""

    region = models.CharField("地区", max_length=12)
    tier = models.CharField("档次", max_length=60, blank=True)
    monthly = models.DecimalField("月最低工资（元）", max_digits=10, decimal_places=2, null=True)
    hourly = models.DecimalField("小时最低工资（元）", max_digits=8, decimal_places=2, null=True)
    effective_from = models.DateField("执行自")
    effective_to = models.DateField("执行至", null=True, blank=True)
    source = models.CharField("依据", max_length=300, blank=True)
    entered_on = models.DateField("录入日", null=True, blank=True)
    entered_by = models.CharField("录入人", max_length=420, blank=True)

    class Meta:
        verbose_name = "最低工资标准"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["region", "tier", "effective_from"],
                name="one_minimum_wage_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.tier} {self.effective_from}"


class CalendarYear(models.Model):
    """The days off and swap workdays of one year, from the State Council's notice (放假安排).

    A correction is a new row; the one it replaces stays, with the day it was replaced.
    """

    year = models.PositiveSmallIntegerField("年份")
    off = models.JSONField("放假的日子", default=list)
    workdays = models.JSONField("调休上班的日子", default=list)
    source = models.CharField("依据", max_length=300)
    entered_on = models.DateField("录入日")
    entered_by = models.CharField("录入人", max_length=420)
    replaced_on = models.DateField("被更正日", null=True, blank=True)

    class Meta:
        verbose_name = "工作日历"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(replaced_on__isnull=True),
                name="one_calendar_per_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class Policy(models.Model):
    """A federation's choices for its subtree where the law leaves one (政策层).

    ``targets`` are days within which a deadline is to be met (``{"DL_OFFER_REPLY": 10}``, in the
    unit of the law): shown beside the legal day, never in its place. ``softened`` are the rules
    turned down to warnings with the pack keys they read (``{"R_NOTICE7": ["wc.agenda.notice"]}``).
    """

    federation = models.OneToOneField(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="policy",
    )
    path = models.CharField("组织路径", max_length=120, blank=True, unique=True)
    rolls_holidays = models.BooleanField("期限末日遇休息日顺延", default=False)
    effective_offset = models.PositiveSmallIntegerField("收到日后第几日起生效", null=True)
    minimum_wage_region = models.CharField("最低工资地区", max_length=12, blank=True)
    minimum_wage_tier = models.CharField("最低工资档次", max_length=60, blank=True)
    extra_days_off = models.JSONField("另加的休息日", default=list, blank=True)
    extra_workdays = models.JSONField("另加的上班日", default=list, blank=True)
    targets = models.JSONField("目标天数", default=dict, blank=True)
    softened = models.JSONField("降为提醒的规则", default=dict, blank=True)

    class Meta:
        verbose_name = "政策"

    def __str__(self) -> str:
        return f"政策 {self.path or '全局'}"


class PolicyChange(models.Model):
    """One change of a policy: who, when, why, what stood before and after. Never rewritten."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="changes")
    changed_on = models.DateField("日期")
    changed_by = models.CharField("操作人", max_length=420)
    account = models.PositiveBigIntegerField("账号", null=True, blank=True)
    reason = models.TextField("理由")
    before = models.JSONField("原来", default=dict)
    after = models.JSONField("改为", default=dict)

    class Meta:
        verbose_name = "政策变更"

    def __str__(self) -> str:
        return f"{self.policy} {self.changed_on}"

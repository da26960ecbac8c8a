"""A campaign, the firms it aims at as they stood on its base day, and who answers for how many."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.parties.models import CaseRow, Organisation, Visibility


class Campaign(CaseRow):
    """One campaign of a federation (集中行动), from its base day to its last.

    ``filters`` is what was asked for; the firms found by it are frozen as :class:`Target` rows.
    """

    visibility = Visibility.PROGRESS

    class Stage(models.TextChoices):
        """How far a campaign is."""

        LAUNCH = "launch", "进行中"

    federation = models.ForeignKey(Organisation, models.PROTECT, related_name="campaigns")
    name = models.CharField("行动名称", max_length=200)
    stage = models.CharField("阶段", max_length=8, choices=Stage, default=Stage.LAUNCH)
    base_day = models.DateField("台账基准日")
    launched_on = models.DateField("启动日")
    until = models.DateField("截止日")
    filters = models.JSONField("对象条件", default=dict, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "集中行动"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(until__gte=F("launched_on")), name="a_campaign_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_for_congresses(self) -> bool:
        """Test whether it is about firms that have no congress yet (建制)."""
        return self.filters.get("congress") == "none"


class Target(CaseRow):
    """A firm a campaign aims at, as the register had it on the base day; it does not move later."""

    visibility = Visibility.PROGRESS

    class Action(models.TextChoices):
        """What the firm is asked to do."""

        FIRST = "首签", "首签"
        RENEW = "续签", "续签"
        FOUND = "建制", "建制"

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="targets")
    firm = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField("企业", max_length=300)
    workers = models.PositiveIntegerField("职工数")
    contract_to = models.DateField("合同期满日", null=True, blank=True)
    has_congress = models.BooleanField("已建职代会")
    action = models.CharField("要求", max_length=8, choices=Action)

    class Meta(CaseRow.Meta):
        verbose_name = "行动对象"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "firm"], name="a_firm_is_aimed_at_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(CaseRow):
    """How many firms a federation below is to reach (任务分解)."""

    visibility = Visibility.PROGRESS

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    firms = models.PositiveIntegerField("企业数")
    regional = models.PositiveIntegerField("区域行业合同数", default=0)
    instructor = models.CharField("指导员", max_length=200, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "行动任务"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="a_unit_is_assigned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.firms}户"

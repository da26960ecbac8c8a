"""What one side keeps to itself for good: surveys and plans. No shared table points here."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.parties.models import CaseRow, Visibility


class WorkersSurvey(CaseRow):
    """What the workers were asked and how many answered (职工意见征集)."""

    visibility = Visibility.WORKERS_ONLY

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="surveys")
    sent_count = models.PositiveIntegerField("发放份数")
    returned_count = models.PositiveIntegerField("回收份数")
    surveyed_on = models.DateField("汇总日")

    class Meta(CaseRow.Meta):
        verbose_name = "职工意见征集"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(returned_count__lte=F("sent_count")),
                name="no_more_returned_than_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.surveyed_on} {self.returned_count}/{self.sent_count}"


class SurveyTopic(CaseRow):
    """One topic of the survey and how many named it."""

    visibility = Visibility.WORKERS_ONLY

    survey = models.ForeignKey(WorkersSurvey, models.CASCADE, related_name="topics")
    topic = models.CharField("议题", max_length=200)
    votes = models.PositiveIntegerField("提及人数")

    class Meta(CaseRow.Meta):
        verbose_name = "征集议题"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["survey", "topic"], name="one_row_per_survey_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.votes}"


class PlanRow(CaseRow):
    """A side's plan for the talks (协商方案); a new plan replaces the earlier one."""

    drawn_up_on = models.DateField("拟定日")
    replaced_on = models.DateField("被替代日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.drawn_up_on}"


class PlanPositionRow(CaseRow):
    """What a side asks, hopes for and will not go below in one topic, as it wrote it."""

    topic = models.CharField("议题", max_length=200)
    ask = models.CharField("首轮要价", max_length=100, blank=True)
    target = models.CharField("目标", max_length=100, blank=True)
    bottom = models.CharField("底线", max_length=100, blank=True)

    class Meta(CaseRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.topic


class WorkersPlan(PlanRow):
    """The union's plan, for the workers' side alone."""

    visibility = Visibility.WORKERS_ONLY

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="workers_plans")

    class Meta(PlanRow.Meta):
        verbose_name = "职工方协商方案"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(replaced_on__isnull=True),
                name="one_standing_workers_plan",
            ),
        ]


class WorkersPlanPosition(PlanPositionRow):
    """One topic of the union's plan."""

    visibility = Visibility.WORKERS_ONLY

    plan = models.ForeignKey(WorkersPlan, models.CASCADE, related_name="positions")

    class Meta(PlanPositionRow.Meta):
        verbose_name = "职工方议题主张"


class EmployerPlan(PlanRow):
    """The employer's plan, for the employer's side alone."""

    visibility = Visibility.EMPLOYER_ONLY

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="employer_plans")

    class Meta(PlanRow.Meta):
        verbose_name = "企业方协商方案"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(replaced_on__isnull=True),
                name="one_standing_employer_plan",
            ),
        ]


class EmployerPlanPosition(PlanPositionRow):
    """One topic of the employer's plan."""

    visibility = Visibility.EMPLOYER_ONLY

    plan = models.ForeignKey(EmployerPlan, models.CASCADE, related_name="positions")

    class Meta(PlanPositionRow.Meta):
        verbose_name = "企业方议题主张"

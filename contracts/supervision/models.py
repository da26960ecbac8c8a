"""Supervision: performance reviews, rectification, reports, letters, open affairs."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.agreements.models import Agreement
from contracts.parties.actors import Actor
from contracts.parties.models import Case, CaseRow, Organisation, Visibility
from contracts.parties.visibility import is_above, under
from contracts.supervision.satisfaction_models import Satisfaction, SatisfactionItem

__all__ = [
    "CheckGroup",
    "Disclosure",
    "FormSign",
    "Letter",
    "PerformanceReport",
    "Rectification",
    "Result",
    "Review",
    "ReviewItem",
    "Satisfaction",
    "SatisfactionItem",
    "SignWatch",
]


class Result(models.TextChoices):
    """How one clause was kept."""

    DONE = "done", "已履行"
    PARTIAL = "partial", "部分履行"
    UNDONE = "undone", "未履行"
    NOT_DUE = "not_due", "未到期"
    NOT_APPLICABLE = "not_applicable", "不适用"


class CheckGroup(CaseRow):
    """The group of both sides that checks an agreement (监督检查小组)."""

    visibility = Visibility.PROGRESS

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="group_set")
    set_up_on = models.DateField("成立日")
    members = models.JSONField("成员", default=list, blank=True)
    check_plan = models.TextField("年度检查安排", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "监督检查小组"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.set_up_on}"


class Review(CaseRow):
    """A performance review (履约检查) in counts; the clauses themselves are both sides'."""

    visibility = Visibility.PROGRESS

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="review_set")
    reviewed_on = models.DateField("检查日")
    slips = models.PositiveIntegerField("抽查工资条", default=0)
    checked_count = models.PositiveIntegerField("检查条款", default=0)
    done_count = models.PositiveIntegerField("已履行", default=0)
    partial_count = models.PositiveIntegerField("部分履行", default=0)
    undone_count = models.PositiveIntegerField("未履行", default=0)
    not_due_count = models.PositiveIntegerField("未到期", default=0)
    not_applicable_count = models.PositiveIntegerField("不适用", default=0)

    class Meta(CaseRow.Meta):
        verbose_name = "履约检查"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.reviewed_on}"

    @property
    def due_count(self) -> int:
        """Return how many of the checked clauses were due and applied."""
        return self.checked_count - self.not_due_count - self.not_applicable_count

    @property
    def rate(self) -> str:
        """Return 履约率 as done over due, not reduced; partly kept counts as not kept."""
        return f"{self.done_count}/{self.due_count}"


class ReviewItem(CaseRow):
    """One checked clause: what was agreed, what was found."""

    visibility = Visibility.BOTH_SIDES

    review = models.ForeignKey(Review, models.CASCADE, related_name="item_set")
    position = models.PositiveSmallIntegerField("次序")
    clause = models.CharField("条款要点", max_length=200)
    standard = models.TextField("约定标准", blank=True)
    actual = models.TextField("实际情况", blank=True)
    evidence = models.TextField("佐证", blank=True)
    result = models.CharField("结论", max_length=14, choices=Result)

    class Meta(CaseRow.Meta):
        verbose_name = "检查条款"

    def __str__(self) -> str:
        return f"{self.clause} {self.result}"


class Rectification(CaseRow):
    """A demand to put right what a review found, and what was done (整改)."""

    visibility = Visibility.PROGRESS

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="rectification_set")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    points = models.JSONField("整改要求", default=list)
    served_on = models.DateField("送达日")
    last_day = models.DateField("整改期限", null=True, blank=True)
    measures = models.JSONField("整改结果", default=list, blank=True)
    rectified_on = models.DateField("回复日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "整改"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(rectified_on__isnull=True) | Q(rectified_on__gte=models.F("served_on")),
                name="rectified_after_demand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.served_on}"


class PerformanceReport(CaseRow):
    """The yearly report on performance to the congress (履行情况报告)."""

    visibility = Visibility.PROGRESS

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="report_set")
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField("报告日")

    class Meta(CaseRow.Meta):
        verbose_name = "履约报告"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.reported_on}"


class Letter(CaseRow):
    """A letter of supervision: urge note, reminder, opinion or recommendation (一函两书)."""

    visibility = Visibility.PROGRESS

    class Kind(models.TextChoices):
        """Which letter it is."""

        URGE = "urge", "催办单"
        REMINDER = "reminder", "提示函"
        OPINION = "opinion", "意见书"
        RECOMMENDATION = "recommendation", "建议书"

    kind = models.CharField("种类", max_length=14, choices=Kind)
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    matter = models.CharField("事由", max_length=200, blank=True)
    facts = models.TextField("情况", blank=True)
    demands = models.JSONField("要求", default=list, blank=True)
    sent_on = models.DateField("发出日")
    served_on = models.DateField("送达日")
    last_day = models.DateField("答复期限", null=True, blank=True)
    replied_on = models.DateField("答复日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "监督函"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(served_on__gte=models.F("sent_on")),
                name="letter_served_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(replied_on__gte=models.F("served_on")),
                name="letter_answered_after_served",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.receiver}"


class Disclosure(CaseRow):
    """What the firm laid open to its workers (厂务公开)."""

    visibility = Visibility.PROGRESS

    discloser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    items = models.JSONField("公开事项", default=list)
    disclosed_on = models.DateField("公开日")

    class Meta(CaseRow.Meta):
        verbose_name = "厂务公开"

    def __str__(self) -> str:
        return f"{self.discloser} {self.disclosed_on}"


class FormSign(CaseRow):
    """A sign of empty form (走过场) in a case: told the two sides first, above only if it stays.

    ``report_on`` is the first day a federation may hear of it; it does once ``reported_on`` is set.
    """

    visibility = Visibility.BOTH_SIDES

    subject = models.CharField("对象", max_length=60)
    code = models.CharField("代码", max_length=20)
    title = models.CharField("迹象", max_length=100)
    found = models.TextField("情况")
    advice = models.TextField("建议")
    found_on = models.DateField("发现日")
    report_on = models.DateField("报上级日")
    reported_on = models.DateField("已报上级", null=True, blank=True)
    mended_on = models.DateField("已改正", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "走过场迹象"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["case", "subject", "code"],
                condition=Q(mended_on__isnull=True),
                name="one_open_sign_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(report_on__gte=models.F("found_on")),
                name="a_sign_is_told_the_firm_first",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["path", "reported_on"], name="signs_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.found_on}"

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the signs of the own case; to those above the ones that stayed, unmended."""
        if is_above(actor):
            stayed = Q(reported_on__isnull=False, mended_on__isnull=True)
            return under(actor.path) & stayed
        return super().visible_to(actor)


class SignWatch(models.Model):
    """How far a case was looked through for signs: its version then, and when to look again."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="signwatch")
    version = models.PositiveIntegerField()
    looked_on = models.DateField()
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "走过场检查进度"

    def __str__(self) -> str:
        return f"{self.case_id}@{self.version}"

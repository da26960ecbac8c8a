"""Agreements and their text; the tables of their course stand beside."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.agreements.course_tables import (
    AgreementRow,
    Amendment,
    Confirmation,
    ExpiryWarning,
    Filing,
    Opinion,
    Publication,
    Signing,
    Termination,
    UnionRecord,
)
from contracts.parties.actors import Actor
from contracts.parties.models import CaseRow, Kind, Scope, Visibility
from contracts.parties.visibility import case_rows

__all__ = [
    "Agreement",
    "AgreementRow",
    "Amendment",
    "Clause",
    "Confirmation",
    "ExpiryWarning",
    "Filing",
    "Grade",
    "Opinion",
    "Publication",
    "Seal",
    "Signing",
    "Stage",
    "Termination",
    "TextRow",
    "UnionRecord",
    "WomenContent",
]


class Stage(models.TextChoices):
    """Where an agreement stands, in the catalogue's words."""

    DRAFT = "draft", "草案"
    VOTE = "vote", "待职代会审议"
    SIGN = "sign", "待签字"
    FILING = "filing", "报审"
    EFFECT = "effect", "已生效"
    CHANGE = "change", "变更解除"


class Seal(models.TextChoices):
    """The seals a filed text carries."""

    UNION = "union", "工会章"
    COMPANY = "company", "企业（代表组织）章"
    CROSS_PAGE = "cross_page", "骑缝章"


class WomenContent(models.TextChoices):
    """How a general contract speaks of women's protection (妇女权益保障法 44)."""

    CLAUSES = "clauses", "条款"
    CHAPTER = "chapter", "专章"
    ANNEX = "annex", "附件"
    LINKED = "linked", "挂接专项合同"
    NONE = "none", "没有"


class Agreement(CaseRow):
    """A collective contract (集体合同) of one kind: a draft, then signed, filed, in force.

    ``concluded_on`` is set by a faultless signature page only. ``previous_to`` is the last day of
    the agreement this one follows.
    """

    visibility = Visibility.PROGRESS

    kind = models.CharField("种类", max_length=16, choices=Kind)
    scope = models.CharField("层级", max_length=12, choices=Scope, default=Scope.ENTERPRISE)
    number = models.CharField("合同编号", max_length=60, blank=True)
    title = models.CharField("名称", max_length=300)
    term_from = models.DateField("期限起", null=True, blank=True)
    term_to = models.DateField("期限止", null=True, blank=True)
    previous_to = models.DateField("上一份合同期满日", null=True, blank=True)
    stage = models.CharField("阶段", max_length=8, choices=Stage, default=Stage.DRAFT)
    drafted_on = models.DateField("成稿日", null=True, blank=True)
    submitted_on = models.DateField("提交职代会", null=True, blank=True)
    passed_on = models.DateField("职代会通过", null=True, blank=True)
    rejected_on = models.DateField("职代会未通过", null=True, blank=True)
    vote_faults = models.JSONField("表决不合格项", default=list, blank=True)
    workers_signed_on = models.DateField("职工方签字", null=True, blank=True)
    employer_signed_on = models.DateField("企业方签字", null=True, blank=True)
    concluded_on = models.DateField("签订日", null=True, blank=True)
    filed_on = models.DateField("人社部门收到", null=True, blank=True)
    in_force_on = models.DateField("生效日", null=True, blank=True)
    ended_on = models.DateField("解除日", null=True, blank=True)
    superseded_on = models.DateField("被新稿取代", null=True, blank=True)
    similarity = models.DecimalField(
        "与范本相似度",
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
    )
    numeric_clauses = models.PositiveSmallIntegerField("有数字的条款", null=True, blank=True)
    women_content = models.CharField("女职工内容", max_length=10, choices=WomenContent, blank=True)
    is_paper = models.BooleanField("纸质补录", default=False)
    is_standing = models.BooleanField("系统启用前已有", default=False)

    class Meta:
        verbose_name = "集体合同"
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(term_from__isnull=True)
                | Q(term_to__isnull=True)
                | Q(term_from__lte=models.F("term_to")),
                name="agreement_term_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True)
                | Q(workers_signed_on__isnull=False, employer_signed_on__isnull=False),
                name="agreement_concluded_by_both_sides",
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True) | Q(concluded_on__isnull=False),
                name="agreement_filed_after_conclusion",
            ),
            models.CheckConstraint(
                condition=Q(in_force_on__isnull=True)
                | Q(filed_on__isnull=False)
                | Q(is_standing=True),
                name="agreement_in_force_after_filing",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["stage", "term_to"], name="agreement_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title

    @property
    def is_area(self) -> bool:
        """Test whether the agreement binds the firms of an area or industry."""
        return self.scope != Scope.ENTERPRISE

    @property
    def last_valid_day(self) -> date | None:
        """Return the last day it binds: of its term, or the day before it was rescinded."""
        if self.ended_on is None:
            return self.term_to
        before = self.ended_on - timedelta(days=1)
        return min(before, self.term_to) if self.term_to else before

    def is_valid(self, *, on: date) -> bool:
        """Test whether the agreement is in force on a day (生效 and not yet 期满)."""
        if self.in_force_on is None or self.in_force_on > on:
            return False
        return self.last_valid_day is None or on <= self.last_valid_day

    @property
    def gap(self) -> tuple[date, date] | None:
        """Return the days (both counted) nobody's contract covered before this one took effect.

        From the day after the agreement it follows, else from its own agreed first day.
        """
        start = self.previous_to + timedelta(days=1) if self.previous_to else self.term_from
        if start is None or self.in_force_on is None or self.in_force_on <= start:
            return None
        return start, self.in_force_on - timedelta(days=1)


class TextRow(AgreementRow):
    """A part of the text: the two sides' own until concluded, then progress like any paper."""

    visibility = Visibility.BOTH_SIDES

    position = models.PositiveSmallIntegerField("次序", default=0)

    class Meta(CaseRow.Meta):
        abstract = True

    @classmethod
    def visible_to(cls, actor: Actor) -> Q:
        """Return the rows of the own side, and those of concluded texts within the actor's view."""
        concluded = Q(agreement__concluded_on__isnull=False) | Q(agreement__is_standing=True)
        return super().visible_to(actor) | (case_rows(actor, Visibility.PROGRESS) & concluded)

    @classmethod
    def labour_sees(cls, actor: Actor) -> Q:
        """Return the parts of filed texts: they are what the department reviews."""
        filed = Q(agreement__filed_on__isnull=False)
        return Agreement.labour_sees(actor) & filed


class Clause(TextRow):
    """One clause of the text: a key of the library, or free words under a heading."""

    key = models.CharField("条款代码", max_length=30)
    heading = models.CharField("标题", max_length=200)
    value = models.JSONField("取值", null=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    text = models.TextField("正文", blank=True)

    class Meta:
        verbose_name = "条款"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.heading


class Grade(TextRow):
    """One line of the wage table by post (岗位工资表), yuan a month."""

    post = models.CharField("岗位工种", max_length=100)
    headcount = models.PositiveIntegerField("人数", default=0)
    before = models.DecimalField("调整前", max_digits=10, decimal_places=2)
    after = models.DecimalField("调整后", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "岗位工资"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return self.post

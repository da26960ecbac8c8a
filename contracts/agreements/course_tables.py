"""The tables of an agreement's course: signature pages, filings, opinions, effect, changes, end."""

from datetime import date
from typing import Any, ClassVar

from django.db import models

from contracts.parties.models import CaseRow, Organisation, Visibility


class AgreementRow(CaseRow):
    """A row that belongs to one agreement."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.CASCADE, related_name="%(class)s_set"
    )

    class Meta(CaseRow.Meta):
        abstract = True


class Signing(AgreementRow):
    """A signature page (签字页): valid, or kept and void because a fault was open."""

    visibility = Visibility.PROGRESS

    workers_signed_on = models.DateField("职工方签字日", null=True, blank=True)
    employer_signed_on = models.DateField("企业方签字日", null=True, blank=True)
    seals = models.JSONField("印章", default=list, blank=True)
    judged_on = models.DateField("提交日")
    is_judged = models.BooleanField("双方已签", default=True)
    is_void = models.BooleanField("无效", default=False)

    class Meta:
        verbose_name = "签字页"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.signed_on}"

    @property
    def signed_on(self) -> date | None:
        """Return the day of the later signature, nothing while one is missing."""
        if self.workers_signed_on is None or self.employer_signed_on is None:
            return None
        return max(self.workers_signed_on, self.employer_signed_on)


class Filing(AgreementRow):
    """A text sent for review (报送审查); the clock runs from the day it was received."""

    visibility = Visibility.PROGRESS

    received_on = models.DateField("收到日")
    copies = models.PositiveSmallIntegerField("份数")
    claimed_firms = models.PositiveIntegerField("报称企业数", null=True, blank=True)
    claimed_workers = models.PositiveIntegerField("报称职工数", null=True, blank=True)
    claimed_migrant = models.PositiveIntegerField("报称农民工数", null=True, blank=True)
    is_refiling = models.BooleanField("异议后重报", default=False)

    class Meta:
        verbose_name = "报审"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.received_on}"


class Opinion(AgreementRow):
    """The labour department's opinion on a filed text (审查意见书)."""

    visibility = Visibility.PROGRESS

    class Result(models.TextChoices):
        """What the department said."""

        NO_OBJECTION = "no_objection", "无异议"
        OBJECTION = "objection", "有异议"

    filing = models.OneToOneField(Filing, models.CASCADE, related_name="opinion")
    result = models.CharField("结论", max_length=14, choices=Result)
    served_on = models.DateField("送达日")
    in_force_on = models.DateField("生效日", null=True, blank=True)
    clauses = models.JSONField("异议条款", default=list, blank=True)

    class Meta:
        verbose_name = "审查意见"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.result}"


class Publication(AgreementRow):
    """How and when an agreement in force was made known to the workers (公布)."""

    visibility = Visibility.PROGRESS

    published_on = models.DateField("公布日")
    channels = models.JSONField("方式", default=list, blank=True)

    class Meta:
        verbose_name = "公布"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.published_on}"


class UnionRecord(AgreementRow):
    """The copy sent to the next higher union (报上一级工会备案)."""

    visibility = Visibility.PROGRESS

    recorded_on = models.DateField("备案日")

    class Meta:
        verbose_name = "工会备案"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.recorded_on}"


class Confirmation(AgreementRow):
    """One firm's answer to a regional or industry contract: only 确认 binds and counts."""

    visibility = Visibility.PROGRESS

    class Answer(models.TextChoices):
        """What the firm said at its door."""

        CONFIRMED = "confirmed", "已确认"
        REFUSED = "refused", "拒绝"
        CLOSED = "closed", "已停业"
        NOT_SERVED = "not_served", "未送达"

    firm = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    firm_name = models.CharField("企业", max_length=300)
    workers = models.PositiveIntegerField("职工数", default=0)
    migrant = models.PositiveIntegerField("农民工", default=0)
    women = models.PositiveIntegerField("女职工", default=0)
    answer = models.CharField("答复", max_length=10, choices=Answer)
    own_min_wage = models.DecimalField(
        "本企业最低工资（元）",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
    )
    answered_on = models.DateField("日期")

    class Meta:
        verbose_name = "企业确认"
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["agreement", "firm_name"],
                name="one_answer_per_firm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm_name} {self.answer}"


class Amendment(AgreementRow):
    """An agreed change of clauses or term (变更协议), with what stood before."""

    visibility = Visibility.BOTH_SIDES

    agreed_on = models.DateField("变更日")
    grounds = models.TextField("理由", blank=True)
    clauses = models.JSONField("变更后", default=dict, blank=True)
    before = models.JSONField("变更前", default=dict, blank=True)
    term_to_before = models.DateField("原期限止", null=True, blank=True)
    term_to = models.DateField("新期限止", null=True, blank=True)

    class Meta:
        verbose_name = "变更"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.agreed_on}"


class Termination(AgreementRow):
    """An agreed end before the term is over (解除协议)."""

    visibility = Visibility.PROGRESS

    agreed_on = models.DateField("解除日")
    grounds = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "解除"
        base_manager_name = "objects"
        default_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.agreed_on}"


class ExpiryWarning(AgreementRow):
    """A warning that was given so many days before expiry; 0 is the one after it."""

    visibility = Visibility.PROGRESS

    days_before = models.PositiveSmallIntegerField("期满前天数")
    warned_on = models.DateField("提醒日")

    class Meta:
        verbose_name = "到期预警"
        base_manager_name = "objects"
        default_manager_name = "objects"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["agreement", "days_before"],
                name="one_expiry_warning_per_threshold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} -{self.days_before}"

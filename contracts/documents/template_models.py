"""Versions of Word templates that federations put in the place of the shipped ones.

The bytes lie in the store under their SHA-256. A version never changes: other bytes are another
version, and the database itself refuses to touch what was approved.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.parties.models import Case, Organisation


class TemplateVersion(models.Model):
    """One version of the template of a paper, for the subtree of ``path``, from a day on.

    ``case`` carries the journal of the federation's templates. Uploader and approver are kept as
    numbers of account and person besides their names: the second must be somebody else.
    """

    class State(models.TextChoices):
        """How far a version has come; only an approved one is printed on."""

        DRAFT = "draft", "待试印"
        TRIAL = "trial", "待批准"
        APPROVED = "approved", "已批准"
        WITHDRAWN = "withdrawn", "已撤下"

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    code = models.CharField("文书代码", max_length=60)
    federation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="上传的总工会"
    )
    place = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="适用的组织"
    )
    path = models.CharField("组织路径", max_length=120)
    number = models.PositiveIntegerField("版次")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("字节数")
    file_name = models.CharField("文件名", max_length=200)
    fields = models.JSONField("用到的字段", default=list)
    lint = models.JSONField("检查提示", default=list)
    note = models.TextField("改了什么")
    state = models.CharField("状态", max_length=9, choices=State, default=State.DRAFT)
    valid_from = models.DateField("启用日")
    uploaded_on = models.DateField("上传日")
    uploaded_by = models.CharField("上传人", max_length=420)
    uploader = models.PositiveBigIntegerField("上传账号", null=True)
    uploader_person = models.PositiveBigIntegerField("上传人员", null=True)
    approved_on = models.DateField("批准日", null=True)
    approved_by = models.CharField("批准人", max_length=420, blank=True)
    approver = models.PositiveBigIntegerField("批准账号", null=True)
    withdrawn_on = models.DateField("撤下日", null=True)
    withdrawn_by = models.CharField("撤下人", max_length=420, blank=True)
    withdrawal = models.TextField("撤下原因", blank=True)

    objects: ClassVar[models.Manager["TemplateVersion"]] = models.Manager()

    class Meta:
        verbose_name = "模板版本"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["code", "state", "path"], name="templates_of_a_place"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["code", "path", "number"], name="one_template_per_number"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(
                    approved_on__isnull=False,
                    approver__isnull=False,
                    uploader__isnull=False,
                )
                & ~Q(approver=F("uploader")),
                name="a_second_person_approves",
            ),
            models.CheckConstraint(
                condition=Q(path__endswith="."), name="template_path_closed_by_dot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} 第{self.number}版"


class TemplateTrial(models.Model):
    """The trial print of a version beside the template it would follow: files and differences.

    ``step`` of ``STEPS`` counts while the job runs; ``changes`` are lines as (mark, text), the
    mark ``+`` for new, ``-`` for gone, a blank for the same.
    """

    STEPS: ClassVar[int] = 3

    class State(models.TextChoices):
        """Where the trial print stands."""

        WAITING = "waiting", "试印中"
        READY = "ready", "已试印"
        FAILED = "failed", "试印失败"

    version = models.OneToOneField(TemplateVersion, models.CASCADE, related_name="trial")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    step = models.PositiveSmallIntegerField("已完成步数", default=0)
    failure = models.TextField("失败原因", blank=True)
    replaced = models.CharField("原模板", max_length=64, blank=True)
    new_docx = models.CharField(max_length=64, blank=True)
    new_pdf = models.CharField(max_length=64, blank=True)
    old_docx = models.CharField(max_length=64, blank=True)
    old_pdf = models.CharField(max_length=64, blank=True)
    new_pages = models.JSONField("新模板各页的图", default=list)
    old_pages = models.JSONField("原模板各页的图", default=list)
    no_pdf_because = models.TextField("没有 PDF 的原因", blank=True)
    changes = models.JSONField("文字差异", default=list)

    objects: ClassVar[models.Manager["TemplateTrial"]] = models.Manager()

    class Meta:
        verbose_name = "模板试印"

    def __str__(self) -> str:
        return f"{self.version} {self.get_state_display()}"

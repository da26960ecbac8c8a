"""The public version of a contract (公开版): made by a job, handed out once looked through."""

from typing import Any, ClassVar

from django.db import models

from contracts.parties.models import CaseRow, Visibility


class PublicText(CaseRow):
    """A contract's text without persons; ``left`` is what still looks like one."""

    visibility = Visibility.BOTH_SIDES

    class State(models.TextChoices):
        """How far it came."""

        WAITING = "waiting", "制作中"
        CHECKED = "checked", "待确认"
        CONFIRMED = "done", "可以公布"
        FAILED = "failed", "没有做成"

    paper = models.ForeignKey("Paper", models.PROTECT, related_name="public_texts")
    asked_on = models.DateField("制作日期")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    masked = models.JSONField("已隐去", default=list)
    left = models.JSONField("仍像个人信息的", default=list)
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    confirmed_by = models.CharField("确认人", max_length=420, blank=True)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    failure = models.TextField("失败原因", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "公开版"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["paper"], name="one_public_version_per_text"),
        ]

    def __str__(self) -> str:
        return f"公开版 {self.paper_id}"

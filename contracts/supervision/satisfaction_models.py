"""What workers think of how an agreement is kept (满意度测评): counted answers, no names."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, Sum

from contracts.agreements.models import Agreement
from contracts.parties.models import CaseRow, Visibility


class Satisfaction(CaseRow):
    """One survey of how an agreement is kept: sheets sent, returned, valid."""

    visibility = Visibility.PROGRESS

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="satisfaction_set")
    surveyed_on = models.DateField("测评日")
    sent = models.PositiveIntegerField("发放")
    returned = models.PositiveIntegerField("收回")
    valid = models.PositiveIntegerField("有效")

    class Meta(CaseRow.Meta):
        verbose_name = "满意度测评"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(valid__lte=F("returned"), returned__lte=F("sent")),
                name="no_more_valid_sheets_than_were_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.surveyed_on}"

    def totals(self) -> dict[str, int]:
        """Return the answers of all items together, by grade."""
        grades = ("satisfied", "basic", "dissatisfied", "unknown")
        summed = self.items.aggregate(**{grade: Sum(grade) for grade in grades})
        return {grade: summed[grade] or 0 for grade in grades}


class SatisfactionItem(CaseRow):
    """The answers to one item of a survey."""

    visibility = Visibility.PROGRESS

    survey = models.ForeignKey(Satisfaction, models.CASCADE, related_name="items")
    item = models.CharField("项目", max_length=200)
    satisfied = models.PositiveIntegerField("满意")
    basic = models.PositiveIntegerField("基本满意")
    dissatisfied = models.PositiveIntegerField("不满意")
    unknown = models.PositiveIntegerField("不了解")

    class Meta(CaseRow.Meta):
        verbose_name = "满意度测评项"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["survey", "item"], name="an_item_is_counted_once"),
        ]

    def __str__(self) -> str:
        return self.item

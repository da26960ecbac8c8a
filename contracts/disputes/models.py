"""Disputes over an agreement or its performance: intake, mediation, arbitration."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from contracts.agreements.models import Agreement
from contracts.parties.models import CaseRow, Organisation, Visibility


class Dispute(CaseRow):
    """A dispute between two parties and how far it came (争议)."""

    visibility = Visibility.PROGRESS

    class Stage(models.TextChoices):
        """Where the dispute stands."""

        INTAKE = "intake", "受理登记"
        MEDIATE = "mediate", "调解"
        ARBITRATE = "arbitrate", "仲裁"
        SETTLED = "settled", "已达成调解"

    applicant = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    respondent = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dispute_set",
    )
    stage = models.CharField("阶段", max_length=10, choices=Stage, default=Stage.INTAKE)
    claim = models.TextField("诉求")
    taken_in_on = models.DateField("受理日", null=True, blank=True)
    known_on = models.DateField("知道侵害日", null=True, blank=True)
    mediation_applied_on = models.DateField("申请调解", null=True, blank=True)
    mediated_on = models.DateField("达成调解", null=True, blank=True)
    settlement = models.TextField("调解内容", blank=True)
    arbitration_applied_on = models.DateField("申请仲裁", null=True, blank=True)
    mediation_last_day = models.DateField("调解期满", null=True, blank=True)
    arbitration_last_day = models.DateField("时效届满", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "争议"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(mediated_on__isnull=True) | Q(mediation_applied_on__isnull=False),
                name="mediated_after_application",
            ),
        ]

    def __str__(self) -> str:
        return self.claim

"""Process proxies of Viewflow, and the tables of the door, the desk and the queue.

A process row is a thin pointer (``artifact``) to the record; facts of the case live in contracts/.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from viewflow.workflow.models import Process
from viewflow.workflow.status import STATUS

from contracts.agreements import effects
from contracts.agreements.models import Agreement
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import Offer, Round
from contracts.congress import credentials, rosters
from contracts.congress.choices import Form
from contracts.congress.models import Congress
from contracts.deadlines import clock
from contracts.parties.choices import Side
from workflow.desk.models import WorkItem
from workflow.queue.models import Job

__all__ = [
    "BargainingProcess",
    "ConclusionProcess",
    "FoundingProcess",
    "Job",
    "ReviewProcess",
    "Sent",
    "WorkItem",
]

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def start_of(day: date) -> datetime:
    """Return the first moment of a day at the seat of the law (Asia/Shanghai)."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """Return the moment a last day is over: the first of the next day."""
    return start_of(day + timedelta(days=1))


class Sent(models.Model):
    """A form already sent: the same key makes one effect, another body under it is refused."""

    account = models.BigIntegerField("账号")
    key = models.CharField("提交键", max_length=64)
    body_sha256 = models.CharField(max_length=64)
    result = models.JSONField("结果", default=dict)

    class Meta:
        app_label = "workflow"
        verbose_name = "已提交表单"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["account", "key"], name="one_effect_per_form"),
        ]

    def __str__(self) -> str:
        return self.key


class Carrying(Process):
    """What our process proxies share: the record they point at and the moments they wait for."""

    class Meta:
        proxy = True

    def moment_after(self, day: date | None) -> datetime:
        """Return the moment a last day is over; without one, a day that never comes."""
        return end_of(day) if day else NEVER


class BargainingProcess(Carrying):
    """The way of one round, from preparation to settled terms."""

    class Meta:
        proxy = True
        verbose_name = "一轮协商"

    @property
    def round(self) -> Round:
        """Return the round this process carries."""
        record: Round = self.artifact
        return record

    @property
    def opening_side(self) -> str:
        """Return whose desk the offer lies on: the union's, unless the firm opened the round."""
        return Side.WORKERS

    @property
    def offering_side(self) -> str:
        """Return the side that made the offer."""
        offers = Offer.objects.filter(round=self.artifact_object_id)
        _, made_by = max(offers.values_list("pk", "made_by"), default=(0, Side.WORKERS.value))
        return made_by

    @property
    def answering_side(self) -> str:
        """Return the side that owes the answer."""
        return Side(self.offering_side).other

    @property
    def is_beyond_offer(self) -> bool:
        """Test whether the offer is out."""
        return self.round.stage != Stage.PREP

    @property
    def is_in_talks(self) -> bool:
        """Test whether both sides are at the table, or were."""
        return self.round.stage not in {Stage.PREP, Stage.OFFER}

    @property
    def is_escalated(self) -> bool:
        """Test whether the way to the higher union has already been opened by the clock."""
        return self.task_set.filter(flow_task_type="TIMER", status=STATUS.DONE).exists()

    @property
    def is_settled(self) -> bool:
        """Test whether the draft terms are agreed."""
        return self.round.is_settled

    @property
    def is_suspended(self) -> bool:
        """Test whether the talks are suspended now."""
        return self.round.suspensions.filter(resumed_on__isnull=True).exists()

    @property
    def is_drafted(self) -> bool:
        """Test whether the round has gone on to its agreements."""
        return self.round.is_settled


class ConclusionProcess(Carrying):
    """The way of one agreement, from draft to publication and record."""

    class Meta:
        proxy = True
        verbose_name = "合同订立"

    @property
    def agreement(self) -> Agreement:
        """Return the agreement this process carries."""
        record: Agreement = self.artifact
        return record

    @property
    def is_passed(self) -> bool:
        """Test whether the congress passed the draft."""
        return self.agreement.passed_on is not None

    @property
    def is_signed_by_workers(self) -> bool:
        """Test whether the workers' chief has signed a page that stands or waits."""
        return self._has_signed("workers_signed_on")

    @property
    def is_signed_by_employer(self) -> bool:
        """Test whether the employer's chief has signed a page that stands or waits."""
        return self._has_signed("employer_signed_on")

    @property
    def is_objected(self) -> bool:
        """Test whether the labour department objected to the text as filed."""
        return self.agreement.in_force_on is None

    def _has_signed(self, field: str) -> bool:
        waiting = self.agreement.signing_set.filter(is_judged=False, **{f"{field}__isnull": False})
        return getattr(self.agreement, field) is not None or waiting.exists()

    def moment_of_effect(self) -> datetime:
        """Return when silence brings the agreement into force: the start of that day."""
        day = effects.day_of_silence(self.agreement)
        return start_of(day) if day else NEVER


class ReviewProcess(Carrying):
    """The way of keeping one agreement: checks, rectification, the yearly report."""

    class Meta:
        proxy = True
        verbose_name = "履约检查"

    @property
    def agreement(self) -> Agreement:
        """Return the agreement whose keeping is checked."""
        record: Agreement = self.artifact
        return record

    @property
    def is_kept(self) -> bool:
        """Test whether the last check found nothing to mend."""
        last = self.agreement.review_set.order_by("-pk").first()
        return last is None or last.partial_count + last.undone_count == 0

    @property
    def is_past(self) -> bool:
        """Test whether no more checks fall due: it has expired, or ended early."""
        is_checked = clock.running(self.agreement).filter(code="DL_PERF_CHECK").exists()
        return self.is_over or not is_checked

    @property
    def is_over(self) -> bool:
        """Test whether the agreement has ended."""
        return self.agreement.ended_on is not None


class FoundingProcess(Carrying):
    """The way of one congress, from the request to the public notice of its delegates."""

    class Meta:
        proxy = True
        verbose_name = "职代会建制"

    @property
    def congress(self) -> Congress:
        """Return the congress this process carries."""
        record: Congress = self.artifact
        return record

    @property
    def is_established(self) -> bool:
        """Test whether the congress has sat, so that nothing is left to found."""
        return self.congress.is_established

    @property
    def has_delegates(self) -> bool:
        """Test whether delegates are elected: not where all workers meet."""
        return self.congress.form == Form.CONGRESS

    @property
    def is_elected(self) -> bool:
        """Test whether no unit must vote, for the first time or again."""
        congress = self.congress
        return not rosters.to_repeat(congress) and not rosters.open_seats(congress)

    @property
    def is_certified(self) -> bool:
        """Test whether the credentials hold and no election came after them."""
        return credentials.is_certified(self.congress)

    @property
    def is_announced(self) -> bool:
        """Test whether the names certified last are on the notice board."""
        return self.is_certified and credentials.is_announced(self.congress)

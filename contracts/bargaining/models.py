"""Rounds of bargaining, covered firms, representatives, recorders, offers and their reminders."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from contracts.bargaining.choices import INSTRUMENT_NAMES, Answer, Mandate, Stage
from contracts.bargaining.own_tables import (
    EmployerPlan,
    EmployerPlanPosition,
    SurveyTopic,
    WorkersPlan,
    WorkersPlanPosition,
    WorkersSurvey,
)
from contracts.bargaining.talk_tables import (
    Attendance,
    Coordination,
    DataHandover,
    DataRequest,
    Position,
    Session,
    Settlement,
    Suspension,
    SuspensionReason,
)
from contracts.parties.models import CaseRow, Kind, Organisation, Person, Scope, Side, Visibility

__all__ = [
    "Attendance",
    "Coordination",
    "CoveredFirm",
    "DataHandover",
    "DataRequest",
    "EmployerPlan",
    "EmployerPlanPosition",
    "Offer",
    "OfferTopic",
    "Position",
    "Recorder",
    "Reminder",
    "Representative",
    "Round",
    "Session",
    "Settlement",
    "SilenceReport",
    "SurveyTopic",
    "Suspension",
    "SuspensionReason",
    "WorkersPlan",
    "WorkersPlanPosition",
    "WorkersSurvey",
]


class Round(CaseRow):
    """One round of bargaining (一轮集体协商), from preparation to the agreements it ends in."""

    visibility = Visibility.PROGRESS

    kind = models.CharField("合同种类", max_length=14, choices=Kind)
    scope = models.CharField("层级", max_length=12, choices=Scope, default=Scope.ENTERPRISE)
    number = models.CharField("编号", max_length=60, blank=True)
    opened_on = models.DateField("启动日")
    stage = models.CharField("阶段", max_length=8, choices=Stage, default=Stage.PREP)
    previous = models.ForeignKey(
        "agreements.Agreement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="following_rounds",
        verbose_name="上一份合同",
    )
    previous_number = models.CharField("上一份合同编号", max_length=100, blank=True)
    previous_expires_on = models.DateField("上一份合同期满日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "协商轮次"

    def __str__(self) -> str:
        return f"{self.opened_on.year}年{self.instrument_name}协商"

    @property
    def instrument_name(self) -> str:
        """Return the Chinese name of the instrument bargained for."""
        return INSTRUMENT_NAMES[Kind(self.kind)]

    @property
    def is_of_area(self) -> bool:
        """Test whether the round is for a region or an industry, not for one firm."""
        return self.scope != Scope.ENTERPRISE

    @property
    def is_settled(self) -> bool:
        """Test whether the talks are over: the terms are agreed and go their way."""
        return self.stage not in {Stage.PREP, Stage.OFFER, Stage.TALKS}

    def party(self, side: str) -> Organisation | None:
        """Return the organisation that sits on a side."""
        return self.workers_party if side == Side.WORKERS else self.employer_party


class CoveredFirm(CaseRow):
    """A firm that a regional or industry round wants to cover (覆盖企业名册)."""

    visibility = Visibility.PROGRESS

    round = models.ForeignKey(Round, models.PROTECT, related_name="covered_firms")
    name = models.CharField("企业名称", max_length=300)
    workers = models.PositiveIntegerField("职工数", default=0)
    migrant = models.PositiveIntegerField("农民工数", default=0)
    women = models.PositiveIntegerField("女职工数", default=0)
    mandate = models.CharField("授权", max_length=8, choices=Mandate, default=Mandate.NONE)

    class Meta(CaseRow.Meta):
        verbose_name = "覆盖企业"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "name"], name="a_firm_is_covered_once"),
            models.CheckConstraint(
                condition=Q(migrant__lte=F("workers"), women__lte=F("workers")),
                name="covered_groups_within_workers",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Representative(CaseRow):
    """A person who bargains for one side (协商代表), until he leaves."""

    visibility = Visibility.BOTH_SIDES

    round = models.ForeignKey(Round, models.PROTECT, related_name="representatives")
    side = models.CharField("方别", max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_chief = models.BooleanField("首席代表", default=False)
    has_mandate = models.BooleanField("有书面委托", default=False)
    is_relative = models.BooleanField("企业负责人近亲属", default=False)
    named_on = models.DateField("产生日")
    left_on = models.DateField("离任日", null=True, blank=True)
    is_seat_vacant = models.BooleanField("席位空缺", default=False)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
    )

    class Meta(CaseRow.Meta):
        verbose_name = "协商代表"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["round", "side", "person"],
                condition=Q(left_on__isnull=True),
                name="a_person_sits_once_on_a_side",
            ),
            models.UniqueConstraint(
                fields=["round", "side"],
                condition=Q(left_on__isnull=True, is_chief=True),
                name="one_chief_on_each_side",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=False) | Q(is_seat_vacant=False),
                name="a_seat_is_vacant_only_after_leaving",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.person}"

    @property
    def is_head(self) -> bool:
        """Test whether he is the union's chair or the firm's legal representative."""
        party = self.round.party(self.side)
        return party is not None and party.head_id == self.person_id

    @property
    def is_outsider(self) -> bool:
        """Test whether he comes from outside (外聘专业人员).

        In an area the representatives' firms are no organisations of the tree: there only somebody
        without a firm and without a place in one (层级) is from outside.
        """
        if self.is_head:
            return False
        if self.round.is_of_area:
            return self.person.works_at_id is None and not self.person.level
        return self.person.works_at_id not in {self.employer_party_id, self.workers_party_id} or (
            self.person.works_at_id is None
        )


class Recorder(CaseRow):
    """Who writes the minutes (记录员): chosen by both sides, and no representative."""

    visibility = Visibility.BOTH_SIDES

    round = models.ForeignKey(Round, models.PROTECT, related_name="recorders")
    side = models.CharField("提名方", max_length=10, choices=Side)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    named_on = models.DateField("确定日")

    class Meta(CaseRow.Meta):
        verbose_name = "记录员"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "side"], name="one_recorder_named_per_side"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Offer(CaseRow):
    """A written demand to bargain (要约) and the answer to it (应约)."""

    visibility = Visibility.PROGRESS

    round = models.ForeignKey(Round, models.PROTECT, related_name="offers")
    made_by = models.CharField("要约方", max_length=10, choices=Side)
    made_on = models.DateField("要约日")
    is_renewal = models.BooleanField("续订要约", default=False)
    delivered_by = models.CharField("送达方式", max_length=20, blank=True)
    sent_on = models.DateField("发出日")
    received_on = models.DateField("对方收到日", null=True, blank=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    last_day = models.DateField("应约届满日", null=True, blank=True)
    responded_on = models.DateField("应约日", null=True, blank=True)
    answer = models.CharField("答复", max_length=8, choices=Answer, blank=True)
    reason = models.TextField("不同意的理由", blank=True)
    coordinated_on = models.DateField("经协调应约日", null=True, blank=True)
    superseded_on = models.DateField("被新要约替代日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "要约"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="an_offer_is_received_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(responded_on__isnull=True, answer="")
                | Q(responded_on__isnull=False) & ~Q(answer=""),
                name="an_answer_has_its_day",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(
                    responded_on__isnull=True,
                    coordinated_on__isnull=True,
                    superseded_on__isnull=True,
                ),
                name="one_open_offer_per_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_made_by_display()}要约 {self.made_on}"

    @cached_property
    def topics_in_order(self) -> list["OfferTopic"]:
        """Return the topics in their order, read once; they never change."""
        return list(self.topics.order_by("place"))

    @property
    def is_open(self) -> bool:
        """Test whether the offer still waits for an answer."""
        return not (self.responded_on or self.coordinated_on or self.superseded_on)

    @property
    def is_refused(self) -> bool:
        """Test whether the other side answered no, and nothing came after it."""
        return self.answer == Answer.REFUSE and self.coordinated_on is None

    @property
    def days_late(self) -> int:
        """Return by how many days the answer missed the last day; 0 if in time or still out."""
        if self.responded_on is None or self.last_day is None:
            return 0
        return max((self.responded_on - self.last_day).days, 0)


class OfferTopic(CaseRow):
    """A topic the offer names (协商议题): for the two sides, not for the progress."""

    visibility = Visibility.BOTH_SIDES

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="topics")
    place = models.PositiveSmallIntegerField("序号")
    topic = models.CharField("议题", max_length=200)
    claim = models.CharField("主张", max_length=300, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "要约议题"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["offer", "place"], name="one_topic_per_place"),
        ]

    def __str__(self) -> str:
        return self.topic


class Reminder(CaseRow):
    """A written reminder to answer an offer (催告应约)."""

    visibility = Visibility.PROGRESS

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="reminders")
    reminded_on = models.DateField("催告日")
    received_on = models.DateField("收到日")

    class Meta(CaseRow.Meta):
        verbose_name = "催告"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(received_on__gte=F("reminded_on")),
                name="a_reminder_is_received_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"催告 {self.reminded_on}"


class SilenceReport(CaseRow):
    """The report to the higher union that an offer was refused or left unanswered."""

    visibility = Visibility.PROGRESS

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="silence_reports")
    reported_on = models.DateField("报告日")
    reported_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta(CaseRow.Meta):
        verbose_name = "拒绝（逾期不答复）情况报告"

    def __str__(self) -> str:
        return f"报告 {self.reported_on}"

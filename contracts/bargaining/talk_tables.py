"""The tables of the talks: data, sessions, suspensions, the settlement, coordination."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.parties.models import CaseRow, Organisation, Person, Side, Visibility


class DataRequest(CaseRow):
    """One side asks the other for facts and figures before the first session (资料提供请求)."""

    visibility = Visibility.BOTH_SIDES

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="data_requests")
    side = models.CharField("请求方", max_length=10, choices=Side)
    items = models.JSONField("资料", default=list)
    requested_on = models.DateField("请求日")
    meets_on = models.DateField("商定的首次协商日")

    class Meta(CaseRow.Meta):
        verbose_name = "资料请求"

    def __str__(self) -> str:
        return f"{self.requested_on} {self.get_side_display()}"


class DataHandover(CaseRow):
    """The facts and figures one side handed to the other (资料交接)."""

    visibility = Visibility.BOTH_SIDES

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="data_handovers")
    request = models.ForeignKey(
        DataRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handovers",
    )
    side = models.CharField("提供方", max_length=10, choices=Side)
    items = models.JSONField("资料", default=list)
    handed_over_on = models.DateField("交接日")

    class Meta(CaseRow.Meta):
        verbose_name = "资料交接"

    def __str__(self) -> str:
        return f"{self.handed_over_on} {self.get_side_display()}"


class Session(CaseRow):
    """A bargaining session (协商会议): that it was held, when and as which. Words: ``Position``."""

    visibility = Visibility.PROGRESS

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField("第几次")
    held_on = models.DateField("日期")
    chair = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    chair_side = models.CharField("主持方", max_length=10, choices=Side, blank=True)
    recorder = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_one_sided = models.BooleanField("只有一方意见", default=False)

    class Meta(CaseRow.Meta):
        verbose_name = "协商会议"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "number"], name="one_session_per_number"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}次协商会议 {self.held_on}"


class Attendance(CaseRow):
    """Somebody present at a session; without a side he only sat in (列席)."""

    visibility = Visibility.BOTH_SIDES

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    side = models.CharField("方别", max_length=10, choices=Side, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "到会"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["session", "person"],
                name="a_person_is_present_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Position(CaseRow):
    """What both sides said on a topic in a session, and what was settled.

    Words stand as they were written; where they are a number it is kept beside them. With
    ``is_percentage`` a value is as people write it (5 means 5 %).
    """

    visibility = Visibility.BOTH_SIDES

    session = models.ForeignKey(Session, models.CASCADE, related_name="positions")
    place = models.PositiveSmallIntegerField("序号")
    topic = models.CharField("议题", max_length=200)
    is_percentage = models.BooleanField("百分比", default=False)
    base_value = models.DecimalField(
        "计算基数",
        max_digits=14,
        decimal_places=4,
        null=True,
        blank=True,
    )
    base_words = models.CharField("基数说明", max_length=200, blank=True)
    workers_words = models.TextField("职工方意见", blank=True)
    workers_value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    employer_words = models.TextField("企业方意见", blank=True)
    employer_value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    settled_words = models.TextField("一致结果", blank=True)
    settled_value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "议题意见"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["session", "place"], name="one_position_per_place"),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def is_two_sided(self) -> bool:
        """Test whether both sides spoke to the topic."""
        return bool(self.workers_words and self.employer_words)

    @property
    def is_settled(self) -> bool:
        """Test whether the sides agreed on the topic."""
        return bool(self.settled_words)


class Suspension(CaseRow):
    """Talks stopped by agreement until a named day (中止协商)."""

    visibility = Visibility.PROGRESS

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="suspensions")
    suspended_on = models.DateField("中止日")
    until = models.DateField("恢复日")
    resumed_on = models.DateField("实际恢复日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "中止协商"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(until__gt=F("suspended_on")),
                name="suspended_until_a_later_day",
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True) | Q(resumed_on__gte=F("suspended_on")),
                name="resumed_after_suspended",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(resumed_on__isnull=True),
                name="one_running_suspension",
            ),
        ]

    def __str__(self) -> str:
        return f"中止至 {self.until}"


class SuspensionReason(CaseRow):
    """Why the talks were suspended: words for the two sides, kept apart from the progress."""

    visibility = Visibility.BOTH_SIDES

    suspension = models.OneToOneField(Suspension, models.CASCADE, related_name="because")
    reason = models.TextField("中止原因", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "中止原因"

    def __str__(self) -> str:
        return self.reason


class Settlement(CaseRow):
    """Both chiefs declare the draft terms agreed (协商一致)."""

    visibility = Visibility.PROGRESS

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="settlements")
    settled_on = models.DateField("达成日")
    sessions_held = models.PositiveSmallIntegerField("协商次数")
    workers_chief = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="职工方首席代表",
    )
    employer_chief = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="企业方首席代表",
    )

    class Meta(CaseRow.Meta):
        verbose_name = "协商一致"

    def __str__(self) -> str:
        return f"协商一致 {self.settled_on}"


class Coordination(CaseRow):
    """The labour department helps to reach an agreement (协调处理): asked, taken up, concluded."""

    visibility = Visibility.PROGRESS

    round = models.ForeignKey("bargaining.Round", models.PROTECT, related_name="coordinations")
    side = models.CharField("申请方", max_length=10, choices=Side, blank=True)
    department = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    applied_on = models.DateField("申请日")
    accepted_on = models.DateField("受理日", null=True, blank=True)
    extended_days = models.PositiveSmallIntegerField("延长日数", default=0)
    concluded_on = models.DateField("结案日", null=True, blank=True)
    terms = models.JSONField("协调结果", default=list, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "协调处理"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gte=F("applied_on")),
                name="coordination_accepted_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("accepted_on")),
                name="coordination_concluded_after_accepted",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(concluded_on__isnull=True),
                name="one_open_coordination",
            ),
        ]

    def __str__(self) -> str:
        return f"协调处理 {self.applied_on}"

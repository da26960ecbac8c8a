"""How a congress comes about: request, seats, elections, delegates, credentials."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.congress.choices import Category, CongressStage, Form
from contracts.parties.models import CaseRow, Organisation, Visibility

DISPATCHED = "劳务派遣"
WOMAN = "女"


class Establishment(CaseRow):
    """The request to set a congress up (建制请示) and the higher union's approval (批复)."""

    visibility = Visibility.PROGRESS

    congress = models.OneToOneField(
        "congress.Congress", models.PROTECT, related_name="establishment"
    )
    form = models.CharField("请示的形式", max_length=10, choices=Form)
    term_years = models.PositiveSmallIntegerField("届期（年）", null=True, blank=True)
    requested_on = models.DateField("请示日")
    last_day = models.DateField("最迟批复", null=True, blank=True)
    approved_on = models.DateField("批复日", null=True, blank=True)
    approved_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(CaseRow.Meta):
        verbose_name = "建制请示"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(approved_on__isnull=True) | Q(approved_on__gte=F("requested_on")),
                name="a_congress_is_approved_after_the_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_form_display()}建制请示"


class SeatPlan(CaseRow):
    """How many delegates there are to be and which unit elects how many (名额分配).

    ``operators`` are seats of those who run firms; only an area's plan has them.
    """

    visibility = Visibility.PROGRESS
    stage = CongressStage.ELECT

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="seat_plans")
    seats = models.PositiveIntegerField("代表总数")
    workers = models.PositiveIntegerField("职工总数", null=True, blank=True)
    operators = models.PositiveIntegerField("企业经营者代表", null=True, blank=True)
    planned_on = models.DateField("确定日")
    replaced_on = models.DateField("被新方案取代", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "名额分配"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["congress"],
                condition=Q(replaced_on__isnull=True),
                name="one_seat_plan_stands",
            ),
            models.CheckConstraint(
                condition=Q(operators__isnull=True) | Q(operators__lte=F("seats")),
                name="operators_within_seats",
            ),
        ]

    def __str__(self) -> str:
        return f"代表{self.seats}名"


class ElectionUnit(CaseRow):
    """A unit that elects (选举单位): a workshop, a section, an office."""

    visibility = Visibility.PROGRESS

    plan = models.ForeignKey(SeatPlan, models.CASCADE, related_name="units")
    name = models.CharField("选举单位", max_length=100)
    workers = models.PositiveIntegerField("职工数")
    seats = models.PositiveIntegerField("名额")

    class Meta(CaseRow.Meta):
        verbose_name = "选举单位"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["plan", "name"], name="a_unit_is_planned_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}{self.seats}名"


class Election(CaseRow):
    """One election in one unit: a fact, valid or not, with what the law of the day asked.

    ``given_up`` are seats that were given up before it (缺额), ``failed`` those it did not fill.
    """

    visibility = Visibility.PROGRESS
    stage = CongressStage.ELECT

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="elections")
    unit = models.CharField("选举单位", max_length=100)
    workers = models.PositiveIntegerField("单位职工数")
    attended = models.PositiveIntegerField("到会")
    quorum_needed = models.PositiveIntegerField("法定最低到会")
    votes_needed = models.PositiveIntegerField("当选最低票")
    held_on = models.DateField("选举日")
    is_valid = models.BooleanField("到会够数")
    failed = models.PositiveIntegerField("未选出名额", default=0)
    replaces = models.JSONField("空出席位的代表", default=list, blank=True)
    given_up = models.PositiveIntegerField("空出席位", default=0)

    class Meta(CaseRow.Meta):
        verbose_name = "代表选举"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(attended__lte=F("workers")),
                name="nobody_votes_from_outside_the_unit",
            ),
            models.CheckConstraint(
                condition=Q(is_valid=False) | Q(attended__gte=F("quorum_needed")),
                name="a_valid_election_has_its_quorum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}选举"


class Candidate(CaseRow):
    """Somebody voted for in an election, with the votes out of all workers of the unit."""

    visibility = Visibility.PROGRESS

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidates")
    name = models.CharField("姓名", max_length=100)
    votes = models.PositiveIntegerField("得票")
    category = models.CharField("类别", max_length=10, choices=Category, blank=True)
    gender = models.CharField("性别", max_length=2, blank=True)
    employment = models.CharField("用工形式", max_length=30, blank=True)
    is_elected = models.BooleanField("当选")

    class Meta(CaseRow.Meta):
        verbose_name = "候选人"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["election", "name"], name="a_candidate_stands_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_management(self) -> bool:
        """Test whether the cap on managers from the middle up and leaders counts this person."""
        return self.category in {Category.MIDDLE, Category.LEADER}

    @property
    def is_frontline(self) -> bool:
        """Test whether this person works at the front line (一线): workers and technicians."""
        return self.category in {Category.WORKER, Category.TECHNICIAN}

    @property
    def is_leader(self) -> bool:
        """Test whether this person leads a firm: in an area's congress, an operator (经营者)."""
        return self.category == Category.LEADER

    @property
    def is_woman(self) -> bool:
        """Test whether this is a woman."""
        return self.gender == WOMAN

    @property
    def is_dispatched(self) -> bool:
        """Test whether an agency sent this person (劳务派遣)."""
        return self.employment.startswith(DISPATCHED)


class Delegate(CaseRow):
    """Somebody who stands elected (职工代表), until the seat is given up."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="delegates")
    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="seat")
    unit = models.CharField("选举单位", max_length=100)
    name = models.CharField("姓名", max_length=100)
    since = models.DateField("当选日")
    left_on = models.DateField("离任日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "职工代表"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["congress", "unit", "name"],
                condition=Q(left_on__isnull=True),
                name="a_delegate_sits_once",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("since")),
                name="a_delegate_leaves_after_the_election",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Certification(CaseRow):
    """The credentials report (代表资格审查报告) over all elections so far; ``faults`` are rules."""

    visibility = Visibility.PROGRESS
    stage = CongressStage.QUALIFY

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="certifications")
    certified_on = models.DateField("审查日")
    delegates = models.PositiveIntegerField("代表总数")
    management = models.PositiveIntegerField("中层以上管理和领导人员代表", null=True, blank=True)
    women = models.PositiveIntegerField("女代表", null=True, blank=True)
    dispatch = models.PositiveIntegerField("劳务派遣代表", null=True, blank=True)
    last_election = models.ForeignKey(
        Election, models.PROTECT, null=True, blank=True, related_name="+"
    )
    faults = models.JSONField("不合格项", default=list, blank=True)
    is_clean = models.BooleanField("合格")

    class Meta(CaseRow.Meta):
        verbose_name = "代表资格审查"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(is_clean=False) | Q(faults=[]),
                name="clean_credentials_break_no_rule",
            ),
        ]

    def __str__(self) -> str:
        return f"资格审查：代表{self.delegates}名"


class DelegateNotice(CaseRow):
    """The list of delegates on the notice board (代表名单公示)."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="notices")
    announced_on = models.DateField("公示开始日")
    until = models.DateField("公示截止日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "代表公示"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("announced_on")),
                name="a_notice_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return "职工代表公示"

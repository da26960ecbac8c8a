"""What a congress does besides passing drafts: it appraises, elects, is heard, sees affairs open.

Counts only where people vote: no vote has a name.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.congress.choices import Opinion, PlanKind, Seat
from contracts.parties.models import CaseRow, Visibility


class Appraisal(CaseRow):
    """The democratic appraisal (民主评议) of one leader at a sitting; the counts come later."""

    visibility = Visibility.WORKERS_ONLY

    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="appraisals")
    target = models.CharField("评议对象", max_length=100)
    post = models.CharField("职务", max_length=100, blank=True)
    begun_on = models.DateField("发表日")
    counted_on = models.DateField("汇总日", null=True, blank=True)
    issued = models.PositiveIntegerField("发票", null=True, blank=True)
    returned = models.PositiveIntegerField("收票", null=True, blank=True)
    invalid = models.PositiveIntegerField("废票", null=True, blank=True)
    excellent = models.PositiveIntegerField("优秀", null=True, blank=True)
    competent = models.PositiveIntegerField("称职", null=True, blank=True)
    basic = models.PositiveIntegerField("基本称职", null=True, blank=True)
    incompetent = models.PositiveIntegerField("不称职", null=True, blank=True)
    comments = models.TextField("意见汇总", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "民主评议"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["sitting", "target"], name="a_leader_is_appraised_once_a_sitting"
            ),
            models.CheckConstraint(
                condition=Q(counted_on__isnull=True)
                | Q(
                    issued__gte=F("returned"),
                    returned=F("invalid")
                    + F("excellent")
                    + F("competent")
                    + F("basic")
                    + F("incompetent"),
                ),
                name="a_counted_appraisal_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"民主评议{self.target}"


class BoardElection(CaseRow):
    """The election of an employee director or supervisor (职工董事、职工监事), in numbers.

    ``quorum_needed`` and ``votes_needed`` are what the law of the day asked, of everybody entitled.
    """

    visibility = Visibility.PROGRESS

    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="board_elections")
    seat = models.CharField("职位", max_length=10, choices=Seat)
    name = models.CharField("候选人", max_length=100)
    post = models.CharField("岗位", max_length=100, blank=True)
    held_on = models.DateField("选举日")
    entitled = models.PositiveIntegerField("应到")
    present = models.PositiveIntegerField("实到")
    votes = models.PositiveIntegerField("得票")
    quorum_needed = models.PositiveIntegerField("法定最低出席")
    votes_needed = models.PositiveIntegerField("当选最低票")
    term_to = models.DateField("任期止", null=True, blank=True)
    is_elected = models.BooleanField("当选", default=False)
    faults = models.JSONField("不合格项", default=list, blank=True)
    source = models.TextField("依据", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "职工董事监事选举"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(votes__lte=F("present"), present__lte=F("entitled")),
                name="a_board_seat_has_no_more_votes_than_people",
            ),
            models.CheckConstraint(
                condition=Q(is_elected=False)
                | Q(faults=[], votes__gte=F("votes_needed"), present__gte=F("quorum_needed")),
                name="an_elected_board_member_has_the_votes",
            ),
            models.CheckConstraint(
                condition=Q(term_to__isnull=True) | Q(term_to__gt=F("held_on")),
                name="a_board_term_ends_after_the_election",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()}{self.name}"


class PlanOpinion(CaseRow):
    """What the congress says to a plan of layoffs or resettlement (裁减人员、职工安置方案).

    ``is_decisive`` tells whether the law of the place lets the congress pass it (国有企业) or only
    hear it; a vote that passes it is a count of its own.
    """

    visibility = Visibility.BOTH_SIDES

    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="plan_opinions")
    kind = models.CharField("方案类型", max_length=14, choices=PlanKind)
    explained_on = models.DateField("说明情况日")
    planned_on = models.DateField("拟实施日")
    affected = models.PositiveIntegerField("涉及人数")
    total = models.PositiveIntegerField("职工总数")
    compensation = models.TextField("补偿标准", blank=True)
    protected = models.TextField("优先留用与禁止裁减人员核查", blank=True)
    reemployment = models.TextField("转岗再就业措施", blank=True)
    arrangements = models.JSONField("涉及人员", default=list, blank=True)
    opinion = models.CharField("审议意见", max_length=8, choices=Opinion)
    advice = models.TextField("意见建议", blank=True)
    given_on = models.DateField("审议日")
    is_decisive = models.BooleanField("须经职代会通过", default=False)
    source = models.TextField("依据", blank=True)
    answer = models.TextField("企业答复", blank=True)
    answered_on = models.DateField("答复日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "方案审议意见"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(affected__lte=F("total")), name="a_plan_touches_no_more_than_all"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("given_on")),
                name="an_opinion_is_answered_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}方案审议意见"


class DisclosurePlan(CaseRow):
    """What the firm lays open in a year, how often, in which form (厂务公开目录)."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey(
        "congress.Congress", models.PROTECT, related_name="disclosure_plans"
    )
    year = models.PositiveSmallIntegerField("年度")
    responsible = models.CharField("公开责任人", max_length=100, blank=True)
    supervisors = models.CharField("监督小组", max_length=200, blank=True)
    items = models.JSONField("公开事项", default=list)
    made_on = models.DateField("编制日")
    replaced_on = models.DateField("被新目录取代", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "厂务公开目录"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["congress", "year"],
                condition=Q(replaced_on__isnull=True),
                name="one_disclosure_plan_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年厂务公开目录"

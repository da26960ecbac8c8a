"""Congresses, their sittings, presidia, votes and resolutions. Counts only: no vote has a name."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Agreement
from contracts.congress.choices import CongressStage, Form, SittingStage
from contracts.congress.followup_models import (
    Appraisal,
    BoardElection,
    DisclosurePlan,
    PlanOpinion,
)
from contracts.congress.founding_models import (
    Candidate,
    Certification,
    Delegate,
    DelegateNotice,
    Election,
    ElectionUnit,
    Establishment,
    SeatPlan,
)
from contracts.congress.meeting_models import Invitation, NoticeBoard
from contracts.congress.poll_models import CastBallot, CountSheet, Elector, Poll, Slip
from contracts.congress.proposal_models import Proposal, ProposalCall, ProposalText
from contracts.congress.standing_models import (
    CommitteeSeat,
    GroupNote,
    JointMeeting,
    Recall,
    TermChange,
)
from contracts.parties.models import CaseRow, Visibility

__all__ = [
    "Appraisal",
    "Ballot",
    "BoardElection",
    "Candidate",
    "CastBallot",
    "Certification",
    "CommitteeSeat",
    "Congress",
    "CountSheet",
    "Delegate",
    "DelegateNotice",
    "DisclosurePlan",
    "Election",
    "ElectionUnit",
    "Elector",
    "Establishment",
    "GroupNote",
    "Invitation",
    "JointMeeting",
    "NoticeBoard",
    "PlanOpinion",
    "Poll",
    "Presidium",
    "Proposal",
    "ProposalCall",
    "ProposalText",
    "Recall",
    "Resolution",
    "SeatPlan",
    "Sitting",
    "Slip",
    "TermChange",
]


class Congress(CaseRow):
    """A workers' congress (职工代表大会) or assembly (职工大会) of a firm or an area, in its case.

    Numbers nobody has told are nothing (None). ``since`` is the day of its first valid session.
    """

    visibility = Visibility.PROGRESS

    form = models.CharField("形式", max_length=10, choices=Form, default=Form.CONGRESS)
    stage = models.CharField(
        "阶段",
        max_length=10,
        choices=CongressStage,
        default=CongressStage.STANDING,
    )
    since = models.DateField("首次会议日", null=True, blank=True)
    term_years = models.PositiveSmallIntegerField("届期（年）", null=True, blank=True)
    delegates_total = models.PositiveIntegerField("代表总数", null=True, blank=True)
    management = models.PositiveIntegerField("中层以上管理和领导人员代表", null=True, blank=True)
    women = models.PositiveIntegerField("女代表", null=True, blank=True)
    dispatch = models.PositiveIntegerField("劳务派遣代表", null=True, blank=True)
    last_session_on = models.DateField("上次会议日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "职代会"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(delegates_total__isnull=True)
                | (
                    (Q(management__isnull=True) | Q(management__lte=F("delegates_total")))
                    & (Q(women__isnull=True) | Q(women__lte=F("delegates_total")))
                    & (Q(dispatch__isnull=True) | Q(dispatch__lte=F("delegates_total")))
                ),
                name="groups_within_delegates",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(last_session_on__isnull=True)
                | Q(last_session_on__gte=F("since")),
                name="last_session_not_before_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_name}{self.get_form_display()}"

    @property
    def place_name(self) -> str:
        """Return whose congress it is: the firm's name, or the area's."""
        if self.workers_party is not None and self.workers_party.area:
            return self.workers_party.area
        party = self.employer_party or self.workers_party
        return party.name if party else ""

    @property
    def is_area(self) -> bool:
        """Test whether it is the congress of an area or industry (区域、行业职代会)."""
        return self.workers_party is not None and bool(self.workers_party.area)

    @property
    def is_established(self) -> bool:
        """Test whether it is past its founding: it sat, or it was entered as it stands."""
        return self.stage == CongressStage.STANDING

    @property
    def members(self) -> str:
        """Return whom it counts: 代表, or 职工 in an assembly."""
        return Form(self.form).members


class Sitting(CaseRow):
    """One sitting (一次会议), from its notice to the report to the higher union.

    ``documents_due_on``, ``quorum_needed``, ``pass_needed`` and ``next_due_on`` are what the law of
    the day asked; a later change of law does not rewrite them.
    """

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="sittings")
    title = models.CharField("会议名称", max_length=200)
    stage = models.CharField(
        "阶段",
        max_length=12,
        choices=SittingStage,
        default=SittingStage.NOTICE,
    )
    agenda = models.JSONField("议题", default=list, blank=True)
    sits_on = models.DateField("通知的会议日")
    notified_on = models.DateField("通知日")
    documents_due_on = models.DateField("材料最晚送达日")
    delivered = models.PositiveIntegerField("签收人数")
    superseded_on = models.DateField("被新通知取代", null=True, blank=True)
    held_on = models.DateField("召开日", null=True, blank=True)
    entitled = models.PositiveIntegerField("应到", null=True, blank=True)
    present = models.PositiveIntegerField("实到", null=True, blank=True)
    quorum_needed = models.PositiveIntegerField("法定最低出席", null=True, blank=True)
    pass_needed = models.PositiveIntegerField("通过最低票", null=True, blank=True)
    closed_on = models.DateField("闭会日", null=True, blank=True)
    next_due_on = models.DateField("下次会议最迟日", null=True, blank=True)
    reported_on = models.DateField("报上级工会", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "职代会会议"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(sits_on__gte=F("notified_on")),
                name="a_sitting_is_notified_before_it_sits",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True)
                | Q(entitled__isnull=False, present__isnull=False),
                name="a_held_sitting_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(present__lte=F("entitled")),
                name="nobody_present_beyond_the_entitled",
            ),
            models.CheckConstraint(
                condition=Q(superseded_on__isnull=True) | Q(held_on__isnull=True),
                name="a_held_sitting_is_not_superseded",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("held_on")),
                name="a_sitting_closes_after_it_sat",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("closed_on")),
                name="a_sitting_is_reported_after_it_closed",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["congress", "sits_on"], name="sittings_of_congress"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_quorum(self) -> bool:
        """Test whether it sat with enough people: only such a sitting is a session (有效会议)."""
        if self.present is None or self.quorum_needed is None:
            return False
        return self.present >= self.quorum_needed

    @property
    def is_open(self) -> bool:
        """Test whether the sitting still lies ahead or goes on."""
        return self.superseded_on is None and self.closed_on is None


class Presidium(CaseRow):
    """The presidium (主席团) the preparatory meeting voted for, in numbers."""

    visibility = Visibility.PROGRESS

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="presidia")
    members = models.PositiveSmallIntegerField("人数")
    leaders = models.PositiveSmallIntegerField("企业领导人员")
    workers_needed = models.PositiveSmallIntegerField("工人、技术、管理人员至少")
    prepared_on = models.DateField("预备会议日")
    replaced_on = models.DateField("被替代日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "主席团"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(leaders__lte=F("members")),
                name="leaders_are_members_of_the_presidium",
            ),
            models.UniqueConstraint(
                fields=["sitting"],
                condition=Q(replaced_on__isnull=True),
                name="one_presidium_per_sitting",
            ),
        ]

    def __str__(self) -> str:
        return f"主席团{self.members}人"

    @property
    def workers(self) -> int:
        """Return how many are workers, technicians or staff."""
        return self.members - self.leaders


class Ballot(CaseRow):
    """The count of one vote on one item (分项表决), with what the law of the day asked.

    Who voted how is nowhere. ``faults`` are the rules the vote broke; it passed only without any.
    """

    visibility = Visibility.PROGRESS

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="ballots")
    item = models.CharField("表决事项", max_length=200)
    agreement = models.ForeignKey(
        Agreement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ballots",
        verbose_name="合同草案",
    )
    matter = models.CharField("其他事项", max_length=200, blank=True)
    is_secret = models.BooleanField("无记名投票")
    voted_on = models.DateField("表决日")
    entitled = models.PositiveIntegerField("应到")
    present = models.PositiveIntegerField("实到")
    quorum_needed = models.PositiveIntegerField("法定最低出席")
    pass_needed = models.PositiveIntegerField("通过最低票")
    issued = models.PositiveIntegerField("发出票")
    returned = models.PositiveIntegerField("收回票")
    valid = models.PositiveIntegerField("有效票")
    invalid = models.PositiveIntegerField("废票")
    yes = models.PositiveIntegerField("赞成")
    no = models.PositiveIntegerField("反对")
    abstain = models.PositiveIntegerField("弃权")
    is_passed = models.BooleanField("通过", default=False)
    faults = models.JSONField("不合格项", default=list, blank=True)
    source = models.TextField("依据", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "表决"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sitting", "item"], name="one_count_per_item"),
            models.UniqueConstraint(
                fields=["sitting", "agreement"],
                condition=Q(agreement__isnull=False),
                name="one_count_per_agreement",
            ),
            models.CheckConstraint(
                condition=Q(is_passed=False)
                | Q(
                    faults=[],
                    issued__gte=F("returned"),
                    issued__lte=F("present"),
                    returned=F("valid") + F("invalid"),
                    valid=F("yes") + F("no") + F("abstain"),
                    yes__gte=F("pass_needed"),
                    present__gte=F("quorum_needed"),
                ),
                name="a_passed_vote_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {'通过' if self.is_passed else '未通过'}"

    @property
    def kind(self) -> str:
        """Return the instrument voted on, empty for other matters: what its papers' law needs."""
        return self.agreement.kind if self.agreement else ""

    @property
    def has_quorum(self) -> bool:
        """Test whether enough people were present."""
        return self.present >= self.quorum_needed


class Resolution(CaseRow):
    """The resolution (决议) a passed vote makes."""

    visibility = Visibility.PROGRESS

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="resolution")
    title = models.CharField("标题", max_length=300)
    passed_on = models.DateField("通过日")

    class Meta(CaseRow.Meta):
        verbose_name = "决议"

    def __str__(self) -> str:
        return self.title

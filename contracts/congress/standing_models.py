"""Around sittings: group notes, committees, joint meetings, recalls, a term that moves."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.parties.models import CaseRow, Visibility


class TermMove(models.TextChoices):
    """Which way the end of a term moves."""

    EARLY = "early", "提前换届"
    LATE = "late", "延期换届"


class GroupNote(CaseRow):
    """What one group of delegates said of the drafts (分组讨论意见); who said what is not kept."""

    visibility = Visibility.BOTH_SIDES

    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="group_notes")
    group = models.CharField("代表团（组）", max_length=100)
    leader = models.CharField("召集人", max_length=100, blank=True)
    attended = models.PositiveIntegerField("参加人数", null=True, blank=True)
    notes = models.TextField("讨论意见")
    held_on = models.DateField("讨论日")

    class Meta(CaseRow.Meta):
        verbose_name = "分组讨论意见"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sitting", "group"], name="one_note_per_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group}讨论意见"


class CommitteeSeat(CaseRow):
    """Somebody on a special committee (专门委员会、专门小组), until the congress names another."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="committees")
    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="committees")
    group = models.CharField("专门小组", max_length=100)
    name = models.CharField("姓名", max_length=100)
    duty = models.CharField("职务", max_length=50)
    post = models.CharField("岗位", max_length=100, blank=True)
    since = models.DateField("通过日")
    left_on = models.DateField("离任日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "专门小组成员"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["congress", "group", "name"],
                condition=Q(left_on__isnull=True),
                name="somebody_sits_once_on_a_committee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}{self.duty}{self.name}"


class JointMeeting(CaseRow):
    """A joint meeting (联席会议) between sittings; what must be passed never comes before it."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="joint_meetings")
    held_on = models.DateField("召开日")
    members = models.JSONField("参加人", default=list)
    matters = models.JSONField("商议事项", default=list)
    reported_at = models.ForeignKey(
        "congress.Sitting", models.PROTECT, null=True, blank=True, related_name="joint_reports"
    )

    class Meta(CaseRow.Meta):
        verbose_name = "联席会议"

    def __str__(self) -> str:
        return "职代会联席会议"


class Recall(CaseRow):
    """A unit's vote on taking a delegate's seat back (罢免), with what the law of the day asked."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="recalls")
    delegate = models.ForeignKey("congress.Delegate", models.PROTECT, related_name="recalls")
    reason = models.TextField("罢免理由")
    held_on = models.DateField("表决日")
    workers = models.PositiveIntegerField("本单位职工")
    attended = models.PositiveIntegerField("到会")
    votes = models.PositiveIntegerField("赞成罢免")
    quorum_needed = models.PositiveIntegerField("法定最低到会")
    votes_needed = models.PositiveIntegerField("罢免最低票")
    is_recalled = models.BooleanField("罢免", default=False)

    class Meta(CaseRow.Meta):
        verbose_name = "罢免代表"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(votes__lte=F("attended"), attended__lte=F("workers")),
                name="a_recall_has_no_more_votes_than_people",
            ),
            models.CheckConstraint(
                condition=Q(is_recalled=False)
                | Q(votes__gte=F("votes_needed"), attended__gte=F("quorum_needed")),
                name="who_is_recalled_had_the_votes_against",
            ),
        ]

    def __str__(self) -> str:
        return f"罢免{self.delegate}"


class TermChange(CaseRow):
    """A term that ends earlier or later (换届提前、延期): why, and who decided it."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="term_changes")
    kind = models.CharField("提前或延期", max_length=5, choices=TermMove)
    reason = models.TextField("理由")
    decided_by = models.CharField("决定机构", max_length=100)
    decided_on = models.DateField("决定日")
    consent_on = models.DateField("上级工会同意日", null=True, blank=True)
    until = models.DateField("改到哪天")

    class Meta(CaseRow.Meta):
        verbose_name = "换届提前延期"

    def __str__(self) -> str:
        return self.get_kind_display()

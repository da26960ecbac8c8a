"""The secret vote on one item (无记名投票): its box, its roll, its slips and what came out.

No row keeps a time, and none of them joins a voter to a choice. While the box is closed there are
sealed envelopes only; when it is opened they become one shuffled batch and are wiped.
"""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.agreements.models import Agreement
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import CaseRow, Visibility


class PollState(models.TextChoices):
    """How far a poll is."""

    OPEN = "open", "投票中"
    CLOSED = "closed", "投票截止，待开箱"
    COUNTED = "counted", "已计票"
    DROPPED = "dropped", "已作废"


class Means(models.TextChoices):
    """By which of the three equal ways a right to vote was used."""

    SLIP = "slip", "抽取票条"
    PAPER = "paper", "领取纸质票"
    REMOTE = "remote", "密封投票"


class Choice(models.TextChoices):
    """What can be cast; an empty or torn ballot counts as spoiled."""

    YES = "yes", "赞成"
    NO = "no", "反对"
    ABSTAIN = "abstain", "弃权"
    SPOILED = "spoiled", "废票"


def new_token() -> str:
    """Return the address of a poll's own pages, which nobody can guess."""
    return secrets.token_urlsafe(12)


class Poll(CaseRow):
    """One secret vote at a sitting: open, closed, counted or called off.

    ``entitled`` is fixed when it opens. ``receipts`` are published when it is counted.
    """

    visibility = Visibility.PROGRESS

    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="polls")
    item = models.CharField("表决事项", max_length=200)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="polls"
    )
    matter = models.CharField("其他事项", max_length=200, blank=True)
    state = models.CharField("状态", max_length=8, choices=PollState, default=PollState.OPEN)
    token = models.CharField(max_length=24, unique=True, default=new_token)
    public_key = models.BinaryField(max_length=32)
    opened_on = models.DateField("开始日")
    entitled = models.PositiveIntegerField("应到")
    slips_printed = models.PositiveIntegerField("印出票条", default=0)
    tellers = models.JSONField("监票人", default=list)
    receipts = models.JSONField("票箱清单", default=list, blank=True)
    ballot = models.OneToOneField(
        "congress.Ballot", models.PROTECT, null=True, blank=True, related_name="poll"
    )

    class Meta(CaseRow.Meta):
        verbose_name = "无记名投票"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["sitting", "item"],
                condition=~Q(state="dropped"),
                name="one_poll_per_item",
            ),
            models.CheckConstraint(
                condition=Q(ballot__isnull=True) | Q(state="counted"),
                name="only_a_counted_poll_has_its_ballot",
            ),
        ]

    #: What is shown once, right after opening, and kept nowhere (``polls.Opened``).
    shown_once: Any = None

    def __str__(self) -> str:
        return f"无记名投票：{self.item}"

    @classmethod
    def screened(cls, token: str) -> "Poll | None":
        """Return the poll whose wall page has this address; who knows it may look."""
        with acting_as(SYSTEM):
            rows = cls.objects.select_related("sitting__congress", "ballot")
            return rows.filter(token=token).first()

    @property
    def subject(self) -> Agreement | str | None:
        """Return what is voted on: a draft, or the name of another matter."""
        return self.agreement or self.matter or None


class Elector(CaseRow):
    """One line of the roll (表决人名册): who may vote, and by which means that right was used.

    ``means`` says that the person took a slip, took a paper ballot or voted from afar; an envelope
    lies here only in the last case, sealed, until the box is opened.
    """

    visibility = Visibility.WORKERS_ONLY

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="electors")
    position = models.PositiveIntegerField("次序")
    unit = models.CharField("选举单位", max_length=100, blank=True)
    name = models.CharField("姓名", max_length=100)
    means = models.CharField("方式", max_length=8, choices=Means, blank=True)
    code_digest = models.CharField(max_length=64, blank=True, db_index=True)
    envelope = models.BinaryField(null=True)

    class Meta(CaseRow.Meta):
        verbose_name = "表决人"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["poll", "unit", "name"], name="an_elector_is_once"),
            models.CheckConstraint(
                condition=Q(envelope__isnull=True) | Q(means="remote"),
                name="an_envelope_comes_from_afar",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Slip(models.Model):
    """A printed slip with a one-time code, drawn from a box: nobody knows who holds which."""

    code_digest = models.CharField(max_length=64, primary_key=True)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="slips")
    is_used = models.BooleanField(default=False)
    envelope = models.BinaryField(null=True)

    class Meta:
        verbose_name = "票条"

    def __str__(self) -> str:
        return "票条"


class CastBallot(models.Model):
    """One vote out of the opened box, under a random key: in what order it came is lost."""

    key = models.CharField(max_length=32, primary_key=True)
    poll = models.ForeignKey(Poll, models.PROTECT, related_name="cast")
    choice = models.CharField("选择", max_length=8, choices=Choice)

    class Meta:
        verbose_name = "票"

    def __str__(self) -> str:
        return self.get_choice_display()


class CountSheet(CaseRow):
    """The tellers' sheet over the paper ballots of a poll (计票单), with a picture of it."""

    visibility = Visibility.PROGRESS

    poll = models.ForeignKey(Poll, models.PROTECT, related_name="sheets")
    returned = models.PositiveIntegerField("收回票")
    invalid = models.PositiveIntegerField("废票")
    yes = models.PositiveIntegerField("赞成")
    no = models.PositiveIntegerField("反对")
    abstain = models.PositiveIntegerField("弃权")
    tellers = models.JSONField("监票人", default=list)
    picture_sha256 = models.CharField("计票单照片", max_length=64, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "计票单"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["poll"], name="one_sheet_per_poll"),
            models.CheckConstraint(
                condition=Q(returned=F("invalid") + F("yes") + F("no") + F("abstain")),
                name="a_sheet_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"计票单：收回{self.returned}张"

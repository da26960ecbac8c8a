"""Proposals of the delegates (提案): the call, each proposal's way, and its words."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.congress.choices import Decision, ProposalKind, Rating, Result
from contracts.parties.models import CaseRow, Visibility


class ProposalCall(CaseRow):
    """One call for proposals (提案征集), until no more are taken; ``until`` is the day told."""

    visibility = Visibility.PROGRESS

    congress = models.ForeignKey("congress.Congress", models.PROTECT, related_name="proposal_calls")
    called_on = models.DateField("征集日")
    until = models.DateField("通知的截止日", null=True, blank=True)
    closed_on = models.DateField("截止日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "提案征集"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["congress"],
                condition=Q(closed_on__isnull=True),
                name="one_call_for_proposals_is_open",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("called_on")),
                name="a_call_closes_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("called_on")),
                name="a_call_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return "提案征集"


class Proposal(CaseRow):
    """One proposal (提案): received, examined, perhaps admitted (立案), answered, rated.

    Only its way is told to the federations above; its words are the two sides' (``text``).
    """

    visibility = Visibility.PROGRESS

    call = models.ForeignKey(ProposalCall, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField("编号")
    received_on = models.DateField("收到日")
    decision = models.CharField("处理", max_length=8, choices=Decision, blank=True)
    admitted_on = models.DateField("立案日", null=True, blank=True)
    result = models.CharField("办理结果", max_length=8, choices=Result, blank=True)
    replied_on = models.DateField("答复日", null=True, blank=True)
    rating = models.CharField("提案人意见", max_length=6, choices=Rating, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "提案"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["call", "number"], name="a_proposal_has_its_number"),
            models.CheckConstraint(
                condition=Q(admitted_on__isnull=True) | Q(admitted_on__gte=F("received_on")),
                name="a_proposal_is_admitted_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True)
                | Q(admitted_on__isnull=False, replied_on__gte=F("admitted_on")),
                name="an_admitted_proposal_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(rating="") | Q(replied_on__isnull=False),
                name="an_answered_proposal_is_rated",
            ),
        ]

    def __str__(self) -> str:
        return f"提案{self.number}号"

    @property
    def words(self) -> "ProposalText":
        """Return its words, all empty where none were entered (the sheet was kept on paper)."""
        text: ProposalText | None = ProposalText.objects.filter(proposal=self).first()
        return text or ProposalText(proposal=self)


class ProposalText(CaseRow):
    """The words of a proposal: who asks for what and why, and what was said to it."""

    visibility = Visibility.BOTH_SIDES

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="text")
    title = models.CharField("案由", max_length=200, blank=True)
    proposer = models.CharField("提案人", max_length=100, blank=True)
    seconders = models.CharField("附议人", max_length=200, blank=True)
    kind = models.CharField("类别", max_length=8, choices=ProposalKind, blank=True)
    reason = models.TextField("理由", blank=True)
    suggestion = models.TextField("建议措施", blank=True)
    decision_reason = models.CharField("处理理由", max_length=300, blank=True)
    handler = models.CharField("承办部门", max_length=100, blank=True)
    reply = models.TextField("答复内容", blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "提案内容"

    def __str__(self) -> str:
        return self.title

"""Who is asked to a sitting and comes, and what hangs on the firm's open notice board.

A token is the address of somebody's own page: whoever holds it reads what a delegate reads.
"""

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import CaseRow, Visibility


class Receipt(models.TextChoices):
    """How a delegate got the papers; nobody signs for another (代签)."""

    READ = "read", "系统阅读"
    PAPER = "paper", "纸质签收"


class Arrival(models.TextChoices):
    """How a delegate signed in."""

    LIST = "list", "签到册"
    CODE = "code", "扫码"


def new_token() -> str:
    """Return an address nobody can guess."""
    return secrets.token_urlsafe(15)


class Invitation(CaseRow):
    """One delegate of one sitting: when the papers came, how, and whether the delegate did."""

    visibility = Visibility.WORKERS_ONLY

    sitting = models.ForeignKey("congress.Sitting", models.PROTECT, related_name="invitations")
    unit = models.CharField("选举单位", max_length=100, blank=True)
    name = models.CharField("姓名", max_length=100)
    token = models.CharField(max_length=24, unique=True, default=new_token)
    means = models.CharField("送达方式", max_length=8, choices=Receipt, blank=True)
    delivered_on = models.DateField("送达日", null=True, blank=True)
    arrival = models.CharField("签到方式", max_length=8, choices=Arrival, blank=True)
    arrived_on = models.DateField("签到日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "会议代表"
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["sitting", "unit", "name"], name="a_delegate_is_asked_once_a_sitting"
            ),
            models.CheckConstraint(
                condition=Q(delivered_on__isnull=True, means="")
                | (Q(delivered_on__isnull=False) & ~Q(means="")),
                name="papers_came_by_some_means",
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True, arrival="")
                | (Q(arrived_on__isnull=False) & ~Q(arrival="")),
                name="a_delegate_signed_in_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.name}".strip()

    @classmethod
    def addressed(cls, token: str) -> "Invitation | None":
        """Return the invitation with this address; who knows it may look."""
        with acting_as(SYSTEM):
            rows = cls.objects.select_related("sitting__congress", "sitting__case", "case")
            return rows.filter(token=token).first()


class NoticeBoard(CaseRow):
    """The open page of a firm (厂务公开栏): catalogue, sheets and resolutions, without a login."""

    visibility = Visibility.PROGRESS

    congress = models.OneToOneField("congress.Congress", models.PROTECT, related_name="board")
    token = models.CharField(max_length=24, unique=True, default=new_token)
    opened_on = models.DateField("开通日")
    closed_on = models.DateField("关闭日", null=True, blank=True)

    class Meta(CaseRow.Meta):
        verbose_name = "公开网页"
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="a_board_closes_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return "厂务公开网页"

    @classmethod
    def addressed(cls, token: str) -> "NoticeBoard | None":
        """Return the open board with this address; who knows it may look."""
        with acting_as(SYSTEM):
            rows = cls.objects.select_related("congress__case", "case")
            return rows.filter(token=token, closed_on__isnull=True).first()

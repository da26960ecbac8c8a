"""The open page of a firm (厂务公开网页): opened and closed; what hangs there is the record's."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from contracts.congress import congresses, queries
from contracts.congress.meeting_models import new_token
from contracts.congress.models import Congress, DisclosurePlan, NoticeBoard, Sitting
from contracts.verdicts.verdict import Outcome, Refused


class BoardOpenAlready(Refused):
    """公开网页已经开通，把网址或二维码贴到公告栏就行；要换网址的，先关闭再开通。"""

    rule = "R_ORDER"


class NoBoard(Refused):
    """公开网页没有开通，不用关闭。"""

    rule = "R_ORDER"


@transaction.atomic
def open_board(congress: Congress, *, on: date) -> Outcome:
    """Open the page under a new address; an address that was closed never comes back.

    :raises BoardOpenAlready: if it is open.
    """
    congresses.lock(congress)
    board = NoticeBoard.objects.filter(congress=congress).first()
    if board is None:
        own = NoticeBoard.belonging_to(congress.case)
        board = NoticeBoard.objects.create(**own, congress=congress, opened_on=on)
    elif board.closed_on is None:
        raise BoardOpenAlready
    else:
        board.token, board.opened_on, board.closed_on = new_token(), on, None
        board.save(update_fields=["token", "opened_on", "closed_on"])
    return Outcome(made=board, looked_at=[congress])


@transaction.atomic
def close_board(congress: Congress, *, on: date) -> Outcome:
    """Close the page; its address leads nowhere from now on.

    :raises NoBoard: if none is open.
    """
    congresses.lock(congress)
    board = standing(congress)
    if board is None:
        raise NoBoard
    board.closed_on = max(on, board.opened_on)
    board.save(update_fields=["closed_on"])
    return Outcome(made=board, looked_at=[congress])


def standing(congress: Congress) -> NoticeBoard | None:
    """Return the page that is open."""
    return NoticeBoard.objects.filter(congress=congress, closed_on__isnull=True).first()


def plan_on(congress: Congress) -> DisclosurePlan | None:
    """Return the latest catalogue that stands."""
    rows = DisclosurePlan.objects.filter(congress=congress, replaced_on__isnull=True)
    return rows.order_by("year").last()


def announced(congress: Congress) -> QuerySet[Sitting]:
    """Return the sittings that are closed, the latest first: what they resolved is for all."""
    closed = queries.sittings_of(congress).filter(closed_on__isnull=False)
    return closed.order_by("-held_on", "-pk")

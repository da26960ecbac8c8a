"""Demand that the firm puts right what a review found, and record that it did (整改)."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from contracts.agreements import queries
from contracts.agreements.models import Agreement
from contracts.deadlines import clock
from contracts.parties.models import Side
from contracts.supervision.models import Rectification, Review
from contracts.verdicts.verdict import Outcome, Refused

RECTIFY = "DL_RECTIFY"


class NothingToRectify(Refused):
    """A demand names at least one point."""

    rule = "nothing_to_rectify"


class AlreadyRectified(Refused):
    """The firm has answered this demand."""

    rule = "already_rectified"


@transaction.atomic
def rectify(
    agreement: Agreement,
    *,
    on: date,
    points: Sequence[str],
    days: int | None = None,
    served_on: date | None = None,
) -> Outcome:
    """Record a demand; the firm's days count from service (without ``days``: the usual period).

    :raises NothingToRectify: if no point is named.
    """
    if not points:
        raise NothingToRectify("没有写整改要求；请逐条写明要改什么。")
    served = served_on or on
    demand = Rectification.objects.create(
        **Rectification.belonging_to(agreement.case),
        agreement=agreement,
        review=latest_review(agreement, on=on),
        points=list(points),
        served_on=served,
    )
    deadline = clock.start(
        agreement.case,
        RECTIFY,
        base=served,
        law=queries.law_of(agreement, on=served),
        subject=demand,
        side=Side.EMPLOYER,
        last_day=served + timedelta(days=days) if days is not None else None,
    )
    demand.last_day = deadline.judged_day if deadline else None
    demand.save(update_fields=["last_day"])
    return Outcome(made=demand, looked_at=[agreement])


def latest_review(agreement: Agreement, *, on: date) -> Review | None:
    """Return the last review up to and including a day."""
    reviews = Review.objects.filter(agreement=agreement, reviewed_on__lte=on)
    return reviews.order_by("-reviewed_on", "-pk").first()


@transaction.atomic
def rectified(demand: Rectification, *, on: date, points: Sequence[str] = ()) -> Outcome:
    """Record what the firm did; a late answer counts, and shows as late.

    :raises AlreadyRectified: if the firm answered before.
    """
    demand.refresh_from_db(from_queryset=Rectification.objects.select_for_update())
    if demand.rectified_on:
        raise AlreadyRectified(f"企业已在{demand.rectified_on}回复整改情况。")
    demand.rectified_on = on
    demand.measures = list(points)
    demand.save(update_fields=["rectified_on", "measures"])
    clock.stop(demand, RECTIFY, on=on)
    return Outcome(made=demand, looked_at=[demand.agreement])

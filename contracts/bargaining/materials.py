"""Ask for facts and figures before the talks, and hand them over."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.bargaining import rounds
from contracts.bargaining.models import DataHandover, DataRequest, Round
from contracts.deadlines import clock
from contracts.parties.models import Side
from contracts.verdicts.verdict import Outcome, Refused

DATA_CODE = "DL_INFO"
LEAD_RULE = "cb.materials.lead"


class MeetsBeforeAsked(Refused):
    """商定的首次协商日早于请求资料的日子；请核对日期。"""

    rule = "R_ORDER"


class NothingListed(Refused):
    """资料清单是空的；请写明要哪些资料。"""


@transaction.atomic
def request(
    round_: Round,
    *,
    side: Side,
    items: Sequence[str],
    meets_on: date,
    on: date,
) -> Outcome:
    """Ask the other side for data (资料提供请求); its last day counts back from the first session.

    The nation sets it for wages only (工资集体协商试行办法 第十八条): where the packs know none, no
    clock runs.

    :raises NothingListed: if no item is named.
    :raises MeetsBeforeAsked: if the agreed session lies before the request.
    """
    if not items:
        raise NothingListed
    if meets_on < on:
        raise MeetsBeforeAsked
    rounds.lock(round_)
    asked = DataRequest.objects.create(
        **DataRequest.belonging_to(round_.case),
        round=round_,
        side=side,
        items=list(items),
        requested_on=on,
        meets_on=meets_on,
    )
    law = rounds.law_of(round_, on=on)
    if law.find(LEAD_RULE) is not None:
        clock.start(
            round_.case,
            DATA_CODE,
            base=meets_on,
            law=law,
            subject=round_,
            side=Side(side).other,
        )
    return Outcome(made=asked, looked_at=[round_])


@transaction.atomic
def hand_over(round_: Round, *, side: Side, items: Sequence[str], on: date) -> Outcome:
    """Record what was handed over (资料交接) and stop the clock; unasked it is welcome, too.

    :raises NothingListed: if no item is named.
    """
    if not items:
        raise NothingListed
    rounds.lock(round_)
    asked = (
        DataRequest.objects.filter(round=round_, side=Side(side).other)
        .order_by("-requested_on", "-pk")
        .first()
    )
    handover = DataHandover.objects.create(
        **DataHandover.belonging_to(round_.case),
        round=round_,
        request=asked,
        side=side,
        items=list(items),
        handed_over_on=on,
    )
    if asked is not None:
        clock.stop(round_, DATA_CODE, on=on)
    return Outcome(made=handover, looked_at=[round_])

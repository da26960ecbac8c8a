"""Draw up a side's own plan, in tables the other side can never read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from contracts.bargaining import rounds
from contracts.bargaining.checks import offers as offer_checks
from contracts.bargaining.models import (
    EmployerPlan,
    EmployerPlanPosition,
    Round,
    WorkersPlan,
    WorkersPlanPosition,
)
from contracts.parties import actors
from contracts.parties.models import Side
from contracts.verdicts.verdict import Outcome, Refused

_TABLES = {
    Side.WORKERS: (WorkersPlan, WorkersPlanPosition),
    Side.EMPLOYER: (EmployerPlan, EmployerPlanPosition),
}


class NotYourSide(Refused):
    """这是一方的内部资料，只能由这一方自己填写。"""

    rule = "R_CONFIDENTIAL"


@dataclass(frozen=True, slots=True)
class PlannedPosition:
    """A topic with what a side asks, hopes for and will not go below, in its own words."""

    topic: str
    ask: str = ""
    target: str = ""
    bottom: str = ""


def need_own_side(side: str) -> None:
    """Refuse anybody but the side itself (and the system).

    :raises NotYourSide: if the actor sits elsewhere.
    """
    actor = actors.current()
    if not actor.is_system and actor.side != side:
        raise NotYourSide


@transaction.atomic
def draw_up(
    round_: Round,
    *,
    side: Side,
    positions: Sequence[PlannedPosition],
    on: date,
) -> Outcome:
    """Draw up the side's plan; an earlier one is kept as replaced.

    :raises NotYourSide: if the other side asks.
    """
    need_own_side(side)
    rounds.lock(round_)
    plan_table, position_table = _TABLES[Side(side)]
    plan_table.objects.filter(round=round_, replaced_on__isnull=True).update(replaced_on=on)
    plan = plan_table.objects.create(
        **plan_table.belonging_to(round_.case),
        round=round_,
        drawn_up_on=on,
    )
    position_table.objects.bulk_create(
        position_table(
            **position_table.belonging_to(round_.case),
            plan=plan,
            topic=position.topic,
            ask=position.ask,
            target=position.target,
            bottom=position.bottom,
        )
        for position in positions
    )
    verdict = offer_checks.check_confidential(position.topic for position in positions)
    return Outcome(made=plan, verdicts=[verdict])

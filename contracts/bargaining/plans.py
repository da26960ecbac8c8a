"""Draw up a side's own plan, in tables the other side can never read."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
    """Refuse everybody of an organisation but the side itself; the bare system may restore.

    :raises NotYourSide: if the actor sits elsewhere.
    """
    actor = actors.current()
    if actor.organisation_id is not None and actor.side != side:
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
    plan: WorkersPlan | EmployerPlan
    if side == Side.WORKERS:
        WorkersPlan.objects.filter(round=round_, replaced_on=None).update(replaced_on=on)
        ties = WorkersPlan.belonging_to(round_.case)
        plan = WorkersPlan.objects.create(**ties, round=round_, drawn_up_on=on)
        for words in map(asdict, positions):
            WorkersPlanPosition.objects.create(**ties, plan=plan, **words)
    else:
        EmployerPlan.objects.filter(round=round_, replaced_on=None).update(replaced_on=on)
        ties = EmployerPlan.belonging_to(round_.case)
        plan = EmployerPlan.objects.create(**ties, round=round_, drawn_up_on=on)
        for words in map(asdict, positions):
            EmployerPlanPosition.objects.create(**ties, plan=plan, **words)
    verdict = offer_checks.check_confidential(position.topic for position in positions)
    return Outcome(made=plan, verdicts=[verdict])

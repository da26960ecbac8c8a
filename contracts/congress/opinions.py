"""The congress's opinion on a plan of layoffs or resettlement (裁减人员、职工安置方案).

In private firms the congress is heard; where the place or the firm's ownership lets it pass the
plan, an opinion alone does not do and a vote must follow.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from contracts.congress import sittings
from contracts.congress.checks import layoffs, matters, votes
from contracts.congress.checks.matters import Matter
from contracts.congress.choices import Opinion, PlanKind
from contracts.congress.models import PlanOpinion, Sitting
from contracts.deadlines.law import law_for
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

LAYOFF, SETTLEMENT, RESTRUCTURE = "layoff", "settlement_plan", "restructure"
_MATTERS = {
    PlanKind.LAYOFF: (LAYOFF,),
    PlanKind.CAPACITY: (SETTLEMENT,),
    PlanKind.RESTRUCTURING: (SETTLEMENT, RESTRUCTURE),
    PlanKind.STANDSTILL: (SETTLEMENT,),
}


class NumbersImpossible(Refused):
    """涉及的人数比职工总数还多，请核对。"""

    rule = "numbers_impossible"


class PlannedBeforeExplained(Refused):
    """拟实施的日期早于说明情况的日期：要先说明情况、听取意见，再实施。请核对日期。"""

    rule = "R_ORDER"


class AnsweredAlready(Refused):
    """企业已经书面答复过这份意见；要补充的，请写成新的函件。"""

    rule = "R_ORDER"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What happens to one group of people: a category, never names."""

    group: str
    count: int
    arrangement: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan as the firm explained it to the congress."""

    kind: PlanKind
    explained_on: date
    planned_on: date
    affected: int
    compensation: str = ""
    protected: str = ""
    reemployment: str = ""


@transaction.atomic
def give(
    sitting: Sitting,
    plan: Plan,
    *,
    opinion: Opinion,
    advice: str = "",
    arrangements: Sequence[Arrangement] = (),
    total: int | None = None,
    on: date,
) -> Outcome:
    """Record what the congress says to a plan, and whether the firm told it early enough.

    ``total`` are all workers; the firm's register where nobody said.

    :raises OutOfOrder: if the congress has not sat, or the sitting is closed.
    :raises NumbersImpossible: if more people are touched than there are.
    :raises PlannedBeforeExplained: if the plan was to begin before it was explained.
    """
    sittings.lock(sitting)
    sittings.need_session(sitting, on=on)
    employer = sitting.employer_party
    workers = total or (employer.headcount_total if employer else 0)
    _need_sound(plan, workers=workers)
    law = law_for(sitting.case, on=on)
    matter = matter_of(plan.kind, ownership=employer.ownership if employer else "", law=law)
    verdicts = _judge(sitting, plan, matter, workers=workers, law=law)
    made = PlanOpinion.objects.create(
        **PlanOpinion.belonging_to(sitting.case),
        sitting=sitting,
        **asdict(plan),
        total=workers,
        arrangements=[asdict(row) for row in arrangements],
        opinion=opinion,
        advice=advice,
        given_on=on,
        is_decisive=matter is not None and matter.action == matters.PASS,
        source=matter.source if matter else "",
    )
    return Outcome(made=made, verdicts=verdicts, looked_at=[sitting], is_fact=True)


def _need_sound(plan: Plan, *, workers: int) -> None:
    if plan.affected > workers:
        raise NumbersImpossible(f"涉及{plan.affected}人，比职工总数{workers}人还多，请核对。")
    if plan.planned_on < plan.explained_on:
        raise PlannedBeforeExplained


@transaction.atomic
def answer(opinion: PlanOpinion, *, content: str, on: date) -> Outcome:
    """Record the firm's written answer to the opinion.

    :raises AnsweredAlready: if it was answered before.
    """
    if opinion.answered_on is not None:
        raise AnsweredAlready
    opinion.answer, opinion.answered_on = content, on
    opinion.save(update_fields=["answer", "answered_on"])
    return Outcome(made=opinion, looked_at=[opinion.sitting])


def matter_of(kind: PlanKind, *, ownership: str, law: Law) -> Matter | None:
    """Return what the law of the place says the congress does with such a plan."""
    owner = matters.ownership_of(ownership)
    found = (row for name in _MATTERS[kind] for row in matters.find(name, law, ownership=owner))
    return next(found, None)


def _judge(
    sitting: Sitting, plan: Plan, matter: Matter | None, *, workers: int, law: Law
) -> list[Verdict]:
    entitled, present = sitting.entitled or 0, sitting.present or 0
    members = sitting.congress.members
    found = [votes.check_quorum(entitled=entitled, present=present, members=members, law=law)]
    if plan.kind == PlanKind.LAYOFF:
        days = (plan.planned_on - plan.explained_on).days
        found.append(
            layoffs.check_layoff(cut=plan.affected, workers=workers, law=law, notice_days=days)
        )
    if matter is not None and matter.action == matters.PASS:
        found.append(_must_pass(matter))
    return found


def _must_pass(matter: Matter) -> Verdict:
    """Advise that hearing is not enough here: the plan must be put to the vote."""
    return judge(
        matters.NATIONAL,
        holds=False,
        law=matter.rule,
        message=f"{matter.zh}：这类方案须经职代会审议通过，只提意见不够。",
        remedy="请把方案列为表决事项，另行登记表决结果。",
        softly=True,
    )

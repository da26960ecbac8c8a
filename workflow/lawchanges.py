"""Let a change of law reach running cases after somebody confirmed it: one case, one transaction.

The deadlines move in the record; what copied their day (offers, letters, timers, the desk) follows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from contracts.agreements.models import Agreement
from contracts.bargaining import offers
from contracts.bargaining.models import Round
from contracts.deadlines import impact
from contracts.deadlines.impact import Move
from contracts.deadlines.models import Deadline
from contracts.journal import entries
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case
from contracts.parties.references import follow
from workflow import graph
from workflow.desk import items

ACT = "law.impact"
# Rows that hold a copy of the day, by deadline.
COPIES = {
    "DL_OFFER_REPLY": "last_day",
    "DL_SUPERVISION_REPLY": "last_day",
    "DL_RECTIFY": "last_day",
    "DL_CONGRESS_YEARLY": "next_due_on",
    "DL_MEDIATION": "mediation_last_day",
    "DL_ARB_LIMIT": "arbitration_last_day",
}


@dataclass(frozen=True, slots=True)
class Applied:
    """How many deadlines of how many cases were moved, and how many had changed meanwhile."""

    cases: int
    moved: int
    passed_over: int


def apply(proposed: Iterable[Move], *, on: date, by: str) -> Applied:
    """Move the deadlines, case by case, each with an entry in the journal of its case.

    ``proposed`` stands in the order of the cases; ``by`` says who confirmed it.
    """
    cases = moved = passed_over = 0
    with acting_as(SYSTEM):
        for case_id, of_case in groupby(proposed, key=lambda move: move.running.case_id):
            done, missed = _apply_to(case_id, list(of_case), on=on, by=by)
            cases, moved, passed_over = cases + bool(done), moved + done, passed_over + missed
    return Applied(cases, moved, passed_over)


@transaction.atomic
def _apply_to(case_id: int, proposed: list[Move], *, on: date, by: str) -> tuple[int, int]:
    case = Case.objects.select_for_update().get(pk=case_id)
    pairs = [(move, impact.move(move, on=on)) for move in proposed]
    done = [(move, deadline) for move, deadline in pairs if deadline is not None]
    if not done:
        return 0, len(pairs)
    for _, deadline in done:
        _copy(deadline)
    _reset_timers(case)
    Case.objects.filter(pk=case.pk).update(version=case.version + 1)
    entries.append(
        case,
        ACT,
        {"by": by, "moved": [_line(move) for move, _ in done]},
        on=on,
        summary=f"规则变化，{len(done)}个期限改期：{done[0][0].reason}",
    )
    items.refresh(case, on=on, by=SYSTEM)
    return len(done), len(pairs) - len(done)


def _line(move: Move) -> dict[str, str]:
    return {
        "deadline": f"{move.running.code}:{move.running.pk}",
        "from": move.old_day.isoformat(),
        "to": move.new_day.isoformat() if move.new_day else "",
        "reason": move.reason,
    }


def _copy(deadline: Deadline) -> None:
    """Bring the copy of the day along that stands on the row the deadline is about."""
    field = COPIES.get(deadline.code)
    row = follow(deadline.subject) if field else None
    if isinstance(row, Round):
        row = offers.open_offer(row)
    if row is not None and field is not None and hasattr(row, field):
        setattr(row, field, deadline.judged_day)
        row.save(update_fields=[field])


def _reset_timers(case: Case) -> None:
    """Let the timers of the case wait for the days as they are now."""
    records = [*Round.objects.filter(case=case), *Agreement.objects.filter(case=case)]
    timers = Task.objects.filter(
        process__in=[process.pk for process in graph.processes_of(records)],
        flow_task_type="TIMER",
        status=STATUS.SCHEDULED,
    )
    for task in timers:
        node = task.flow_task
        moment = node._delay(node.activation_class(task))  # noqa: SLF001 -- 2.4.0 is pinned, tested
        if moment != task.scheduled:
            task.scheduled = moment
            task.save(update_fields=["scheduled"])

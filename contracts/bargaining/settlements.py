"""Settle the terms: both chiefs declare the draft agreed."""

from datetime import date

from django.db import transaction

from contracts.bargaining import rounds, seating
from contracts.bargaining.checks import talks as talk_checks
from contracts.bargaining.choices import Stage
from contracts.bargaining.models import Representative, Round, Session, Settlement
from contracts.parties.models import Person, Side
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge


class AlreadySettled(Refused):
    """已经确认协商一致，此后没有再开过协商会议。"""

    rule = "already_settled"


@transaction.atomic
def settle(round_: Round, *, on: date, is_paper: bool = False) -> Outcome:
    """Record that the terms are agreed (协商一致) and hand the round on to drafting.

    Both sides must sit at the table, each with its chief, and must have talked: one session with
    both sides' words at least.

    :raises OutOfOrder: if the talks are not open, and this is not entered from paper.
    :raises AlreadySettled: if nothing was talked over since the last time.
    """
    rounds.lock(round_)
    _need_news(round_)
    early = rounds.need_stage(
        round_,
        set(Stage.values) - {Stage.PREP, Stage.OFFER},
        act="确认协商一致",
        first="请先发要约、等应约，再开协商会议。",
        is_paper=is_paper,
    )
    law = rounds.law_of(round_, on=on)
    held = Session.objects.filter(round=round_, is_one_sided=False)
    chiefs = {side: chief(round_, side) for side in Side}
    settlement = Settlement.objects.create(
        **Settlement.belonging_to(round_.case),
        round=round_,
        settled_on=on,
        sessions_held=held.count(),
        workers_chief=_person(chiefs[Side.WORKERS]),
        employer_chief=_person(chiefs[Side.EMPLOYER]),
    )
    rounds.advance_stage(round_, Stage.DRAFT)
    verdicts = [
        *early,
        talk_checks.check_talked(sessions=held.count(), law=law),
        *(_no_chief(side) for side, row in chiefs.items() if row is None),
    ]
    return Outcome(made=settlement, verdicts=verdicts, looked_at=[round_])


def _need_news(round_: Round) -> None:
    """Refuse to settle twice on the same talks; after a failed vote both sides meet again first."""
    last = Settlement.objects.filter(round=round_).order_by("-pk").first()
    held = Session.objects.filter(round=round_, is_one_sided=False).count()
    if last is not None and held <= last.sessions_held:
        raise AlreadySettled(
            f"{last.settled_on}已经确认协商一致，此后没有再开过协商会议。"
            "要改变内容，请先再开一次会并写明双方意见，再确认一次。",
        )


def chief(round_: Round, side: str) -> Representative | None:
    """Return the chief representative of a side."""
    return seating.rows(round_, side).filter(is_chief=True).first()


def _person(row: Representative | None) -> Person | None:
    return row.person if row else None


def _no_chief(side: Side) -> Verdict:
    rule = "R_CHIEF_UNION" if side == Side.WORKERS else "R_CHIEF_EMPLOYER"
    return judge(
        rule,
        holds=False,
        found=0,
        required=1,
        message=f"{side.label}还没有首席代表，不能签认协商结果。",
        remedy=f"请先登记{side.label}的协商代表，并指明首席代表。",
    )

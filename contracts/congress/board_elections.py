"""Elect an employee director or supervisor (公司法 第六十八条、第七十六条): by all delegates."""

from datetime import date

from django.db import transaction

from contracts.congress import sittings
from contracts.congress.checks import boards, votes
from contracts.congress.choices import Seat
from contracts.congress.models import BoardElection, Sitting
from contracts.deadlines.law import law_for
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

INCOMPATIBLE = "wc.director.incompat"
SEAT_KEYS = {Seat.DIRECTOR: boards.DIRECTOR_KEY, Seat.SUPERVISOR: boards.SUPERVISOR_KEY}


class MoreVotesThanPresent(Refused):
    """得票比实到的人数还多，请核对计票单。"""

    rule = "R_VOTE_ARITH"


class ElectedAlready(Refused):
    """这位同志已经当选这一职位，不用再选。"""

    rule = "R_ORDER"


@transaction.atomic
def elect(
    sitting: Sitting,
    *,
    seat: Seat,
    name: str,
    post: str = "",
    votes_for: int,
    is_executive: bool = False,
    term_to: date | None = None,
    on: date,
) -> Outcome:
    """Record the vote on one candidate: a fact even when it fails, elected only if nothing blocks.

    ``is_executive`` tells that the candidate is a director or senior manager (董事、高级管理人员),
    who may not be a supervisor.

    :raises OutOfOrder: if the congress has not sat, or the sitting is closed.
    :raises MoreVotesThanPresent: if there are more votes than people.
    :raises ElectedAlready: if the candidate has the seat already.
    """
    sittings.lock(sitting)
    sittings.need_session(sitting, on=on)
    if votes_for > (sitting.present or 0):
        raise MoreVotesThanPresent(f"得票{votes_for}票，比实到{sitting.present}人还多，请核对。")
    if sitting.board_elections.filter(seat=seat, name=name, is_elected=True).exists():
        raise ElectedAlready
    law = law_for(sitting.case, on=on)
    verdicts = _judge(sitting, seat, votes_for, is_executive=is_executive, law=law)
    made = BoardElection(
        **BoardElection.belonging_to(sitting.case),
        sitting=sitting,
        seat=seat,
        name=name,
        post=post,
        votes=votes_for,
        term_to=term_to,
        held_on=on,
    )
    _write(made, verdicts, law=law)
    return Outcome(made=made, verdicts=verdicts, looked_at=[sitting], is_fact=True)


def needed(entitled: int, law: Law) -> int:
    """Return the least number of votes that elects, out of everybody entitled."""
    return votes.majority(law, is_draft=False).required(entitled)


def _judge(
    sitting: Sitting, seat: Seat, votes_for: int, *, is_executive: bool, law: Law
) -> list[Verdict]:
    entitled, present = sitting.entitled or 0, sitting.present or 0
    members = sitting.congress.members
    found = [
        votes.check_quorum(entitled=entitled, present=present, members=members, law=law),
        votes.check_pass(
            entitled=entitled, yes=votes_for, is_draft=False, members=members, law=law
        ),
    ]
    rule = law.find(INCOMPATIBLE)
    if seat == Seat.SUPERVISOR and rule is not None:
        found.append(
            judge(
                INCOMPATIBLE,
                holds=not is_executive,
                law=rule,
                message=f"{rule.zh}。",
                remedy="请换一位不担任董事、高级管理人员的职工，重新选举职工监事。",
            )
        )
    return found


def _write(made: BoardElection, verdicts: list[Verdict], *, law: Law) -> None:
    sitting = made.sitting
    made.entitled, made.present = sitting.entitled or 0, sitting.present or 0
    made.quorum_needed = votes.quorum_needed(made.entitled, law)
    made.votes_needed = needed(made.entitled, law)
    made.faults = [verdict.rule for verdict in verdicts if verdict.blocks]
    made.is_elected = not made.faults
    keys = (SEAT_KEYS[Seat(made.seat)], votes.CONGRESS_QUORUM, votes.CONGRESS_MAJORITY)
    sources = [rule.source for key in keys if (rule := law.find(key)) is not None]
    made.source = "；".join(dict.fromkeys("；".join(sources).split("；")))
    made.save()

"""Around the sittings: group notes, committees, joint meetings, recalls, a term that moves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from contracts.congress import congresses, rosters, sittings
from contracts.congress.checks import elections as election_checks
from contracts.congress.checks import matters as matrix
from contracts.congress.elections import CountsImpossible, NotADelegate
from contracts.congress.models import (
    CommitteeSeat,
    Congress,
    Delegate,
    GroupNote,
    JointMeeting,
    Recall,
    Sitting,
    TermChange,
)
from contracts.congress.standing_models import TermMove
from contracts.congress.terms import TERM_CODE
from contracts.deadlines import clock
from contracts.deadlines.law import law_for
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused, Verdict, judge

JOINT_KEY, TERM_KEY, CHANGE_KEY = "wc.joint_meeting", "wc.term", "wc.term.change"
CONTRACT = "collective_contract"
_CONSENT = {"upper_union_consent", "union_term"}


class NothingSaid(Refused):
    """没有写内容，请写明再登记。"""

    rule = "nothing_said"


class NamedTwice(Refused):
    """同一个小组里同一个人写了两次，请核对。"""

    rule = "named_twice"


class NotLater(Refused):
    """日期的方向不对：提前换届要早于、延期换届要晚于现在的届满日，请核对。"""

    rule = "R_ORDER"


@transaction.atomic
def note_group(
    sitting: Sitting,
    *,
    group: str,
    notes: str,
    leader: str = "",
    attended: int | None = None,
    on: date,
) -> Outcome:
    """Keep what one group said; what it says later takes the place of it.

    :raises OutOfOrder: if the day is before the notice, or the sitting is closed.
    """
    sittings.lock(sitting)
    if sitting.closed_on is not None or on < sitting.notified_on:
        raise sittings.OutOfOrder("分组讨论在通知以后、闭会以前进行，请核对日期。")
    if not notes.strip():
        raise NothingSaid("没有写讨论意见；没有不同意见的，写“没有不同意见”。")
    told = {"notes": notes, "leader": leader, "attended": attended, "held_on": on}
    own = GroupNote.belonging_to(sitting.case)
    made, _ = GroupNote.objects.update_or_create(
        sitting=sitting, group=group, defaults=told, create_defaults={**own, **told}
    )
    return Outcome(made=made, looked_at=[sitting])


@transaction.atomic
def name_committee(
    sitting: Sitting, *, group: str, members: Sequence[Mapping[str, str]], on: date
) -> Outcome:
    """Let the congress name who sits on a special committee; those named before leave it.

    :raises OutOfOrder: if the congress does not sit: it alone passes the members (第十一条).
    """
    sittings.lock(sitting)
    sittings.need_session(sitting, on=on)
    names = [member["name"] for member in members]
    if not names:
        raise NothingSaid("没有写成员，请至少写一人。")
    if len(set(names)) < len(names):
        raise NamedTwice
    congress = sitting.congress
    committee_of(congress, group).update(left_on=on)
    own = CommitteeSeat.belonging_to(sitting.case)
    for member in members:
        CommitteeSeat.objects.create(
            **own, congress=congress, sitting=sitting, group=group, since=on, **member
        )
    return Outcome(made=sitting, looked_at=[congress])


def committee_of(congress: Congress, group: str = "") -> QuerySet[CommitteeSeat]:
    """Return who sits on a committee now, or on all of them."""
    rows = CommitteeSeat.objects.filter(congress=congress, left_on__isnull=True)
    return (rows.filter(group=group) if group else rows).order_by("pk")


@transaction.atomic
def meet_jointly(
    congress: Congress,
    *,
    members: Sequence[str],
    matters: Sequence[Mapping[str, str]],
    on: date,
) -> Outcome:
    """Record a joint meeting between sittings; a matter the congress must pass blocks it.

    ``matters`` are ``item``, ``result`` and, where it is one of the matrix, its name (``matter``).

    :raises NothingSaid: if nobody met, or about nothing.
    """
    congresses.lock(congress)
    if not members or not matters:
        raise NothingSaid("请写明参加人和商议的事项，各至少一行。")
    law = law_for(congress.case, on=on)
    verdicts = [
        verdict for row in matters if (verdict := _judge_matter(congress, row, law)) is not None
    ]
    made = JointMeeting.objects.create(
        **JointMeeting.belonging_to(congress.case),
        congress=congress,
        held_on=on,
        members=list(members),
        matters=[dict(row) for row in matters],
    )
    return Outcome(made=made, verdicts=verdicts, looked_at=[congress])


def _judge_matter(congress: Congress, row: Mapping[str, str], law: Law) -> Verdict | None:
    """Judge wc.joint_meeting: the congress itself passes what the law says it passes."""
    item, firm = row["item"], congress.employer_party
    name = row.get("matter", "")
    if not name and "草案" in item and "合同" in item:
        name = CONTRACT
    ownership = matrix.ownership_of(firm.ownership if firm else "")
    rows = matrix.find(name, law, ownership=ownership) if name else []
    if not rows or rows[0].action != matrix.PASS:
        return None
    return judge(
        JOINT_KEY,
        holds=False,
        law=[rows[0], law.find(JOINT_KEY)],
        found=item,
        message=f"“{item}”属于须经职代会审议通过的事项（{rows[0].zh}），联席会议不能代替。",
        remedy="请把这一项列入下次职代会的议题，由全体代表无记名表决；联席会议只商议其他事项。",
    )


def unreported(congress: Congress) -> list[JointMeeting]:
    """Return the joint meetings the next sitting must be told of."""
    rows = JointMeeting.objects.filter(congress=congress, reported_at__isnull=True)
    return list(rows.order_by("held_on", "pk"))


@transaction.atomic
def recall(
    congress: Congress,
    *,
    name: str,
    reason: str,
    workers: int,
    attended: int,
    votes: int,
    on: date,
) -> Outcome:
    """Record a unit's vote on taking a delegate's seat back: a fact even when it fails.

    The same attendance and majority as the election (企业民主管理规定 第二十五条); the seat of
    who is recalled stands open until the unit elects another.

    :raises NotADelegate: if nobody of that name sits, or several do.
    :raises CountsImpossible: if there are more votes than people, or more people than workers.
    """
    congresses.lock(congress)
    delegate = _sitting_delegate(congress, name)
    _need_sense(reason, workers, attended, votes)
    law = law_for(congress.case, on=on)
    quorum = election_checks.quorum_needed(workers, law)
    verdicts, needed = _judge_recall(workers, attended, votes, law)
    made = Recall.objects.create(
        **Recall.belonging_to(congress.case),
        congress=congress,
        delegate=delegate,
        reason=reason,
        held_on=on,
        workers=workers,
        attended=attended,
        votes=votes,
        quorum_needed=quorum,
        votes_needed=needed,
        is_recalled=attended >= quorum and votes >= needed,
    )
    if made.is_recalled:
        _free_seat(delegate, on=on)
    return Outcome(made=made, verdicts=verdicts, looked_at=[congress], is_fact=True)


def _free_seat(delegate: Delegate, *, on: date) -> None:
    delegate.left_on = max(on, delegate.since)
    delegate.save(update_fields=["left_on"])
    rosters.follow(delegate.congress)


def _need_sense(reason: str, workers: int, attended: int, votes: int) -> None:
    if not reason.strip():
        raise NothingSaid("罢免代表要写明理由，并听取本人申辩；请补上理由。")
    if not votes <= attended <= workers:
        raise CountsImpossible(f"赞成{votes}票、到会{attended}人、职工{workers}人对不上，请核对。")


def _judge_recall(workers: int, attended: int, votes: int, law: Law) -> tuple[list[Verdict], int]:
    """Return the verdicts on a recall, and how many votes it needs."""
    verdict = election_checks.check_recall(workers=workers, votes=votes, law=law)
    needed = int(verdict.required or 0)
    if attended >= election_checks.quorum_needed(workers, law):
        return [verdict], needed
    came = election_checks.check_election(workers=workers, attended=attended, votes=[], law=law)
    came = replace(
        came,
        rule=election_checks.RECALL_KEY,
        remedy="到会人数不够，这次罢免表决无效；请另定时间重新表决。",
    )
    return [came, verdict], needed


def _sitting_delegate(congress: Congress, name: str) -> Delegate:
    rows = [row for row in rosters.standing(congress) if name in {row.name, label(row)}]
    if len(rows) != 1:
        raise NotADelegate(f"代表名册里有{len(rows)}个“{name}”；请写成“选举单位 姓名”，核对姓名。")
    return rows[0]


def label(delegate: Delegate) -> str:
    """Return unit and name of a delegate."""
    return f"{delegate.unit} {delegate.name}".strip()


@transaction.atomic
def change_term(
    congress: Congress,
    *,
    kind: TermMove,
    reason: str,
    decided_by: str,
    until: date,
    consent_on: date | None = None,
    on: date,
) -> Outcome:
    """Move the end of the term, as the congress or whom it empowered decided, and say why.

    Where the place asks the next higher union's consent, it must be there.

    :raises NotLater: if the day does not lie on its side of the present end.
    """
    congresses.lock(congress)
    if not reason.strip():
        raise NothingSaid("提前、延期换届要写明理由，请补上。")
    running = clock.running(congress).filter(code=TERM_CODE).first()
    end = running.last_day if running else None
    if end is not None and (until < end) != (kind == TermMove.EARLY):
        raise NotLater(f"现在的届满日是{end}，{TermMove(kind).label}不能改到{until}，请核对。")
    law = law_for(congress.case, on=on)
    verdict = _judge_consent(law, consent_on)
    made = TermChange.objects.create(
        **TermChange.belonging_to(congress.case),
        congress=congress,
        kind=kind,
        reason=reason,
        decided_by=decided_by,
        decided_on=on,
        consent_on=consent_on,
        until=until,
    )
    clock.extend(congress, TERM_CODE, to=until, law=law)
    return Outcome(made=made, verdicts=[verdict] if verdict else [], looked_at=[congress])


def _judge_consent(law: Law, consent_on: date | None) -> Verdict | None:
    """Judge wc.term.change: whether the higher union's consent is asked, and is there."""
    rules = [rule for key in (CHANGE_KEY, TERM_KEY) if (rule := law.find(key)) is not None]
    asked = next((rule for rule in rules if rule.value.get("value") in _CONSENT), None)
    if asked is None:
        return None
    return judge(
        CHANGE_KEY,
        holds=consent_on is not None,
        law=asked,
        message=f"{asked.zh}。"
        + ("已有上级工会同意。" if consent_on else "还没有上级工会的同意。"),
        remedy="请先报上一级工会，取得书面同意，填上同意的日期再登记。",
    )

"""Count a vote on one item: a fact even when it fails, passed only if nothing blocks."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from contracts.agreements.models import Agreement
from contracts.congress import sittings
from contracts.congress.checks import votes
from contracts.congress.checks.votes import Counts
from contracts.congress.models import Ballot, Resolution, Sitting
from contracts.deadlines.law import law_for
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Outcome, Refused, Verdict


class ItemAlreadyCounted(Refused):
    """这一项在本次会议上已经计过票；没有通过的，修改后到下一次会议再表决。"""

    rule = "item_already_counted"


class NegativeCount(Refused):
    """票数不能小于零，请核对。"""

    rule = "R_VOTE_ARITH"


class NotThisCongress(Refused):
    """这份草案不属于本单位，不能在这个职代会上表决。"""

    rule = "not_this_congress"


class DraftNotOpen(Refused):
    """这份草案已经通过，或者已经有了新稿，不用再表决。"""

    rule = "draft_not_open"


@transaction.atomic
def count(
    sitting: Sitting,
    *,
    item: str,
    counts: Counts,
    is_secret: bool,
    on: date,
    subject: Agreement | str | None = None,
) -> Outcome:
    """Record the tellers' count of one item (分项表决) and judge it by everybody entitled.

    ``subject`` is the draft voted on, or the name of another matter. A draft is among
    ``looked_at``; that it passed or failed is told to it by ``agreements.ballots``, with
    ``made.faults`` as what it failed by. A passed vote makes its resolution.

    :raises OutOfOrder: if the congress has not sat, or the sitting is closed.
    :raises ItemAlreadyCounted: if the item or the draft was counted at this sitting.
    :raises NegativeCount: if a count is below zero.
    :raises NotThisCongress: if the draft belongs to other parties.
    :raises DraftNotOpen: if the draft has passed, or a newer one took its place.
    """
    sittings.lock(sitting)
    draft = subject if isinstance(subject, Agreement) else None
    _need_countable(sitting, item, counts, draft, on=on)
    law = law_of(sitting, draft, on=on)
    verdicts = judge_count(sitting, counts, is_secret=is_secret, is_draft=bool(draft), law=law)
    ballot = Ballot(
        **Ballot.belonging_to(sitting.case),
        sitting=sitting,
        item=item,
        agreement=draft,
        matter=subject if isinstance(subject, str) else "",
        is_secret=is_secret,
        voted_on=on,
        **asdict(counts),
    )
    _write(ballot, verdicts, law=law)
    sittings.begin_voting(sitting)
    looked_at = [draft, sitting] if draft is not None else [sitting]
    return Outcome(made=ballot, verdicts=verdicts, looked_at=looked_at, is_fact=True)


def _need_countable(
    sitting: Sitting,
    item: str,
    counts: Counts,
    draft: Agreement | None,
    *,
    on: date,
) -> None:
    sittings.need_session(sitting, on=on)
    if counts.has_negative:
        raise NegativeCount
    need_new(sitting, item, draft)
    if draft is not None:
        _need_open(draft, sitting)


def _write(ballot: Ballot, verdicts: Sequence[Verdict], *, law: Law) -> None:
    """Keep the count with what it was judged by; a passed one makes its resolution."""
    entitled = ballot.sitting.entitled or 0
    majority = votes.majority(law, is_draft=ballot.agreement is not None)
    ballot.entitled, ballot.present = entitled, ballot.sitting.present or 0
    ballot.quorum_needed = votes.quorum_needed(entitled, law)
    ballot.pass_needed = majority.required(entitled)
    ballot.faults = [verdict.rule for verdict in verdicts if verdict.blocks]
    ballot.is_passed = not ballot.faults
    ballot.source = _sources(verdicts[:2])
    ballot.save()
    if ballot.is_passed:
        Resolution.objects.create(
            **Resolution.belonging_to(ballot.case),
            ballot=ballot,
            title=f"关于通过{ballot.item}的决议",
            passed_on=ballot.voted_on,
        )


def judge_count(
    sitting: Sitting,
    counts: Counts,
    *,
    is_secret: bool,
    is_draft: bool,
    law: Law,
) -> list[Verdict]:
    """Return the verdicts on a count: attendance, majority, arithmetic, secrecy."""
    entitled, present = sitting.entitled or 0, sitting.present or 0
    members = sitting.congress.members
    return [
        votes.check_quorum(entitled=entitled, present=present, members=members, law=law),
        votes.check_pass(
            entitled=entitled,
            yes=counts.yes,
            is_draft=is_draft,
            members=members,
            law=law,
        ),
        votes.check_arithmetic(counts, present=present),
        votes.check_secret(is_secret=is_secret, is_draft=is_draft, law=law),
    ]


def law_of(sitting: Sitting, draft: Agreement | None, *, on: date) -> Law:
    """Return the law a vote is judged by: of the draft's instrument, or of the congress alone."""
    if draft is None:
        return law_for(sitting.case, on=on)
    return law_for(sitting.case, on=on, kind=draft.kind, scope=draft.scope)


def need_new(sitting: Sitting, item: str, draft: Agreement | None) -> None:
    """See that neither item nor draft was counted at this sitting.

    :raises ItemAlreadyCounted: if it was.
    """
    rows = sitting.ballots.all()
    if rows.filter(item=item).exists():
        raise ItemAlreadyCounted
    if draft is not None and rows.filter(agreement=draft).exists():
        raise ItemAlreadyCounted


def _need_open(draft: Agreement, sitting: Sitting) -> None:
    draft.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    if draft.workers_party_id != sitting.workers_party_id:
        raise NotThisCongress
    if draft.superseded_on is not None or draft.passed_on is not None:
        raise DraftNotOpen


def _sources(verdicts: Sequence[Verdict]) -> str:
    parts = (part for verdict in verdicts for part in verdict.source.split("；"))
    return "；".join(dict.fromkeys(part for part in parts if part))

"""Sign an agreement: both chiefs, both seals, after the vote, with no fault left open."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from contracts.agreements import faults, queries
from contracts.agreements.checks.signing import (
    Page,
    VoteState,
    check_order,
    check_seals,
    check_vote,
    signs_before_congress,
)
from contracts.agreements.models import Agreement, Signing, Stage
from contracts.agreements.texts import History
from contracts.deadlines import clock
from contracts.parties.models import Side
from contracts.statutes.law import Law
from contracts.verdicts.models import Finding
from contracts.verdicts.verdict import Outcome, Refused, Verdict

PASSAGE_NOTICE = "passage_notice_received_by_employer"
OWN_RULES = ("R_SEALS", "R_VOTE_QUORUM", "R_VOTE_PASS")


class AlreadyConcluded(Refused):
    """The agreement is signed; it cannot be signed again unless an objection sends it back."""

    rule = "already_concluded"


class DraftReplaced(Refused):
    """A newer draft took the place of this one."""

    rule = "draft_replaced"


class NotPassedYet(Refused):
    """草案还没有经职代会（全体职工）通过，不能签字。请先提交职代会，通过后再准备签字文本。"""

    rule = "not_passed_yet"


class SignedInTheFuture(Refused):
    """签字日期还没有到；请填写实际签字的日子。"""

    rule = "R_ORDER"


@transaction.atomic
def conclude(
    agreement: Agreement,
    *,
    on: date,
    signed_on: Mapping[str, date | None],
    seals: Sequence[str] = (),
    history: History | None = None,
    elsewhere: Sequence[Finding] = (),
) -> Outcome:
    """Record a signature page and judge it; a faultless one concludes the agreement.

    ``signed_on`` has ``workers`` and ``employer``. Each side may sign alone: the page waits, and
    is judged when both are there. Every fault still open in the round is named, and those of the
    sitting behind the vote (``elsewhere``); a page with a fault is kept and void. A faultless page
    starts the filing clocks from the later signature.

    :raises AlreadyConcluded: if the agreement is signed already.
    :raises DraftReplaced: if a newer draft took its place.
    :raises SignedInTheFuture: if a signature bears a day that has not come.
    """
    _open(agreement)
    if any(day is not None and day > on for day in signed_on.values()):
        raise SignedInTheFuture
    page = _half_signed(agreement)
    page.workers_signed_on = signed_on.get("workers") or page.workers_signed_on
    page.employer_signed_on = signed_on.get("employer") or page.employer_signed_on
    page.seals = sorted({*page.seals, *seals})
    page.judged_on = on
    if page.signed_on is None:
        page.save()
        return Outcome(made=page, looked_at=[agreement], is_fact=True)
    return _judge(agreement, page, history=history or History(), elsewhere=elsewhere, on=on)


@transaction.atomic
def make_ready(agreement: Agreement, *, on: date) -> Outcome:
    """Let the text to be signed be printed: the draft is passed, and nobody replaced it.

    :raises NotPassedYet: if the congress did not pass it, where it must do so first.
    """
    _open(agreement)
    law = queries.law_of(agreement, on=on)
    if agreement.passed_on is None and not signs_before_congress(law):
        raise NotPassedYet
    return Outcome(made=agreement, looked_at=[agreement])


def _open(agreement: Agreement) -> None:
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    if agreement.superseded_on:
        raise DraftReplaced(f"这一稿已在{agreement.superseded_on}被新稿取代，请签新稿。")
    if agreement.concluded_on:
        raise AlreadyConcluded(f"合同已在{agreement.concluded_on}签订，不用再签。")


def _half_signed(agreement: Agreement) -> Signing:
    waiting = agreement.signing_set.filter(is_judged=False).first()
    return waiting or Signing(
        **Signing.belonging_to(agreement.case),
        agreement=agreement,
        is_judged=False,
        seals=[],
    )


def _judge(
    agreement: Agreement,
    page: Signing,
    *,
    history: History,
    elsewhere: Sequence[Finding],
    on: date,
) -> Outcome:
    law = queries.law_of(agreement, on=page.signed_on or on)
    verdicts = judge_page(agreement, page, history=history, elsewhere=elsewhere, law=law)
    page.is_judged = True
    page.is_void = any(verdict.blocks for verdict in verdicts)
    page.save()
    if not page.is_void:
        _complete(agreement, page, law=law)
        faults.cure_gates(agreement, on=on)
    return Outcome(made=page, verdicts=verdicts, looked_at=[agreement], is_fact=True)


def judge_page(
    agreement: Agreement,
    page: Signing | None,
    *,
    history: History,
    law: Law,
    elsewhere: Sequence[Finding] = (),
) -> list[Verdict]:
    """Return the verdicts on a signature page, faults still open in the round among them."""
    facts = Page(
        workers=page.workers_signed_on if page else None,
        employer=page.employer_signed_on if page else None,
        seals=tuple(page.seals) if page else (),
    )
    vote = VoteState(
        drafted_on=agreement.drafted_on,
        passed_on=agreement.passed_on,
        rejected_on=agreement.rejected_on,
        faults=tuple(agreement.vote_faults),
    )
    return [
        check_order(facts, vote, history, law),
        *check_vote(vote, law),
        check_seals(facts, law),
        *faults.still_open(agreement, besides=OWN_RULES, elsewhere=elsewhere),
    ]


def complete_if_signed(agreement: Agreement, *, law: Law) -> None:
    """Conclude a passed draft that was signed before the congress, where the place has it so."""
    page = queries.last_page(agreement)
    waits = page is not None and not page.is_void and agreement.concluded_on is None
    if page and waits and signs_before_congress(law):
        _complete(agreement, page, law=law)


def _complete(agreement: Agreement, page: Signing, *, law: Law) -> None:
    agreement.workers_signed_on = page.workers_signed_on
    agreement.employer_signed_on = page.employer_signed_on
    fields = ["workers_signed_on", "employer_signed_on"]
    days = [day for day in (page.signed_on, agreement.passed_on) if day]
    if agreement.passed_on and page.signed_on:
        agreement.concluded_on = max(days) if signs_before_congress(law) else page.signed_on
        agreement.stage = Stage.FILING
        fields += ["concluded_on", "stage"]
    agreement.save(update_fields=fields)
    if agreement.concluded_on:
        _start_filing_clocks(agreement, law=law.at(agreement.concluded_on))


def _start_filing_clocks(agreement: Agreement, *, law: Law) -> None:
    rule = law.find("cb.file.deadline")
    base = agreement.concluded_on
    if rule and rule.event == PASSAGE_NOTICE and agreement.passed_on:
        base = agreement.passed_on
    codes = ["DL_FILE_GENERAL"]
    if agreement.kind == "wage":
        codes.insert(0, "DL_FILE_WAGE")
    for code in codes:
        if base:
            clock.start(
                agreement.case,
                code,
                base=base,
                law=law,
                subject=agreement,
                side=Side.EMPLOYER,
            )

"""File a signed agreement for review (报送审查)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.agreements import faults, queries, signatures
from contracts.agreements.checks.filing import check_claims, check_set
from contracts.agreements.models import Agreement, Filing, Opinion, Stage
from contracts.agreements.texts import Coverage, History
from contracts.deadlines import clock
from contracts.statutes.law import Law
from contracts.verdicts.models import Finding
from contracts.verdicts.verdict import BLOCK, Outcome, Refused, Verdict

FILING_CLOCKS = ("DL_FILE_WAGE", "DL_FILE_GENERAL")
REVIEW = "DL_REVIEW"


class FilingRefused(Refused):
    """Faults are open; a text with faults is not filed, not even from paper."""

    rule = "filing_refused"


class AlreadyFiled(Refused):
    """The text lies with the labour department; only an objection sends it back."""

    rule = "already_filed"


@transaction.atomic
def file(
    agreement: Agreement,
    *,
    on: date,
    received_on: date | None = None,
    copies: int | None = None,
    claims: Coverage | None = None,
    history: History | None = None,
    elsewhere: Sequence[Finding] = (),
) -> Outcome:
    """Record that the labour department received the text; its review period starts that day.

    Every fault still open in the round is named, and those of the sitting behind the vote
    (``elsewhere``). ``claims`` are what an area contract is said to cover. After an objection this
    is the refiling, and all clocks run anew.

    :raises AlreadyFiled: if the text is under review or in force.
    :raises FilingRefused: if a verdict blocks; it carries all of them.
    """
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    _need_unfiled(agreement)
    received = received_on or on
    verdicts = _judge(
        agreement,
        received,
        copies=copies,
        claims=claims,
        history=history or History(),
        elsewhere=elsewhere,
    )
    if blocks := [verdict.message for verdict in verdicts if verdict.blocks]:
        raise FilingRefused("；".join(blocks), verdicts=verdicts)
    filing = _write(agreement, received, copies=copies, claims=claims)
    _receive(agreement, received)
    faults.cure_gates(agreement, on=on)
    return Outcome(made=filing, verdicts=verdicts, looked_at=[agreement])


def _write(
    agreement: Agreement,
    received: date,
    *,
    copies: int | None,
    claims: Coverage | None,
) -> Filing:
    return Filing.objects.create(
        **Filing.belonging_to(agreement.case),
        agreement=agreement,
        received_on=received,
        copies=copies or 0,
        claimed_firms=claims.firms if claims else None,
        claimed_workers=claims.workers if claims else None,
        claimed_migrant=claims.migrant if claims else None,
        is_refiling=_was_objected(agreement),
    )


def _need_unfiled(agreement: Agreement) -> None:
    if day := agreement.filed_on or agreement.in_force_on:
        raise AlreadyFiled(f"合同已在{day}报送或生效，不用重复报送。")


def _judge(
    agreement: Agreement,
    received: date,
    *,
    copies: int | None,
    claims: Coverage | None,
    history: History,
    elsewhere: Sequence[Finding],
) -> list[Verdict]:
    law = queries.law_of(agreement, on=received)
    page = queries.last_page(agreement)
    page_law = law.at(page.signed_on) if page and page.signed_on else law
    on_page = signatures.judge_page(
        agreement,
        page,
        history=history,
        law=page_law,
        elsewhere=elsewhere,
    )
    verdicts = [
        check_set(copies, law),
        *(v for v in on_page if v.blocks or v.rule == "R_SEALS"),
    ]
    if agreement.is_area:
        confirmed = queries.confirmed_coverage(agreement, on=received)
        verdicts.append(check_claims(claims or confirmed, confirmed, law))
    if not any(verdict.blocks for verdict in verdicts):
        verdicts += _order(agreement, received, law)
    return verdicts


def _order(agreement: Agreement, received: date, law: Law) -> list[Verdict]:
    """Return a block where nothing valid was signed, or the text came before its signature."""
    signed = agreement.concluded_on
    if signed is not None and signed <= received:
        return []
    rule = law.find("cb.sign.order")
    found = f"收到日{received}早于签订日{signed}" if signed else "没有有效的签字页"
    return [
        Verdict(
            rule="R_ORDER",
            outcome=BLOCK,
            source=rule.source if rule else "",
            citations=tuple(rule.citations) if rule else (),
            message=f"{found}；要先由双方首席代表签字，再报送审查。",
            remedy="补齐后由双方重新签字，再报送。",
        ),
    ]


def _was_objected(agreement: Agreement) -> bool:
    return agreement.opinion_set.filter(result=Opinion.Result.OBJECTION).exists()


def _receive(agreement: Agreement, received: date) -> None:
    agreement.filed_on = received
    agreement.stage = Stage.FILING
    agreement.save(update_fields=["filed_on", "stage"])
    case = agreement.case
    if not case.is_before_labour:
        case.is_before_labour = True
        case.save(update_fields=["is_before_labour"])
    for code in FILING_CLOCKS:
        clock.stop(agreement, code, on=received)
    law = queries.law_of(agreement, on=received)
    clock.start(case, REVIEW, base=received, law=law, subject=agreement)

"""The steps of an agreement: draft, congress, signing, filing, effect, change."""

from datetime import date

from contracts.agreements import (
    changes,
    confirmations,
    drafts,
    effects,
    filings,
    opinions,
    signatures,
    submissions,
)
from contracts.agreements.models import Agreement
from contracts.agreements.texts import Coverage, History
from contracts.agreements.wordings import document_of
from contracts.bargaining import offers, queries, rounds
from contracts.bargaining.models import Round, Settlement
from contracts.congress import queries as congress_queries
from contracts.documents import signatures as documents
from contracts.documents.issuing import Request
from contracts.parties.references import reference
from contracts.verdicts.verdict import Outcome
from workflow.door import Doing, Done, step
from workflow.stages import move_round, round_of


def contract_code(agreement: Agreement) -> str:
    """Return the document that is the text of this agreement."""
    return document_of(agreement.kind, is_area=agreement.is_area)


def history_of(agreement: Agreement) -> History:
    """Return the days of the round before the draft, which the order of signing is judged by."""
    round_ = round_of(agreement)
    if round_ is None:
        return History()
    offer = offers.latest_offer(round_)
    first = queries.sessions_of(round_).first()
    settlement = Settlement.objects.filter(round=round_).order_by("-pk").first()
    return History(
        offered_on=offer.received_on if offer else None,
        answered_on=(offer.responded_on or offer.coordinated_on) if offer else None,
        first_met_on=first.held_on if first else None,
        settled_on=settlement.settled_on if settlement else None,
    )


def _done(outcome: Outcome, agreement: Agreement, papers: list[Request]) -> Done:
    move_round(agreement)
    return Done(outcome, papers, about=agreement)


@step("agreements.draft")
def draft(doing: Doing) -> Done:
    """Write the draft down; the law is asked about every clause."""
    round_: Round = doing.to
    data = doing.data
    early = rounds.need_stage(
        round_,
        {"draft", "vote", "sign", "filing", "effect"},
        act="起草合同文本",
        first="请先在协商中达成一致，由双方首席代表签认。",
        is_paper=doing.paper,
    )
    term = data.get("term") or {}
    outcome = drafts.draw_up(
        round_.case,
        kind=data["kind"],
        scope=round_.scope,
        number=data.get("no", ""),
        term_from=term.get("from"),
        term_to=term.get("to"),
        clauses=data.get("clauses"),
        grades=data.get("grades", []),
        similarity=data.get("similarity"),
        numeric_clauses=data.get("numeric_clauses"),
        women_content=data.get("women_content", ""),
        previous_to=round_.previous_expires_on if data["kind"] == round_.kind else None,
        is_paper=doing.paper,
        on=doing.on,
    )
    outcome.verdicts = [*early, *outcome.verdicts]
    agreement: Agreement = outcome.made
    papers = [
        Request(contract_code(agreement), agreement, marks="草案", is_draft=True),
        Request("draft_explanation", agreement, is_draft=True),
    ]
    if agreement.is_area and (data.get("clauses") or {}).get("piece_rates"):
        papers.append(Request("regional_wage_table", agreement))
    done = _done(outcome, agreement, papers)
    done.follows.append(("conclusion", agreement))
    return done


@step("agreements.submit")
def submit(doing: Doing) -> Done:
    """Send the draft to the congress."""
    outcome = submissions.submit(doing.to, on=doing.on)
    return _done(outcome, doing.to, [Request("submit_to_congress_letter", doing.to)])


@step("agreements.conclude")
def conclude(doing: Doing) -> Done:
    """Sign and seal, one side or both; a page with a fault is kept and void."""
    agreement: Agreement = doing.to
    outcome = signatures.conclude(
        agreement,
        signed_on=_signed_on(doing),
        seals=doing.data.get("seals", []),
        history=history_of(agreement),
        elsewhere=congress_queries.faults_behind(agreement),
        on=doing.on,
    )
    agreement.refresh_from_db()
    page = outcome.made
    if page.is_void:
        papers = [Request("signature_page", page, marks="无效", is_void=True)]
    elif page.is_judged:
        papers = [Request("signature_page", page)]
        if not documents.is_signed_by_both(reference(agreement)):
            papers.append(Request(contract_code(agreement), agreement))
    else:
        papers = []
    return _done(outcome, agreement, papers)


def _signed_on(doing: Doing) -> dict[str, date | None]:
    signed = doing.data.get("signed_on") or {}
    return {side: signed.get(side) for side in ("workers", "employer")}


@step("agreements.file")
def file(doing: Doing) -> Done:
    """File the text with the labour department; its receipt starts the review."""
    agreement: Agreement = doing.to
    is_again = agreement.opinion_set.filter(result="objection").exists()
    claims = doing.data.get("claims")
    outcome = filings.file(
        agreement,
        received_on=doing.data.get("received_on", doing.on),
        copies=doing.data.get("copies"),
        claims=Coverage(**claims) if claims else None,
        history=history_of(agreement),
        elsewhere=congress_queries.faults_behind(agreement),
        on=doing.on,
    )
    agreement.case.is_before_labour = True
    agreement.case.save(update_fields=["is_before_labour"])
    codes = ["filing_letter", "filing_form", "service_receipt"]
    codes += ["objection_revision_note"] if is_again else []
    return _done(outcome, agreement, [Request(code, outcome.made) for code in codes])


@step("agreements.opinion")
def opinion(doing: Doing) -> Done:
    """Register the labour department's opinion: effect, or an objection."""
    agreement: Agreement = doing.to
    outcome = opinions.give(
        agreement,
        result=doing.data["result"],
        served_on=doing.data.get("served_on", doing.on),
        in_force_on=doing.data.get("in_force_on"),
        clauses=doing.data.get("clauses", []),
        is_oral=doing.data.get("oral", False),
        on=doing.on,
    )
    done = _done(outcome, agreement, [Request("review_opinion", outcome.made)])
    return _follow_effect(done, agreement)


def _follow_effect(done: Done, agreement: Agreement) -> Done:
    agreement.refresh_from_db()
    if agreement.in_force_on is not None:
        done.follows.append(("review", agreement))
    return done


@step("agreements.take_effect")
def take_effect(doing: Doing) -> Done:
    """Let silence bring the agreement into force."""
    outcome = effects.take_silence(doing.to, on=doing.on)
    doing.to.refresh_from_db()
    return _follow_effect(_done(outcome, doing.to, []), doing.to)


@step("agreements.publish")
def publish(doing: Doing) -> Done:
    """Make the agreement known to everybody it covers."""
    outcome = effects.publish(doing.to, channels=doing.data.get("channels", []), on=doing.on)
    return _done(outcome, doing.to, [Request("effect_notice", outcome.made)])


@step("agreements.record")
def record(doing: Doing) -> Done:
    """Hand a copy to the next higher union."""
    outcome = effects.record_with_union(doing.to, on=doing.on)
    return _done(outcome, doing.to, [Request("union_record_form", outcome.made)])


@step("agreements.confirm")
def confirm(doing: Doing) -> Done:
    """Record which firms of an area confirmed its contract."""
    outcome = confirmations.confirm(doing.to, firms=doing.data["firms"], on=doing.on)
    papers = [
        Request("regional_employer_confirmation", row)
        for row in outcome.made
        if row.answer == "confirmed"
    ]
    return _done(outcome, doing.to, papers)


@step("agreements.amend")
def amend(doing: Doing) -> Done:
    """Change an agreement in force by agreement of both sides."""
    term = doing.data.get("term") or {}
    outcome = changes.amend(
        doing.to,
        clauses=doing.data.get("clauses"),
        grounds=doing.data.get("grounds", ""),
        term_from=term.get("from"),
        term_to=term.get("to"),
        on=doing.on,
    )
    return _done(outcome, doing.to, [Request("amendment_agreement", outcome.made)])


@step("agreements.terminate")
def terminate(doing: Doing) -> Done:
    """End an agreement before its term is over."""
    outcome = changes.terminate(doing.to, grounds=doing.data.get("grounds", ""), on=doing.on)
    return _done(outcome, doing.to, [Request("termination_agreement", outcome.made)])

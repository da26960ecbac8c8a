"""Fill what goes with a draft and its signature: explanation, letter to the congress, page."""

from typing import Any

from contracts.agreements import signatures
from contracts.agreements.models import Agreement, Seal, Signing
from contracts.agreements.texts import History
from contracts.bargaining import offers, queries, seating
from contracts.bargaining.models import Position, Round, Settlement, Suspension
from contracts.congress.models import Ballot, Congress
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.topic_words import in_words, is_of
from contracts.documents.filling import PaperContext, fills
from contracts.documents.models import Paper
from contracts.parties.choices import Side
from contracts.parties.references import reference
from contracts.supervision.models import Review

#: Clauses whose old and new standard stand side by side in the explanation.
COMPARED = {
    *("avg_growth", "firm_min_wage", "pay_day", "night_allowance", "heat_allowance"),
    *("seniority_pay", "hours_day", "hours_week", "annual_leave", "maternity_days"),
    *("nursing_minutes", "probation_months", "overtime"),
}


@fills("draft_explanation")
def draft_explanation(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Tell the delegates how the draft came about and what it changes."""
    round_ = says.round_of(agreement)
    covered = says.workforce(agreement, on=paper.issued_on)
    return {
        **{k: v for k, v in says.heading(agreement).items() if k != "contract_no"},
        **says.term(agreement),
        **says.chiefs(agreement),
        "issue_date": chinese.day(paper.issued_on),
        "union_reps": _others(round_, Side.WORKERS),
        "employer_reps": _others(round_, Side.EMPLOYER),
        "rep_process": "",
        "survey": "",
        **_talks(round_),
        "background": _background(round_),
        "covered_workers": str(covered.women if agreement.kind == "women" else covered.workers),
        "key_points": _key_points(agreement),
        "grounds": _grounds(agreement, paper),
        "disputed": _not_taken(agreement, round_),
        "prev_performance": _previous(agreement),
        "changes": _changes(agreement, str(covered.workers)),
    }


def _others(round_: Round | None, side: Side) -> str:
    """Return a side's representatives besides the chief, with their posts."""
    rows = seating.rows(round_, side).filter(is_chief=False) if round_ else []
    names = [
        f"{row.person.name}（{words.post(row.person)}）" if row.person.post else row.person.name
        for row in rows
    ]
    return words.join(names) or "（无）"


def _talks(round_: Round | None) -> dict[str, str]:
    offer = offers.latest_offer(round_) if round_ else None
    settled = Settlement.objects.filter(round=round_).order_by("-pk").first() if round_ else None
    replied = (offer.responded_on or offer.coordinated_on) if offer else None
    return {
        "offer_date": words.maybe_day(offer.received_on if offer else None),
        "offered_by": Side(offer.made_by).label if offer else "",
        "reply_date": words.maybe_day(replied),
        "talks_count": str(queries.sessions_of(round_).count() if round_ else 0),
        "settled_date": words.maybe_day(settled.settled_on if settled else None) or says.BLANK,
    }


def _background(round_: Round | None) -> str:
    breaks = Suspension.objects.filter(round=round_).order_by("pk") if round_ else []
    parts = [f"{chinese.span(row.suspended_on, row.until)}中止协商" for row in breaks]
    return f"其间，双方商定{'、'.join(parts)}，期满后恢复协商。" if parts else ""


def _key_points(agreement: Agreement) -> str:
    headings = list(agreement.clause_set.order_by("position").values_list("heading", flat=True))
    if agreement.grade_set.exists():
        headings.append("各岗位工资标准")
    return f"草案约定了{words.join(headings)}。" if headings else ""


def _grounds(agreement: Agreement, paper: PaperContext) -> str:
    own = says.values(agreement).get("firm_min_wage")
    local = paper.law.local.min_wage_month
    if own is None or local is None:
        return ""
    return (
        f"当地最低工资标准为每月{says.money(local)}元，"
        f"草案的企业最低工资为每月{says.money(own)}元。"
    )


def _not_taken(agreement: Agreement, round_: Round | None) -> str:
    """Return what the workers asked for in this contract and did not get, as it was recorded."""
    rows: list[Position] = list(queries.latest_positions(round_).values()) if round_ else []
    parts = [
        f"{row.topic}：职工方最后提出{in_words(row.topic, row.workers_words)}，"
        f"双方协商确定为{in_words(row.topic, row.settled_words)}"
        for row in rows
        if row.settled_words and row.workers_words and row.workers_words != row.settled_words
        if is_of(row.topic, agreement.kind, bargained=row.session.round.kind)
    ]
    return says.stop("；".join(parts))


def _before(agreement: Agreement) -> Agreement | None:
    """Return the agreement this one follows."""
    earlier = Agreement.objects.filter(
        workers_party_id=agreement.workers_party_id,
        employer_party_id=agreement.employer_party_id,
        kind=agreement.kind,
        scope=agreement.scope,
        in_force_on__isnull=False,
    ).exclude(pk=agreement.pk)
    return earlier.order_by("-term_to", "-pk").first()


def _previous(agreement: Agreement) -> str:
    before = _before(agreement)
    if before is None or before.term_from is None or before.term_to is None:
        return ""
    number = f"（{before.number}）" if before.number else ""
    review = Review.objects.filter(agreement=before).order_by("-reviewed_on", "-pk").first()
    kept = "系统中没有它的履约检查记录。"
    if review is not None:
        kept = (
            f"最近一次检查（{chinese.day(review.reviewed_on)}）应履行{review.due_count}条，"
            f"已履行{review.done_count}条。"
        )
    return f"上期合同{number}期限自{chinese.span(before.term_from, before.term_to)}，{kept}"


def _changes(agreement: Agreement, workers: str) -> list[dict[str, str]]:
    before = _before(agreement)
    old = says.values(before) if before else {}
    return [
        {
            "item": says.title(key),
            "before": says.line(key, old[key]) if old.get(key) is not None else words.NOTHING,
            "after": says.line(key, value),
            "beneficiaries": f"{workers}人" if key in {"avg_growth", "pay_day"} else words.NOTHING,
        }
        for key, value in says.values(agreement).items()
        if key in COMPARED and value is not None
    ]


@fills("submit_to_congress_letter")
def submit_to_congress_letter(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Ask the congress to deliberate and vote, with the votes it takes."""
    round_ = says.round_of(agreement)
    covered = says.workforce(agreement, on=paper.issued_on)
    name = says.contract_name(agreement)
    return {
        **{k: v for k, v in says.heading(agreement).items() if k != "contract_no"},
        **says.term(agreement),
        **says.chiefs(agreement),
        "doc_no": paper.number,
        "settled_date": _talks(round_)["settled_date"],
        "covered_workers": str(covered.women if agreement.kind == "women" else covered.workers),
        "proposed_session": "",
        "docs_deadline": "",
        "vote_mode": "无记名投票",
        **_congress(agreement, paper),
        "issue_date": chinese.day(paper.issued_on),
        "attachments": [{"name": f"{name}（草案）"}, {"name": f"关于{name}（草案）的说明"}],
    }


def _congress(agreement: Agreement, paper: PaperContext) -> dict[str, str]:
    """Return the body that votes, its delegates, and how many must come and agree."""
    rows = Congress.objects.filter(workers_party=agreement.workers_party)
    congress = rows.order_by("-pk").first()
    total = congress.delegates_total if congress else None
    quorum, majority = paper.law.find("cb.draft.quorum"), paper.law.find("cb.draft.pass")
    needed = {"quorum_needed": "", "pass_needed": ""}
    if total and quorum and majority and quorum.share and majority.safe_share:
        needed["quorum_needed"] = str(quorum.share.required(total))
        needed["pass_needed"] = str(majority.safe_share.required(total))
    place = congress.place_name if congress else words.name_of(agreement.employer_party)
    body = congress.get_form_display() if congress else "职工代表大会"
    return {
        "congress_body": f"{place}{body}",
        "delegates_total": str(total) if needed["quorum_needed"] else "",
        **needed,
    }


@fills("signature_page")
def signature_page(page: Signing, paper: PaperContext) -> dict[str, Any]:
    """Print who signed and when, with which seals; a void page says why."""
    agreement = page.agreement
    ballot = says.passing_ballot(agreement)
    seals = {f"{seal.value}_seal": _box(page, seal) for seal in Seal}
    return {
        **says.heading(agreement),
        **says.term(agreement),
        **says.signers(agreement),
        "resolution_no": _resolution_number(ballot),
        "resolution_date": words.maybe_day(ballot.voted_on if ballot else None),
        "sitting": ballot.sitting.title if ballot else "",
        "sign_place": "",
        "employer_sign_date": words.maybe_day(page.employer_signed_on),
        "union_sign_date": words.maybe_day(page.workers_signed_on),
        **seals,
        "void_reason": _why_void(page, paper) if page.is_void else "",
    }


def _box(page: Signing, seal: Seal) -> str:
    return says.CHECKED if seal.value in page.seals else says.UNCHECKED


def _resolution_number(ballot: Ballot | None) -> str:
    """Return the number the resolution was issued under; a look-up beyond the record."""
    if ballot is None:
        return ""
    papers = Paper.objects.filter(record=reference(ballot), code="congress_resolution")
    paper = papers.order_by("-pk").first()
    return paper.number if paper else ""


def _why_void(page: Signing, paper: PaperContext) -> str:
    verdicts = signatures.judge_page(page.agreement, page, history=History(), law=paper.law)
    reasons = [verdict.message.rstrip("。") for verdict in verdicts if verdict.blocks]
    return says.stop("；".join(reasons) or "签字日期的先后顺序不符合规定")

"""The acts of an agreement asked with facts: its text, its signature page, its filing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contracts.agreements import library
from contracts.agreements.checks import filing, signing, staffing, validity, wages
from contracts.agreements.checks.filing import FirmAnswer
from contracts.agreements.checks.signing import Page, VoteState
from contracts.agreements.checks.text import judge_text
from contracts.agreements.models import Seal
from contracts.agreements.texts import AreaFloor, Coverage, GradeLine, History, Text
from contracts.parties.choices import Kind
from contracts.statutes.law import Law
from contracts.verdicts.verdict import WARN, Refused, Verdict
from workflow.asking.facts import Facts
from workflow.asking.questions import Question, QuestionUnclear

BRANCH = "branch"
OBJECTS = "objection"
PAY_KEYS = ("pay_day", "pay_cycle", "text")


def draft(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge a text by its clauses, written as in ``agreements.draft`` or side by side."""
    text = text_of(facts, question)
    verdicts = judge_text(text, law)
    if not any(key in text.clauses for key in PAY_KEYS):
        verdicts = [v for v in verdicts if not (v.rule == "R_PAYDAY" and v.outcome == WARN)]
    workers, dispatch = facts.count("workers"), facts.count("dispatch")
    if workers is not None and dispatch is not None:
        verdicts.append(staffing.check_dispatch(workers=workers, dispatch=dispatch, law=law))
    hourly = facts.number("hourly_wage")
    if hourly is not None:
        verdicts.append(wages.check_hourly(hourly, law))
    return verdicts


def text_of(facts: Facts, question: Question) -> Text:
    """Return the text as the checks take it; what is left out is in order."""
    term = facts.part("term")
    floor = facts.number("area_floor")
    kind = facts.one_of("kind", Kind.values, question.kind or Kind.COMPREHENSIVE)
    return Text(
        kind=kind,
        scope=facts.words("scope", "enterprise"),
        term_from=term.day("from"),
        term_to=term.day("to"),
        clauses=_clauses(facts),
        grades=[_grade(row) for row in facts.rows("grades")],
        similarity=facts.number("similarity"),
        numeric_clauses=facts.count("numeric_clauses"),
        women_content=facts.words("women_content", "clauses"),
        women=facts.count("women"),
        area_floor=None if floor is None else AreaFloor("区域（行业）集体合同", floor),
    )


def _clauses(facts: Facts) -> dict[str, Any]:
    raw: dict[str, Any] = {}
    nested = facts.raw("clauses")
    if isinstance(nested, Mapping):
        raw |= {str(key): value for key, value in nested.items()}
    for key in library.clause_types():
        if key in facts:
            raw[key] = facts.raw(key)
    try:
        return library.read(raw)
    except Refused as refused:
        raise QuestionUnclear(str(refused), about="facts.clauses") from refused


def _grade(row: Facts) -> GradeLine:
    return GradeLine(
        post=row.words("post"),
        headcount=row.count("headcount") or 0,
        before=row.number("before") or Decimal(0),
        after=row.number("after") or Decimal(0),
    )


def conclude(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge a signature page: dates, seals, the order of days, who may sign."""
    days = facts.part("signed_on") if isinstance(facts.raw("signed_on"), Mapping) else Facts()
    one = None if isinstance(facts.raw("signed_on"), Mapping) else facts.day("signed_on")
    seals = facts.listed("seals")
    page = Page(
        workers=days.day("workers") or one or question.day,
        employer=days.day("employer") or one or question.day,
        seals=[seal.value for seal in Seal] if seals is None else seals,
    )
    vote = VoteState(
        drafted_on=facts.day("drafted_on"),
        passed_on=facts.day("passed_on"),
        rejected_on=facts.day("rejected_on"),
    )
    history = History(
        offered_on=facts.day("offered_on"),
        answered_on=facts.day("answered_on"),
        first_met_on=facts.day("met_on"),
        settled_on=facts.day("settled_on"),
    )
    verdicts = [signing.check_order(page, vote, history, law), signing.check_seals(page, law)]
    if vote.rejected_on or facts.flag("passed") is False:
        verdicts += signing.check_vote(vote, law)
    signed_by, branch = facts.words("signed_by"), facts.part("branch")
    if signed_by == BRANCH:
        is_licensed = branch.flag("licensed")
        verdicts.append(
            validity.check_signer(by_branch=True, is_licensed=is_licensed is not False, law=law),
        )
    return verdicts


def file(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge the set of papers, and what an area contract claims."""
    verdicts = [filing.check_set(facts.count("copies"), law)]
    if "claims" in facts and "confirmed" in facts:
        claims, known = _coverage(facts.part("claims")), _coverage(facts.part("confirmed"))
        verdicts.append(filing.check_claims(claims, known, law))
    return verdicts


def _coverage(facts: Facts) -> Coverage:
    return Coverage(
        firms=facts.count("firms"),
        workers=facts.count("workers"),
        migrant=facts.count("migrant"),
    )


def opinion(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge an objection: in writing and in time."""
    if facts.words("result", OBJECTS) != OBJECTS:
        return []
    received_on = facts.day("received_on")
    return validity.check_objection(
        is_oral=facts.flag("oral") or False,
        received_on=received_on,
        last=validity.review_ends(received_on, law),
        served_on=facts.day("served_on") or question.day,
        law=law,
    )


def confirm(facts: Facts, law: Law, question: Question) -> list[Verdict]:  # noqa: ARG001 -- one shape
    """Judge the firms' answers to an area contract."""
    answers = [
        FirmAnswer(
            name=row.words("name"),
            answer=row.words("answer", "confirmed"),
            own_min_wage=row.number("own_min_wage"),
        )
        for row in facts.rows("firms")
    ]
    return filing.check_answers(answers, facts.number("firm_min_wage"), "区域（行业）集体合同", law)


def change(facts: Facts, law: Law, question: Question) -> list[Verdict]:
    """Judge a change or an early end: only of what still stands; a changed text is judged too."""
    last = facts.day("expires_on") or facts.part("term").day("to")
    verdicts = [] if last is None else [validity.check_expired(last=last, on=question.day, law=law)]
    return [*verdicts, *judge_text(text_of(facts, question), law)] if _clauses(facts) else verdicts


CHECKS = {
    "agreements.draft": draft,
    "agreements.conclude": conclude,
    "agreements.file": file,
    "agreements.opinion": opinion,
    "agreements.confirm": confirm,
    "agreements.amend": change,
    "agreements.terminate": change,
}

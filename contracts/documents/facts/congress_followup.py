"""Fill what a congress does besides passing drafts: appraisals, board seats, opinions, openness."""

from typing import Any

from contracts.congress.board_elections import INCOMPATIBLE
from contracts.congress.choices import Seat
from contracts.congress.models import (
    Appraisal,
    BoardElection,
    Congress,
    DisclosurePlan,
    PlanOpinion,
    Sitting,
)
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills

_OPEN = ("open.duty", "open.items.non_public")
_BOARDS = {Seat.DIRECTOR: "董事会", Seat.SUPERVISOR: "监事会"}
_COUNTS = ("issued", "returned", "invalid", "excellent", "competent", "basic", "incompetent")


@fills("democratic_review")
def democratic_review(appraisal: Appraisal, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """Print the sheets of one leader and the summary; once counted, the summary alone."""
    sitting = appraisal.sitting
    valid = good = None
    if appraisal.returned is not None and appraisal.invalid is not None:
        valid = appraisal.returned - appraisal.invalid
        good = (appraisal.excellent or 0) + (appraisal.competent or 0)
    return {
        **_house(sitting.congress),
        **_day_of(sitting),
        "target": appraisal.target,
        "target_title": appraisal.post,
        "count_date": words.maybe_day(appraisal.counted_on),
        **{name: words.maybe_count(getattr(appraisal, name)) for name in _COUNTS},
        "valid": words.maybe_count(valid),
        "good_rate": words.percentage(good, valid),
        "comments": appraisal.comments,
    }


@fills("staff_director_election")
def staff_director_election(election: BoardElection, paper: PaperContext) -> dict[str, Any]:
    """Report to the company who was elected to its board, by how many votes of how many."""
    sitting = election.sitting
    return {
        **_house(sitting.congress),
        "superior_union": words.superior(sitting.congress),
        "doc_no": paper.number,
        "sitting": sitting.title,
        "form": sitting.congress.get_form_display(),
        "position": election.get_seat_display(),
        "board": _BOARDS[Seat(election.seat)],
        "basis": words.articles(election.source),
        "elected_name": election.name,
        "post": election.post,
        "should_attend": str(election.entitled),
        "attended": str(election.present),
        "quorum_needed": str(election.quorum_needed),
        "votes_for": str(election.votes),
        "pass_needed": str(election.votes_needed),
        "vote_date": chinese.day(election.held_on),
        "outcome": "当选" if election.is_elected else "未当选",
        "failed_reason": _why_not(election),
        "term_to": words.maybe_day(election.term_to),
        "issue_date": chinese.day(paper.issued_on),
    }


def _why_not(election: BoardElection) -> str:
    """Return what a failed election lacked; nothing where somebody was elected."""
    e = election
    reasons = {
        f"实到{e.present}人，不足法定的{e.quorum_needed}人": e.present < e.quorum_needed,
        f"赞成{e.votes}票，未达到{e.votes_needed}票": e.votes < e.votes_needed,
        "董事、高级管理人员不得兼任监事": INCOMPATIBLE in e.faults,
    }
    said = [reason for reason, is_true in reasons.items() if is_true]
    return "" if e.is_elected else "；".join(said) or "票数不符合当选要求"


@fills("layoff_settlement_opinion")
def layoff_settlement_opinion(opinion: PlanOpinion, paper: PaperContext) -> dict[str, Any]:
    """State what the congress says to a plan of layoffs; the firm answers on the same paper."""
    sitting = opinion.sitting
    return {
        **_house(sitting.congress),
        **_day_of(sitting),
        "doc_no": paper.number,
        "form": sitting.congress.get_form_display(),
        "plan_kind": opinion.get_kind_display(),
        "basis": words.articles(opinion.source),
        "explained_date": chinese.day(opinion.explained_on),
        "planned_date": chinese.day(opinion.planned_on),
        "days_before": str((opinion.planned_on - opinion.explained_on).days),
        "affected": str(opinion.affected),
        "total": str(opinion.total),
        "share": words.percentage(opinion.affected, opinion.total),
        "should_attend": words.maybe_count(sitting.entitled),
        "attended": words.maybe_count(sitting.present),
        "compensation": says.stop(opinion.compensation),
        "protected_groups": says.stop(opinion.protected),
        "reemployment": says.stop(opinion.reemployment),
        "vote_result": opinion.get_opinion_display(),
        "opinions": says.stop(opinion.advice),
        "must_pass": "是" if opinion.is_decisive else "",
        "employer_reply": says.stop(opinion.answer),
        "reply_date": words.maybe_day(opinion.answered_on),
        "issue_date": chinese.day(paper.issued_on),
        "affected_list": [
            {
                "group": row["group"],
                "count": str(row["count"]),
                "arrangement": row["arrangement"],
            }
            for row in opinion.arrangements
        ],
    }


@fills("disclosure_catalogue")
def disclosure_catalogue(plan: DisclosurePlan, paper: PaperContext) -> dict[str, Any]:
    """List what the firm lays open in the year, how often, in which form and to whom."""
    rules = [rule for key in _OPEN if (rule := paper.law.find(key)) is not None]
    columns = ("item", "frequency", "form", "dept", "audience")
    return {
        **_house(plan.congress),
        "doc_no": paper.number,
        "year": str(plan.year),
        "basis": words.articles("；".join(rule.source for rule in rules)),
        "responsible": plan.responsible,
        "supervise_group": plan.supervisors,
        "issue_date": chinese.day(plan.made_on),
        "items": words.numbered({name: row[name] for name in columns} for row in plan.items),
    }


def _house(congress: Congress) -> dict[str, str]:
    return {"company_name": words.company(congress), "union_name": words.union(congress)}


def _day_of(sitting: Sitting) -> dict[str, str]:
    """Return the sitting and the day it sat."""
    return {
        "sitting": sitting.title,
        "session_date": chinese.day(sitting.held_on or sitting.sits_on),
    }

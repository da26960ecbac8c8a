"""Fill the papers of a vote: the slip, the tellers' report, the resolution. No paper has a name."""

from typing import Any

from contracts.congress.models import Ballot
from contracts.documents import chinese
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills


@fills("vote_ballot")
def vote_ballot(ballot: Ballot, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """Print the slip of one item; as many as there are people entitled."""
    return {
        "company_name": words.company(ballot.sitting.congress),
        "sitting": ballot.sitting.title,
        "session_date": chinese.day(ballot.voted_on),
        "item_title": words.official(ballot.item),
        "ballots": str(ballot.entitled),
    }


@fills("vote_count_report")
def vote_count_report(ballot: Ballot, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- as above
    """State the count and whether it holds, on the base of everybody entitled."""
    return {
        "company_name": words.company(ballot.sitting.congress),
        "sitting": ballot.sitting.title,
        "vote_date": chinese.day(ballot.voted_on),
        "item_title": words.official(ballot.item),
        "mode": words.mode(ballot),
        "basis": words.articles(ballot.source),
        "should_attend": str(ballot.entitled),
        "attended": str(ballot.present),
        "quorum_needed": str(ballot.quorum_needed),
        "quorum_result": words.quorum_result(has_quorum=ballot.has_quorum),
        "issued": str(ballot.issued),
        "returned": str(ballot.returned),
        "valid": str(ballot.valid),
        "invalid": str(ballot.invalid),
        **words.voices(ballot),
        "arith_result": "不符" if "R_VOTE_ARITH" in ballot.faults else "相符",
        "pass_needed": str(ballot.pass_needed),
        "outcome": words.result(ballot),
        "failed_reason": _why(ballot),
        "sealed_place": "",
    }


def _why(ballot: Ballot) -> str:
    """Say what a failed vote broke."""
    reasons = {
        "R_VOTE_QUORUM": f"实到{ballot.present}人，不足法定的{ballot.quorum_needed}人",
        "R_VOTE_PASS": f"赞成{ballot.yes}票，未达到{ballot.pass_needed}票",
        "R_VOTE_ARITH": "票数核对不符",
        "R_SECRET_BALLOT": "未采用无记名投票方式",
    }
    return "；".join(reasons[rule] for rule in ballot.faults if rule in reasons)


@fills("congress_resolution")
def congress_resolution(ballot: Ballot, paper: PaperContext) -> dict[str, Any]:
    """Resolve what the vote passed."""
    return {
        "company_name": words.company(ballot.sitting.congress),
        "union_name": words.union(ballot.sitting.congress),
        "sitting": ballot.sitting.title,
        "resolution_no": paper.number,
        "pass_date": chinese.day(ballot.voted_on),
        "item_title": words.official(ballot.item),
        "mode": words.mode(ballot),
        "basis": words.articles(ballot.source),
        "should_attend": str(ballot.entitled),
        "attended": str(ballot.present),
        **words.voices(ballot),
        "pass_needed": str(ballot.pass_needed),
        "agreement_title": words.without_draft(ballot.item) if ballot.agreement else "",
        "effective_note": "",
    }

"""Fill the papers of proposals (提案): call, form, register, answer."""

from collections.abc import Iterable
from typing import Any

from contracts.congress.choices import Decision, ProposalKind, Rating, Result
from contracts.congress.models import Congress, Proposal, ProposalCall
from contracts.congress.proposals import REPLY_CODE
from contracts.deadlines import clock
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills

_SCOPE = (
    "工资分配和福利、工作时间和休息休假、劳动安全卫生、女职工保护、生产经营和技术改进、"
    "职工培训、食堂宿舍等后勤服务，以及集体合同履行中的问题，都可以提出。"
)
_IN_A_ROW = 4


@fills("motion_call")
def motion_call(call: ProposalCall, paper: PaperContext) -> dict[str, Any]:
    """Call the delegates for proposals, until a day if one was named."""
    congress = call.congress
    period, _ = clock.period_of(REPLY_CODE, paper.law)
    return {
        **_house(congress),
        "doc_no": paper.number,
        "members": congress.members,
        "call_date": chinese.day(call.called_on),
        "due_date": words.maybe_day(call.until),
        "scope_text": _SCOPE,
        "reply_period": str(period) if period else "",
        "contact": words.contact(congress),
    }


@fills("proposal_form")
def proposal_form(proposal: Proposal, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """Print one proposal: three sentences, or the blanks to write them in."""
    said = proposal.words
    return {
        **_house(proposal.call.congress),
        "proposal_no": _number(proposal),
        "title": said.title,
        "proposer": said.proposer,
        "seconders": said.seconders,
        "category_boxes": boxes(ProposalKind.values, said.kind),
        "reason": said.reason,
        "suggestion": said.suggestion,
        "submit_date": chinese.day(proposal.received_on),
        "decision_boxes": boxes(Decision.values, proposal.decision),
    }


@fills("proposal_register")
def proposal_register(call: ProposalCall, paper: PaperContext) -> dict[str, Any]:
    """List what came in and what was made of each; the answers' last day where any is filed."""
    rows = list(call.proposals.order_by("number"))
    decided = [row.decision for row in rows]
    filed = sum(row.admitted_on is not None for row in rows)
    due = words.maybe_day(says.last_day(call, REPLY_CODE))
    return {
        **_house(call.congress),
        "doc_no": paper.number,
        "called_date": chinese.day(call.called_on),
        "closed_date": words.maybe_day(call.closed_on),
        "register_date": chinese.day(paper.issued_on),
        "total": str(len(rows)),
        "filed": str(filed),
        "filing_rate": words.percentage(filed, len(rows)),
        "merged": str(decided.count(Decision.MERGED)),
        "other": str(decided.count(Decision.OPINION) + decided.count(Decision.DECLINED)),
        "open_count": words.maybe_count(decided.count("") or None),
        "reply_due": due,
        "items": [_row(row, due) for row in rows],
    }


def _row(proposal: Proposal, due: str) -> dict[str, str]:
    said = proposal.words
    return {
        "item_no": _number(proposal),
        "title": said.title,
        "proposer": said.proposer,
        "category": said.kind,
        "decision": proposal.decision,
        "reason": said.decision_reason,
        "handler": said.handler,
        "due": due if proposal.admitted_on else "",
    }


@fills("proposal_reply")
def proposal_reply(proposal: Proposal, paper: PaperContext) -> dict[str, Any]:
    """Answer one proposal; the proposer writes beside it what he thinks of the answer."""
    said = proposal.words
    return {
        **_house(proposal.call.congress),
        "doc_no": paper.number,
        "proposal_no": _number(proposal),
        "title": said.title,
        "proposer": said.proposer,
        "received_date": chinese.day(proposal.received_on),
        "filed_date": words.maybe_day(proposal.admitted_on),
        "reply_due": words.maybe_day(says.last_day(proposal.call, REPLY_CODE)),
        "reply_date": chinese.day(proposal.replied_on or paper.issued_on),
        "handler": said.handler,
        "result_boxes": boxes(Result.values, proposal.result),
        "content": said.reply,
        "view_boxes": boxes(Rating.values, proposal.rating),
    }


def boxes(choices: Iterable[str], chosen: str) -> str:
    """Return choices with a box before each, the chosen one ticked, so many in a line."""
    marked = [f"{says.CHECKED if name == chosen else says.UNCHECKED}{name}" for name in choices]
    lines = [marked[at : at + _IN_A_ROW] for at in range(0, len(marked), _IN_A_ROW)]
    return "\n".join("　".join(line) for line in lines)


def _house(congress: Congress) -> dict[str, str]:
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "form": congress.get_form_display(),
    }


def _number(proposal: Proposal) -> str:
    return f"{proposal.number}号"

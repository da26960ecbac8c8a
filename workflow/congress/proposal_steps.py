"""The steps of proposals: called for, received, closed, admitted, answered, rated."""

from collections.abc import Callable

from contracts.congress import proposals
from contracts.congress.models import Proposal
from contracts.congress.proposals import Answered, Decided, Told
from contracts.documents.issuing import Request
from contracts.verdicts.verdict import Outcome
from workflow.door import Doing, Done, step


@step("congress.proposals")
def handle_proposals(doing: Doing) -> Done:
    """Call for proposals, receive, close, admit, answer or rate them."""
    which = doing.data["step"]
    outcome = _STEPS[which](doing)
    touched = [thing for thing in outcome.looked_at if isinstance(thing, Proposal)]
    code = _PAPERS.get(which, "")
    records = touched if which in _OF_EACH else [outcome.made] if code else []
    return Done(outcome, [Request(code, record) for record in records])


def _call(doing: Doing) -> Outcome:
    return proposals.call(doing.to, until=doing.data.get("until"), on=doing.on)


def _receive(doing: Doing) -> Outcome:
    told = [Told(**row) for row in doing.data.get("proposals", [])]
    return proposals.receive(
        doing.to, count=doing.data.get("count", 1), proposals=told, on=doing.on
    )


def _close(doing: Doing) -> Outcome:
    return proposals.close(doing.to, on=doing.on)


def _admit(doing: Doing) -> Outcome:
    decisions = [Decided(**row) for row in doing.data.get("decisions", [])]
    return proposals.admit(
        doing.to, count=doing.data.get("count"), decisions=decisions, on=doing.on
    )


def _reply(doing: Doing) -> Outcome:
    replies = [Answered(**row) for row in doing.data.get("replies", [])]
    return proposals.reply(doing.to, count=doing.data.get("count"), replies=replies, on=doing.on)


def _rate(doing: Doing) -> Outcome:
    ratings = [(row["number"], row["rating"]) for row in doing.data.get("ratings", [])]
    return proposals.rate(doing.to, ratings=ratings, on=doing.on)


_STEPS: dict[str, Callable[[Doing], Outcome]] = {
    "call": _call,
    "receive": _receive,
    "close": _close,
    "admit": _admit,
    "reply": _reply,
    "rate": _rate,
}
_PAPERS = {
    "call": "motion_call",
    "receive": "proposal_form",
    "admit": "proposal_register",
    "reply": "proposal_reply",
}
_OF_EACH = frozenset({"receive", "reply"})

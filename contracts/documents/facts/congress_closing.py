"""Fill the papers after a sitting: announcement, minutes, report to the higher union."""

from typing import Any

from contracts.congress import queries, standing
from contracts.congress.models import Ballot, Sitting
from contracts.documents import chinese
from contracts.documents.declaration import declaration
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills

MANAGER_CAP = "wc.reps.manager_cap"
_DUTIES = ("组长", "成员")
_ATTACHMENTS = ("职工代表大会会议纪要", "职工代表大会决议", "职工代表大会签到册")


def _sitting(sitting: Sitting) -> dict[str, str]:
    """Return what every paper after a sitting begins with."""
    return {
        "company_name": words.company(sitting.congress),
        "union_name": words.union(sitting.congress),
        "sitting": sitting.title,
        "session_date": chinese.day(sitting.held_on or sitting.sits_on),
        "attended": words.maybe_count(sitting.present),
    }


def _voted(ballot: Ballot) -> dict[str, str]:
    return {
        "item": words.official(ballot.item),
        **words.voices(ballot),
        "outcome": words.result(ballot),
    }


@fills("congress_announcement")
def congress_announcement(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """Tell all workers what was voted on and how it ended."""
    return {
        **_sitting(sitting),
        "doc_no": paper.number,
        "should_attend": words.maybe_count(sitting.entitled),
        "announce_date": chinese.day(paper.issued_on),
        "content": "",
        "channels": paper.extra.get("channels", ""),
        "feedback": words.contact(sitting.congress),
        "resolutions": [_voted(ballot) for ballot in queries.ballots_at(sitting)],
    }


@fills("congress_minutes")
def congress_minutes(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """Set down attendance, items and votes of a sitting."""
    return {
        **_sitting(sitting),
        "superior_union": words.superior(sitting.congress),
        "doc_no": paper.number,
        "place": paper.extra.get("place", ""),
        "chair": "",
        "invited": "",
        "should_attend": words.maybe_count(sitting.entitled),
        "quorum_needed": words.maybe_count(sitting.quorum_needed),
        "quorum_result": words.quorum_result(has_quorum=sitting.has_quorum),
        "opinions": "",
        "issue_date": chinese.day(paper.issued_on),
        "topics": [{"item": item} for item in words.items(sitting)],
        "votes": words.numbered(
            {**_voted(ballot), "pass_needed": str(ballot.pass_needed)}
            for ballot in queries.ballots_at(sitting)
        ),
    }


@fills("congress_record_report")
def congress_record_report(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """Report the sitting to the higher union: who came, who the delegates are, the votes."""
    congress = sitting.congress
    firm = congress.employer_party
    return {
        **_sitting(sitting),
        **_composition(sitting, paper),
        "superior_union": words.superior(congress),
        "doc_no": paper.number,
        "place": paper.extra.get("place", ""),
        "headcount_total": words.maybe_count(firm.headcount_total if firm else None),
        "quorum_needed": words.maybe_count(sitting.quorum_needed),
        "quorum_result": words.quorum_result(has_quorum=sitting.has_quorum),
        "docs_deadline": chinese.day(sitting.documents_due_on),
        "delivered_date": chinese.day(sitting.notified_on),
        "proposals_total": "",
        "proposals_filed": "",
        "next_due": words.maybe_day(sitting.next_due_on),
        "contact": words.contact(congress),
        "issue_date": chinese.day(paper.issued_on),
        "votes": words.numbered(
            {
                **_voted(ballot),
                "mode": words.mode(ballot),
                "pass_needed": str(ballot.pass_needed),
            }
            for ballot in queries.ballots_at(sitting)
        ),
        "attachments": words.numbered({"name": name} for name in _ATTACHMENTS),
    }


def _composition(sitting: Sitting, paper: PaperContext) -> dict[str, str]:
    """Return how the delegates are made up, as far as somebody counted."""
    congress = sitting.congress
    total = sitting.entitled or congress.delegates_total
    rule = paper.law.find(MANAGER_CAP)
    cap = rule.share.largest_allowed(total) if rule and rule.share and total else None
    return {
        "delegates_total": words.maybe_count(total),
        "mgmt_n": words.maybe_count(congress.management),
        "mgmt_ratio": words.percentage(congress.management, total),
        "mgmt_cap": words.maybe_count(cap),
        "women_n": words.maybe_count(congress.women),
        "women_ratio": words.percentage(congress.women, total),
        "dispatch_n": words.maybe_count(congress.dispatch),
    }


@fills("special_groups")
def special_groups(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """List the special groups: whom the congress named, else lines for whom it chooses."""
    table = next(one for one in declaration("special_groups").tables if one.name == "members")
    groups = next(column.options for column in table.columns if column.name == "group")
    named: dict[str, list[dict[str, str]]] = {}
    for seat in standing.committee_of(sitting.congress):
        row = {"group": seat.group, "duty": seat.duty, "name": seat.name, "post": seat.post}
        named.setdefault(seat.group, []).append(row)
    return {
        "company_name": words.company(sitting.congress),
        "union_name": words.union(sitting.congress),
        "doc_no": paper.number,
        "sitting": sitting.title,
        "issue_date": chinese.day(paper.issued_on),
        "members": [row for group in groups for row in named.get(group) or _unnamed(group)],
    }


def _unnamed(group: str) -> list[dict[str, str]]:
    return [{"group": group, "duty": duty, "name": "", "post": ""} for duty in _DUTIES]

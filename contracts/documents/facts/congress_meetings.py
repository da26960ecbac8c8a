"""Fill the papers before and at a sitting: notice, preparatory meeting, presidium, agenda, roll."""

from typing import Any

from contracts.congress import attendance, queries
from contracts.congress.models import Presidium, Sitting
from contracts.documents import chinese
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills

_PREPARATION = (
    "听取大会筹备工作情况的报告",
    "听取代表资格审查和代表变动情况的报告",
    "表决大会主席团名单",
    "表决大会议程",
    "表决监票人、计票人名单和表决办法",
)
_PRESIDIUM_ITEM = _PREPARATION[2]


@fills("congress_notice")
def congress_notice(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """Call the delegates, and say when the papers reached them; the receipts are signed by hand.

    ``extra`` may tell ``session_time``, ``place`` and ``preliminary_time``, which no act names.
    """
    congress = sitting.congress
    delegates = congress.delegates_total or sitting.delivered
    return {
        "company_name": words.company(congress),
        "union_name": words.union(congress),
        "doc_no": paper.number,
        "sitting": sitting.title,
        "session_time": paper.extra.get("session_time") or words.long_day(sitting.sits_on),
        "place": paper.extra.get("place", ""),
        "preliminary_time": paper.extra.get("preliminary_time", ""),
        "delegates_total": str(delegates),
        "quorum_needed": words.maybe_count(sitting.quorum_needed),
        "docs_deadline": chinese.day(sitting.documents_due_on),
        "delivered_date": chinese.day(sitting.notified_on),
        "delivered_days_before": str((sitting.sits_on - sitting.notified_on).days),
        "contact": words.contact(congress),
        "issue_date": chinese.day(paper.issued_on),
        "topics": [
            {"item": item, "handling": words.handling(item)} for item in words.items(sitting)
        ],
        "attachments": words.numbered({"name": item} for item in words.voted_items(sitting)),
        "receipts": words.blank_rows(delegates, "delegate", "unit", "received_date", "method"),
    }


@fills("preliminary_agenda")
def preliminary_agenda(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """List what the preparatory meeting decides (企业民主管理规定 第十九条) and what it decided.

    Only the presidium's list is on record; the other results are written in by hand.
    """
    presidium = _presidium(sitting)
    return {
        "company_name": words.company(sitting.congress),
        "sitting": sitting.title,
        "prelim_date": chinese.day(presidium.prepared_on),
        "place": paper.extra.get("place", ""),
        "chair": words.chair(sitting.congress),
        "recorder": "",
        "delegates_total": str(sitting.congress.delegates_total or sitting.delivered),
        "attended": "",
        "record": "",
        "items": words.numbered(
            {"item": item, "result": "通过" if item == _PRESIDIUM_ITEM else ""}
            for item in _PREPARATION
        ),
    }


@fills("presidium_list")
def presidium_list(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:  # noqa: ARG001 -- one shape for all
    """State the presidium in numbers; the names are written in by hand."""
    presidium = _presidium(sitting)
    return {
        "company_name": words.company(sitting.congress),
        "union_name": words.union(sitting.congress),
        "sitting": sitting.title,
        "pass_date": chinese.day(presidium.prepared_on),
        "total": str(presidium.members),
        "frontline_n": str(presidium.workers),
        "ratio": words.percentage(presidium.workers, presidium.members),
        "frontline_required": str(presidium.workers_needed),
        "leaders_n": str(presidium.leaders),
        "members": words.blank_rows(presidium.members, "name", "unit", "category", "duty"),
    }


def _presidium(sitting: Sitting) -> Presidium:
    """Return the presidium that stands; its papers are issued by the act that recorded it."""
    return sitting.presidia.get(replaced_on__isnull=True)


@fills("congress_agenda")
def congress_agenda(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """List the order of the day: opening, reports, deliberation, one vote for each item."""
    congress = sitting.congress
    presidium = queries.presidium_of(sitting)
    held_on = sitting.held_on or sitting.sits_on
    return {
        "company_name": words.company(congress),
        "sitting": sitting.title,
        "pass_date": words.maybe_day(presidium.prepared_on if presidium else None),
        "session_time": paper.extra.get("session_time") or words.long_day(held_on),
        "session_date": chinese.day(held_on),
        "place": paper.extra.get("place", ""),
        "chair": "",
        "invited": "",
        "delegates_total": words.maybe_count(sitting.entitled),
        "quorum_needed": words.maybe_count(sitting.quorum_needed),
        "pass_needed": words.maybe_count(sitting.pass_needed),
        "items": words.numbered(
            {"item": item, "presenter": presenter, "vote_mode": mode}
            for item, presenter, mode in _order_of_the_day(sitting)
        ),
    }


def _order_of_the_day(sitting: Sitting) -> list[tuple[str, str, str]]:
    voted = words.voted_items(sitting)
    heard = [
        f"听取关于{item}的报告"
        if item in voted
        else item
        if item.startswith("听取")
        else f"听取{item}"
        for item in words.items(sitting)
        if words.handling(item) != words.DELIBERATE
    ]
    discussed = [item for item in words.items(sitting) if words.handling(item) == words.DELIBERATE]
    return [
        ("报告出席人数，宣布大会开幕", "执行主席", words.NO_VOTE),
        *((item, "报告人", words.NO_VOTE) for item in heard),
        *((item, "各团（组）长", words.NO_VOTE) for item in discussed),
        ("分团（组）审议", "各团（组）长", words.NO_VOTE),
        *((f"表决{item}", "监票人", words.SECRET) for item in voted),
        ("宣布表决结果，宣读决议", "执行主席", words.NO_VOTE),
    ]


@fills("congress_signin")
def congress_signin(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """Keep the roll: a line for everybody entitled, named where a list was drawn up."""
    listed = list(attendance.of(sitting))
    entitled = sitting.entitled or 0
    return {
        "company_name": words.company(sitting.congress),
        "sitting": sitting.title,
        "session_date": chinese.day(sitting.held_on or sitting.sits_on),
        "place": paper.extra.get("place", ""),
        "should_attend": str(entitled),
        "attended": words.maybe_count(sitting.present),
        "leave_n": "",
        "quorum_needed": words.maybe_count(sitting.quorum_needed),
        "quorum_result": words.quorum_result(has_quorum=sitting.has_quorum),
        "signins": words.numbered(
            {"name": row.name, "group": row.unit, "leave_reason": ""} for row in listed
        )
        or words.blank_rows(entitled, "name", "group", "leave_reason"),
    }

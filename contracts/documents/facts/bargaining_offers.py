"""Fill the papers of the offer: letter, renewal, reply, reminder, report, data asked and given."""

import re
from datetime import date
from typing import Any

from contracts.bargaining import queries, rounds, seating
from contracts.bargaining.choices import Answer, Delivery
from contracts.bargaining.models import (
    DataHandover,
    DataRequest,
    Offer,
    Reminder,
    Round,
    SilenceReport,
)
from contracts.documents import chinese
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.models import Side

_LEAD_RULE = "cb.materials.lead"
_WINDOW_RULE = "cb.renewal.window"
_COUNT_RULE = "cb.reps.count"
_ON_THE_SPOT = "现场查阅"
_NAMED_ITEM = re.compile(r"(?P<item>.*?)(?:[(（](?P<form>[^)）]*)[)）])?")
_YEAR = re.compile(r"(\d{4})年")


def _letter(offer: Offer, paper: PaperContext) -> dict[str, Any]:
    """Return what every offer letter says: from whom to whom, by when, and who will sit."""
    round_, side = offer.round, offer.made_by
    seated = seating.seated(round_, side)
    least = paper.law.need(_COUNT_RULE).value["min"]
    return {
        **words.instrument(round_),
        "local_basis": words.local_basis(paper, words.REPLY_RULE),
        "offer_no": paper.number,
        "issuer_unit": words.side_name(round_, side),
        "addressee": words.side_name(round_, Side(side).other),
        "offer_date": chinese.day(offer.made_on),
        "proposed_time": "",
        "proposed_place": "",
        "union_rep_count": str(len(seated)) if seated else f"不少于{least}",
        "reply_period": words.period(paper.law.find(words.REPLY_RULE)),
        "reply_due": words.due_day(offer, offer.last_day),
        "delivery_method": _delivery(offer),
        "received_date": words.maybe_day(offer.received_on),
        "received_by_person": offer.received_by.name if offer.received_by else "",
        "contact": words.contact(round_, side, seated),
        "issues": [{"topic": row.topic, "claim": row.claim} for row in offer.topics_in_order],
        "reps": words.rows_of(seated),
    }


def _delivery(offer: Offer) -> str:
    if offer.delivered_by in Delivery.values:
        return str(Delivery(offer.delivered_by).label)
    return offer.delivered_by


@fills("offer_letter")
def offer_letter(offer: Offer, paper: PaperContext) -> dict[str, Any]:
    """State who demands bargaining of whom, and the last day to answer."""
    round_ = offer.round
    side = words.SIDES[Side(offer.made_by)]
    if offer.made_by == Side.WORKERS and not rounds.has_union(round_):
        side = "上级工会指导职工代表"
    asked = DataRequest.objects.filter(round=round_, side=offer.made_by)
    return {
        **_letter(offer, paper),
        "offer_side": side,
        "prev_contract_expiry": words.maybe_day(round_.previous_expires_on),
        "statement": "",
        "info_needed": [
            {"item": item}
            for _, items in sorted(asked.values_list("pk", "items"))
            for item in items
        ],
    }


@fills("renewal_offer")
def renewal_offer(offer: Offer, paper: PaperContext) -> dict[str, Any]:
    """Demand bargaining for the contract that follows the one about to end."""
    round_, rule = offer.round, paper.law.find(_WINDOW_RULE)
    expiry = round_.previous_expires_on
    opens = paper.law.due(expiry, rule.period).day if expiry and rule and rule.period else None
    return {
        **_letter(offer, paper),
        "contract_no": round_.previous_number,
        "expiry_date": words.maybe_day(expiry),
        "window_period": words.period(rule),
        "window_open": words.maybe_day(opens),
        "performance_summary": "",
        "keep_items": "",
    }


@fills("offer_reply")
def offer_reply(offer: Offer, paper: PaperContext) -> dict[str, Any]:
    """Answer the offer: yes or no, who will sit, and by how many days the answer is late."""
    round_, side = offer.round, Side(offer.made_by).other
    chief = queries.chief(round_, side)
    by_mandate = queries.authorised_chief(round_, side) is not None
    return {
        **words.instrument(round_),
        "local_basis": words.local_basis(paper, words.REPLY_RULE),
        "doc_no": paper.number,
        "issuer_unit": words.side_name(round_, side),
        "addressee": words.side_name(round_, offer.made_by),
        "offer_title": words.offer_title(offer),
        "offer_no": words.offer_number(offer, paper),
        "received_date": words.maybe_day(offer.received_on or offer.sent_on),
        "reply_date": words.maybe_day(offer.responded_on),
        "accept": "同意" if offer.answer == Answer.AGREE else "不同意",
        "refuse_reason": offer.reason,
        "changes": "",
        "agreed_time": "",
        "agreed_place": "",
        "chief_name": chief.person.name if chief else "（另行书面告知）",
        "mandate_attached": "是" if by_mandate and side == Side.EMPLOYER else "",
        "recorder": _recorders(round_),
        "reps": words.table_of(round_, side),
        "late_days": str(offer.days_late) if offer.days_late else "",
        "contact": words.contact(round_, side),
    }


def _recorders(round_: Round) -> str:
    rows = round_.recorders.select_related("person").order_by("pk")
    return words.join(
        f"{row.person.name}（{row.person.post}）" if row.person.post else row.person.name
        for row in rows
    )


def _offer_facts(offer: Offer, paper: PaperContext) -> dict[str, Any]:
    """Return what later papers say of an offer: when, under which number, and its last day."""
    return {
        **words.instrument(offer.round),
        "local_basis": words.local_basis(paper, words.REPLY_RULE),
        "doc_no": paper.number,
        "issue_date": chinese.day(paper.issued_on),
        "offer_no": words.offer_number(offer, paper),
        "offer_date": chinese.day(offer.made_on),
        "offer_received": words.maybe_day(offer.received_on),
        "reply_period": words.period(paper.law.find(words.REPLY_RULE)),
        "due_date": words.due_day(offer, offer.last_day),
        "contact": words.contact(offer.round, offer.made_by),
    }


@fills("offer_response_reminder")
def offer_response_reminder(reminder: Reminder, paper: PaperContext) -> dict[str, Any]:
    """Remind the other side of the last day to answer, or that it has passed."""
    offer = reminder.offer
    left = (offer.last_day - reminder.reminded_on).days if offer.last_day else 0
    return {
        **_offer_facts(offer, paper),
        "issuer_unit": words.side_name(offer.round, offer.made_by),
        "addressee": words.side_name(offer.round, Side(offer.made_by).other),
        "offer_title": words.offer_title(offer),
        "days_left": str(left) if left > 0 else "",
        "days_overdue": str(-left) if left < 0 else "",
        "new_due": "",
        "statement": "",
    }


@fills("offer_refusal_report")
def offer_refusal_report(report: SilenceReport, paper: PaperContext) -> dict[str, Any]:
    """Report to the higher union what was asked, what came back, and what happened in between."""
    offer, round_ = report.offer, report.offer.round
    firm, above = round_.employer_party, report.reported_to
    return {
        **_offer_facts(offer, paper),
        **words.parties(round_),
        "superior_union": words.name_of(above) or "上级工会",
        "county_union": words.name_of(above.parent) if above else "",
        "uscc": firm.uscc if firm else "",
        "company_address": firm.address if firm else "",
        "legal_rep_name": firm.head.name if firm and firm.head else "",
        "headcount_total": words.workforce(round_),
        "prev_contract_expiry": words.maybe_day(round_.previous_expires_on),
        "delivery_method": _delivery(offer),
        "situation": "书面答复不同意协商" if offer.is_refused else "逾期未书面答复",
        "refuse_reason": offer.reason if offer.is_refused else "",
        "contacts_made": "",
        "workers_affected": words.workforce(round_),
        "requests": [],
        "timeline": _timeline(offer),
        "attachments": "要约书、送达回执"
        + ("、催告应约函" if offer.reminders.exists() else "")
        + ("、对方答复" if offer.is_refused else "")
        + "复印件各一份",
    }


def _timeline(offer: Offer) -> list[dict[str, str]]:
    steps: list[tuple[date, str, str]] = [(offer.sent_on, "发出要约书", _delivery(offer))]
    if offer.received_on:
        steps.append((offer.received_on, "对方收到要约书", "送达回执"))
    steps += [
        (row.reminded_on, "发出催告应约函", "催告函及签收记录")
        for row in offer.reminders.order_by("pk")
    ]
    if offer.is_refused and offer.responded_on:
        steps.append((offer.responded_on, "对方书面答复不同意协商", "对方答复"))
    elif offer.last_day:
        steps.append((offer.last_day, "答复期限届满，未收到书面答复", words.NOTHING))
    return [
        {"date": chinese.day(on), "action": action, "evidence": evidence}
        for on, action, evidence in sorted(steps, key=lambda step: step[0])
    ]


def _due(meets_on: date, paper: PaperContext) -> date | None:
    """Return the last day to hand data over; nothing where the law sets none."""
    rule = paper.law.find(_LEAD_RULE)
    return paper.law.due(meets_on, rule.period).day if rule and rule.period else None


def _read(written: str) -> tuple[str, str]:
    """Return what a listed item is and in which form: 利润表(现场查阅)."""
    match = _NAMED_ITEM.fullmatch(written.strip())
    return (match["item"], match["form"] or "") if match else (written, "")


@fills("info_request")
def info_request(request: DataRequest, paper: PaperContext) -> dict[str, Any]:
    """Ask the other side for facts and figures, with the last day where the law sets one."""
    round_, side = request.round, request.side
    return {
        **words.instrument(round_),
        "local_basis": words.local_basis(paper, _LEAD_RULE),
        "doc_no": paper.number,
        "issue_date": chinese.day(paper.issued_on),
        "issuer_unit": words.side_name(round_, side),
        "addressee": words.side_name(round_, Side(side).other),
        "talk_date": chinese.day(request.meets_on),
        "due_date": words.maybe_day(_due(request.meets_on, paper)),
        "purpose": "",
        "confidentiality_pledge": "",
        "contact": words.contact(round_, side),
        "items": words.numbered(_asked(written) for written in request.items),
    }


def _asked(written: str) -> dict[str, str]:
    item, form = _read(written)
    year = _YEAR.search(item)
    return {
        "item": item,
        "period": f"{year[1]}年度" if year else words.NOTHING,
        "form": form or "复印件或者摘要",
    }


@fills("info_handover_list")
def info_handover_list(handover: DataHandover, paper: PaperContext) -> dict[str, Any]:
    """List what was handed over, what may only be read, and what is still missing."""
    round_, side = handover.round, handover.side
    due = _due(handover.request.meets_on, paper) if handover.request else None
    late = max((handover.handed_over_on - due).days, 0) if due else 0
    given = [_read(written) for written in handover.items]
    missing = _missing(handover, {item for item, _ in given})
    return {
        **words.instrument(round_),
        "round_no": words.round_number(round_),
        "giver": words.side_name(round_, side),
        "receiver": words.side_name(round_, Side(side).other),
        "handover_date": chinese.day(handover.handed_over_on),
        "due_date": words.maybe_day(due),
        "late_days": str(late) if late else "",
        "custodian": words.recorder_names(round_) or words.NOTHING,
        "return_date": "本轮协商结束后",
        "unprovided_reason": _held_back(given, missing),
        "items": words.numbered(
            [_given(item, form) for item, form in given]
            + [_given(item, "", is_there=False) for item in missing],
        ),
    }


def _held_back(given: list[tuple[str, str]], missing: list[str]) -> str:
    """Return what may only be read on the spot, and what was not handed over at all."""
    read_only = [item for item, form in given if form == _ON_THE_SPOT]
    parts = [f"{words.join(read_only)}涉及商业秘密，仅供现场查阅"] if read_only else []
    parts += [f"{words.join(missing)}未提供"] if missing else []
    return f"{'；'.join(parts)}。" if parts else ""


def _missing(handover: DataHandover, given: set[str]) -> list[str]:
    if handover.request is None:
        return []
    asked = [_read(written)[0] for written in handover.request.items]
    return [item for item in asked if item not in given]


def _given(item: str, form: str, *, is_there: bool = True) -> dict[str, str]:
    is_read_only = form == _ON_THE_SPOT
    return {
        "item": item,
        "pages": words.NOTHING,
        "form": form or words.NOTHING,
        "secret_level": "商业秘密" if is_read_only else "内部",
        "provided": "☑" if is_there and not is_read_only else "□",
    }

"""Fill the papers of coordination (协调处理): the application and the agreement."""

from datetime import date
from typing import Any

from contracts.bargaining import offers, queries
from contracts.bargaining.choices import Answer
from contracts.bargaining.models import Coordination, Offer, Round
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.topic_words import in_words
from contracts.documents.filling import PaperContext, fills
from contracts.parties import tree
from contracts.parties.choices import OrganisationKind, Side
from contracts.parties.models import Organisation

REFUSED = "拒绝协商"
TERMS = "条款标准"
COORDINATION = "DL_COORD"
DEPARTMENT = "当地人力资源和社会保障行政部门"
UNDERTAKINGS = (
    "双方遵守本协议书，诚实信用地履行各自的义务，不以同一理由拖延协商。",
    "协商期间，双方维护正常的生产、工作秩序，不采取过激行为。",
    "企业不因职工和职工方协商代表参加协商、反映意见，对其调整岗位、降低待遇或者解除劳动合同。",
)


@fills("coordination_application")
def coordination_application(step: Coordination, paper: PaperContext) -> dict[str, Any]:
    """Ask the labour department to coordinate, with what was asked and what came of it."""
    round_ = step.round
    side = Side(step.side) if step.side else Side.WORKERS
    offer = offers.latest_offer(round_)
    kind = _kind(round_, offer)
    asked = step.department or tree.labour_department_for(round_.path)
    return {
        **_party("applicant", round_, side),
        **_party("respondent", round_, side.other),
        "hrss_name": words.name_of(asked) or DEPARTMENT,
        "local_law": says.local_law(paper),
        "contract_name": round_.instrument_name,
        "workers_affected": words.workforce(round_),
        "dispute_kind": kind,
        "facts": _facts(round_, offer, kind),
        "apply_date": chinese.day(step.applied_on),
        "accepted_date": words.maybe_day(step.accepted_on),
        "due_date": words.due_day(round_, says.last_day(round_, COORDINATION)),
        "demands": [{"demand": demand} for demand in _demands(round_, kind)],
        "events": _events(round_, offer),
        "differences": _differences(round_),
        "evidence": [{"name": name} for name in _evidence(round_, offer)],
    }


def _party(prefix: str, round_: Round, side: Side) -> dict[str, str]:
    party: Organisation | None = round_.party(side)
    chief = queries.chief(round_, side)
    firm = round_.employer_party
    address = (party.address if party else "") or (firm.address if firm else "")
    return {
        prefix: words.side_name(round_, side),
        f"{prefix}_address": address,
        f"{prefix}_chief": chief.person.name if chief else says.BLANK,
        f"{prefix}_phone": chief.person.phone if chief else "",
    }


def _kind(round_: Round, offer: Offer | None) -> str:
    """Return what it is about: no talks at all, or terms the talks did not settle."""
    if offer is not None and (offer.is_refused or offer.responded_on is None):
        return REFUSED
    return TERMS if queries.sessions_of(round_).exists() else "程序"


def _facts(round_: Round, offer: Offer | None, kind: str) -> str:
    if offer is None:
        return "双方就集体协商发生争议，不能自行协商解决。"
    received = words.maybe_day(offer.received_on or offer.sent_on)
    asked = f"{Side(offer.made_by).label}于{received}向对方送达集体协商要约书"
    if kind != REFUSED:
        count = queries.sessions_of(round_).count()
        topics = words.join(row["topic"] for row in _differences(round_))
        left = f"，但在{topics}上未能达成一致" if topics else "，未能就全部议题达成一致"
        return f"{asked}，对方书面同意协商。双方先后举行{count}次协商会议{left}，不能自行解决。"
    if offer.answer == Answer.REFUSE:
        reason = f"，理由是：{offer.reason.rstrip('。')}" if offer.reason else ""
        day = words.maybe_day(offer.responded_on)
        return f"{asked}，对方于{day}书面答复不同意协商{reason}。申请方认为该理由不能成立。"
    last = words.maybe_day(offer.last_day)
    return f"{asked}。依照规定，对方应于{last}前书面答复，期满仍未答复，协商无法进行。"


def _demands(round_: Round, kind: str) -> list[str]:
    if kind == REFUSED:
        return ["督促被申请方依法以书面形式答复要约，指派协商代表，与申请方开展集体协商。"]
    topics = words.join(row["topic"] for row in _differences(round_))
    return [f"就{topics or '尚未达成一致的事项'}进行协调，促成双方达成一致。"]


def _events(round_: Round, offer: Offer | None) -> list[dict[str, str]]:
    events: list[tuple[date, str]] = []
    if offer is not None:
        events.append((offer.received_on or offer.sent_on, "要约书送达对方"))
        events += [(row.reminded_on, "书面催告应约") for row in offer.reminders.order_by("pk")]
        if offer.responded_on:
            answer = "不同意协商" if offer.answer == Answer.REFUSE else "同意协商"
            events.append((offer.responded_on, f"对方书面答复{answer}"))
        elif offer.last_day:
            events.append((offer.last_day, "答复期限届满，未收到书面答复"))
        events += [
            (row.reported_on, "向上级工会书面报告") for row in offer.silence_reports.order_by("pk")
        ]
    events += [
        (session.held_on, f"第{chinese.numeral(session.number)}次协商会议")
        for session in queries.sessions_of(round_)
    ]
    ordered = sorted(events, key=lambda event: event[0])
    return [{"date": chinese.day(on), "what": what} for on, what in ordered]


def _differences(round_: Round) -> list[dict[str, str]]:
    return [
        {
            "topic": row.topic,
            "workers": in_words(row.topic, row.workers_words) or words.NOTHING,
            "employer": in_words(row.topic, row.employer_words) or words.NOTHING,
        }
        for row in queries.latest_positions(round_).values()
        if not row.settled_words
    ]


def _evidence(round_: Round, offer: Offer | None) -> list[str]:
    names = ["集体协商要约书和送达回执"] if offer else []
    if offer and offer.reminders.exists():
        names.append("催告应约函")
    count = queries.sessions_of(round_).count()
    if count:
        names += [f"集体协商会议记录（{chinese.numeral(count)}份）", "双方协商代表名单"]
    return names


@fills("coordination_agreement")
def coordination_agreement(step: Coordination, paper: PaperContext) -> dict[str, Any]:
    """State the dispute, what the coordination brought and what is left open (22号令 54)."""
    round_ = step.round
    offer = offers.latest_offer(round_)
    office = words.name_of(step.department or tree.labour_department_for(round_.path))
    return {
        "doc_no": paper.number,
        **_side_of("union", round_, Side.WORKERS),
        **_side_of("employer", round_, Side.EMPLOYER),
        "union_name": words.side_name(round_, Side.WORKERS),
        "company_name": words.side_name(round_, Side.EMPLOYER),
        "hrss_name": office or DEPARTMENT,
        "contract_name": round_.instrument_name,
        "applicant": words.side_name(round_, step.side) if step.side else "",
        "apply_date": chinese.day(step.applied_on),
        "accepted_date": words.maybe_day(step.accepted_on) or says.BLANK,
        "extend_days": str(step.extended_days or ""),
        "due_date": words.due_day(round_, says.last_day(round_, COORDINATION)),
        "closed_date": words.maybe_day(step.concluded_on) or says.BLANK,
        "facts": _facts(round_, offer, _kind_before(step, offer)),
        "terms": [{"term": says.stop(term)} for term in step.terms],
        "undertakings": [{"undertaking": text} for text in UNDERTAKINGS],
        "unresolved": _differences(round_),
        "panel": [
            {"side": "劳动保障行政部门", "unit": office, "name": ""},
            {"side": "同级工会", "unit": _beside(step), "name": ""},
            {"side": "企业组织", "unit": "", "name": ""},
        ],
    }


def _side_of(prefix: str, round_: Round, side: Side) -> dict[str, str]:
    chief = queries.chief(round_, side)
    party = round_.party(side)
    head = party.head if party else None
    return {
        f"{prefix}_chief": chief.person.name if chief else head.name if head else says.BLANK,
        f"{prefix}_phone": chief.person.phone if chief else "",
    }


def _kind_before(step: Coordination, offer: Offer | None) -> str:
    """Return what it was about when it was brought: its conclusion has opened the talks since."""
    by_this_step = offer is not None and offer.coordinated_on == step.concluded_on
    if offer is not None and by_this_step and offer.answer != Answer.AGREE:
        return REFUSED
    return _kind(step.round, offer)


def _beside(step: Coordination) -> str:
    """Return the union at the level of the department that coordinates (同级工会)."""
    office = step.department or tree.labour_department_for(step.path)
    if office is None:
        return ""
    unions = Organisation.objects.filter(kind=OrganisationKind.FEDERATION, path=office.path)
    return words.name_of(unions.first())

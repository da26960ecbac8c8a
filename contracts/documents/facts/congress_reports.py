"""Fill the report to the congress: how the drafts before it came about, and what they say."""

from collections.abc import Sequence
from typing import Any

from contracts.agreements.models import Agreement
from contracts.bargaining.models import Offer, Round, Session, Settlement
from contracts.congress import queries
from contracts.congress.models import Sitting
from contracts.documents import chinese
from contracts.documents.facts import congress_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.models import Side

_ELSEWHERE = "文本见随会议材料送达的草案。"


@fills("congress_report")
def congress_report(sitting: Sitting, paper: PaperContext) -> dict[str, Any]:
    """Report what is brought before the congress (企业民主管理规定 第十三条).

    What each side asked for at the table is the two sides' own; ``extra`` may tell ``terms`` where
    they agreed to show it.
    """
    voted = words.voted_items(sitting) or words.items(sitting)
    drafts = list(queries.submitted_drafts(sitting.congress))
    matched = [(item, words.draft_of(item, drafts)) for item in voted]
    first = next((draft for _, draft in matched if draft), None)
    return {
        "company_name": words.company(sitting.congress),
        "sitting": sitting.title,
        "session_date": chinese.day(sitting.held_on or sitting.sits_on),
        "items_text": _listed(voted),
        "reporter": words.chair(sitting.congress),
        "process": _history(first) if first else "",
        "review_result": "",
        "drafts": words.numbered(
            {"title": item, "points": _points(draft) if draft else _ELSEWHERE}
            for item, draft in matched
        ),
        "terms": words.numbered(paper.extra.get("terms", [])),
    }


def _listed(items: Sequence[str]) -> str:
    return "、".join(items[:-1]) + ("和" if items[1:] else "") + "".join(items[-1:])


def _points(draft: Agreement) -> str:
    term = ""
    if draft.term_from and draft.term_to:
        term = f"期限自{chinese.span(draft.term_from, draft.term_to)}。"
    clauses = draft.clause_set.order_by("position", "pk")
    said = (f"{clause.heading}：{_closed(clause.text)}" for clause in clauses if clause.text)
    return term + "".join(said) or _ELSEWHERE


def _closed(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def _history(draft: Agreement) -> str:
    """Tell the days of the round a draft came from, one sentence for each stage."""
    round_ = Round.objects.filter(case=draft.case_id).first()
    if round_ is None:
        return ""
    offer = round_.offers.filter(superseded_on__isnull=True).order_by("-pk").first()
    sessions = round_.sessions.filter(is_one_sided=False).order_by("number")
    settlement = round_.settlements.order_by("-pk").first()
    told = [_offered(offer), _met(list(sessions)), _settled(settlement, draft)]
    return "".join(sentence for sentence in told if sentence)


def _offered(offer: Offer | None) -> str:
    if offer is None or offer.received_on is None:
        return ""
    one, other = ("企业工会", "企业") if offer.made_by == Side.WORKERS else ("企业", "企业工会")
    told = f"{one}于{chinese.day(offer.received_on)}向{other}发出集体协商要约书"
    agreed = offer.responded_on if not offer.is_refused else None
    return f"{told}，{other}于{chinese.day(agreed)}书面同意协商。" if agreed else f"{told}。"


def _met(sessions: Sequence[Session]) -> str:
    if not sessions:
        return ""
    days = "、".join(chinese.day(session.held_on) for session in sessions)
    return f"双方于{days}举行{chinese.numeral(len(sessions))}次协商会议。"


def _settled(settlement: Settlement | None, draft: Agreement) -> str:
    told = f"{chinese.day(settlement.settled_on)}协商达成一致" if settlement else ""
    drafted = f"{chinese.day(draft.drafted_on)}形成提请大会审议的草案" if draft.drafted_on else ""
    sentence = "，".join(filter(None, [told, drafted]))
    return f"{sentence}。" if sentence else ""

"""What the texts of all contracts share: their frame, whom they cover, where clauses go."""

import re
from decimal import Decimal
from typing import Any

from contracts.agreements import wordings
from contracts.agreements.library import REVISED, TEXT, ClauseType, clause_types
from contracts.agreements.models import Agreement
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext
from contracts.parties.choices import Side

#: Places whose default stands unless a clause says otherwise.
OPTIONAL = {"pay_day_rule"}
#: One figure in a few words: 每人每月不低于150元.
LONE_NUMBER = re.compile(r"[^\d，。；]*(\d[\d,.]*%?)[^\d，。；]*。?")
ADVANCE = "提前至最近的工作日支付"
RATE_FIELDS = {
    "ot_workday": ("workday", "workday"),
    "ot_restday": ("rest_day", "rest_day_no_comp_leave"),
    "ot_holiday": ("holiday", "statutory_holiday"),
}


def frame(agreement: Agreement, paper: PaperContext, *, renewal: str) -> dict[str, Any]:
    """Return what every contract says around its clauses."""
    copies = paper.law.find("cb.file.copies")
    filed = int(copies.value["value"]) if copies else 0
    signed = says.signed_page(agreement)
    check = says.period_in_words("DL_PERF_CHECK", paper.law)
    return {
        **{k: v for k, v in says.heading(agreement).items() if k != "contract_name"},
        **says.term(agreement),
        **says.firm_details(agreement),
        **says.chiefs(agreement),
        "employer_chief_post": says.chief_post(agreement, Side.EMPLOYER),
        "union_chief_post": says.chief_post(agreement, Side.WORKERS),
        **says.passage(agreement),
        "local_law": says.local_law(paper),
        "check_cycle": f"每{check}" if check else "",
        "hrss_name": says.department(agreement),
        "renewal_lead": says.period_in_words(renewal, paper.law),
        "copies_clause": f"本合同一式{chinese.numeral(filed + len(Side))}份，甲乙双方各执一份，"
        f"报送劳动保障行政部门{chinese.numeral(filed)}份，具有同等效力。",
        "employer_sign_date": words.maybe_day(signed.employer_signed_on if signed else None),
        "union_sign_date": words.maybe_day(signed.workers_signed_on if signed else None),
    }


def covered(agreement: Agreement, paper: PaperContext) -> dict[str, str]:
    """Return whom the contract covers; groups nobody belongs to are not printed."""
    people = says.workforce(agreement, on=paper.issued_on)
    return {
        "covered_workers": str(people.workers),
        "covered_migrant": str(people.migrant or ""),
        "covered_women": str(people.women or ""),
        "covered_dispatch": str(people.dispatch or ""),
    }


def placed(
    agreed: dict[str, Any],
    document: str,
    printed: set[str],
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return what the library gives a place in this text, and what the text has no place for.

    ``printed`` are the keys the text prints by other means. A free clause whose heading is of the
    matter of an empty place is printed there, if nothing of it gets lost that way.
    """
    kinds = [
        each
        for key, each in clause_types().items()
        if key in wordings.variables_of(document) and key not in printed
    ]
    found = {each.key: _said(each, agreed.get(each.key)) for each in kinds}
    extra = [
        {"heading": says.title(key), "words": says.stop(says.line(key, value))}
        for key, value in agreed.items()
        if key not in printed and key not in found and value is not None
    ]
    for heading, body in (agreed.get(TEXT) or {}).items():
        place = _place_of(heading, kinds)
        said = _as_place(place, body or "") if place and not found[place.key] else ""
        if place and said:
            found[place.key] = said
        else:
            extra.append({"heading": heading, "words": says.stop(body or "")})
    return {
        each.printed_as: found[each.key]
        for each in kinds
        if found[each.key] or each.key not in OPTIONAL
    }, extra


def _place_of(heading: str, kinds: list[ClauseType]) -> ClauseType | None:
    """Return the place a free clause belongs to; one that changes an article stands for itself."""
    if heading.endswith(REVISED):
        return None
    return next((kind for kind in kinds if kind.place and re.search(kind.place, heading)), None)


def _said(kind: ClauseType, value: Any) -> str:
    """Return the value of a variable as the text prints it."""
    if value is None:
        return ""
    if kind.is_words:
        return str(value).rstrip("。") if kind.type == "phrase" else says.stop(str(value))
    writer = {"fraction": says.percent, "money": says.money}.get(kind.type, says.plain)
    return writer(value)


def _as_place(kind: ClauseType, body: str) -> str:
    """Return a free clause as its place prints it; nothing if more is said than fits there."""
    if kind.is_words:
        return _said(kind, body) if body else ""
    found = LONE_NUMBER.fullmatch(body)
    return found[1] if found else ""


def pieces(agreed: dict[str, Any]) -> list[dict[str, str]]:
    """Return the piece rates, job by job, yuan a piece."""
    return [
        {
            "job": row["job"],
            "quota_day": says.plain(row["quota_day"]),
            "rate": says.plain(row["rate"]),
        }
        for row in agreed.get("piece_rates") or []
    ]


def payday(agreed: dict[str, Any]) -> dict[str, str]:
    """Return when wages are paid: the cycle and the day in it."""
    return {
        "pay_cycle": (agreed.get("pay_cycle") or "月").removeprefix("每"),
        "pay_day": says.plain(agreed.get("pay_day")),
    }


def overtime(agreed: dict[str, Any], paper: PaperContext) -> dict[str, str]:
    """Return multiples and caps; a multiple the text leaves open is the statutory one."""
    rates = agreed.get("overtime") or {}
    rule, days = paper.law.find("floor.ot.rate"), paper.law.find("floor.monthly_paid_days")
    facts = {
        "ot_base": rates.get("base", ""),
        "monthly_paid_days": str(days.value["value"]) if days else "",
        "ot_day_cap": says.plain(agreed.get("overtime_day_cap")),
        "ot_month_cap": says.plain(agreed.get("overtime_month_cap")),
    }
    for name, (key, floor) in RATE_FIELDS.items():
        least = Decimal(str(rule.value[floor])) if rule and rates else None
        facts[name] = says.percent(rates.get(key, least))
    return facts

"""What the texts of all contracts share: their frame, whom they cover, where clauses go."""

import re
from decimal import Decimal
from typing import Any

from contracts.agreements.models import Agreement
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext
from contracts.parties.choices import Side

COMMON_PLACES = {
    "breach": "违约",
    "dispute_handling": "争议",
    "change_conditions": "变更|解除条件",
}
#: Places inside a sentence of the printed text; all others hold sentences of their own.
PHRASES = {
    *("pay_day_rule", "pay_for", "heat_months", "seniority_cap"),
    *("maternity_note", "gyn_check_cost", "gyn_check_cycle"),
}
AMOUNTS = {"growth_floor", "meal_allowance", "hygiene_fee"}
#: Places whose default stands unless a clause says otherwise.
OPTIONAL = {"pay_day_rule"}
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
    places: dict[str, str],
    printed: set[str],
) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return the free clauses at their places, and those the text has no place for."""
    found = dict.fromkeys(places, "")
    extra = [
        {"heading": says.title(key), "words": says.stop(says.line(key, value))}
        for key, value in agreed.items()
        if key not in printed and value is not None
    ]
    for heading, body in (agreed.get("text") or {}).items():
        place = next((p for p, form in places.items() if re.search(form, heading)), "")
        if place and not found[place] and body:
            found[place] = _as_place(place, body)
        else:
            extra.append({"heading": heading, "words": says.stop(body or "")})
    return {place: text for place, text in found.items() if text or place not in OPTIONAL}, extra


def _as_place(place: str, body: str) -> str:
    if place in PHRASES:
        return body.rstrip("。")
    if place in AMOUNTS or place.endswith("_pct"):
        number = re.search(r"\d[\d,.]*%?", body)
        return number[0] if number else body.rstrip("。")
    return says.stop(body)


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

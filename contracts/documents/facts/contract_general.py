"""Fill the general contract (集体合同) and the one on safety and health (劳动安全卫生)."""

from decimal import Decimal
from itertools import zip_longest
from typing import Any

from contracts.agreements.models import Agreement, WomenContent
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import contract_frame as contract
from contracts.documents.filling import PaperContext, fills

#: What the texts print by other means than the places of the library.
GENERAL_KEYS = {
    *("firm_min_wage", "pay_day", "pay_cycle", "overtime", "overtime_day_cap"),
    *("overtime_month_cap", "night_allowance", "heat_allowance", "hours_day", "hours_week"),
    *("annual_leave", "maternity_days", "nursing_minutes", "probation_months"),
    *("labour_contract_years", "training_fund", "text"),
}
SAFETY_KEYS = {"heat_allowance", "overtime_day_cap", "overtime_month_cap", "text"}
#: In which form the text speaks of women; one that has nothing on them prints no chapter.
WOMEN_FORMS = {
    WomenContent.NONE: "",
    WomenContent.LINKED: "专项",
    WomenContent.ANNEX: "附件",
}
CHAPTER = "专章"


@fills("cc_contract")
def cc_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the general contract: what was agreed stands, what was not falls away."""
    agreed = says.values(agreement)
    placed, extra = contract.placed(agreed, "cc_contract", GENERAL_KEYS)
    return {
        **contract.frame(agreement, paper, renewal="DL_RENEW_GENERAL"),
        **contract.covered(agreement, paper),
        "labour_contract_years": says.plain(agreed.get("labour_contract_years")),
        "probation_months": says.plain(agreed.get("probation_months")),
        "firm_min_wage": says.money(agreed.get("firm_min_wage")),
        **contract.payday(agreed),
        **contract.overtime(agreed, paper),
        "night_allowance": says.money(agreed.get("night_allowance")),
        "heat_allowance": says.money(agreed.get("heat_allowance")),
        "hours_day": says.plain(agreed.get("hours_day")),
        "hours_week": says.plain(agreed.get("hours_week")),
        "annual_leave": _leave(agreed.get("annual_leave") or {}),
        "training_fund_pct": says.percent(agreed.get("training_fund")),
        "women_form": _women_form(agreement),
        "maternity_days": says.plain(agreed.get("maternity_days")),
        "nursing_minutes": says.plain(agreed.get("nursing_minutes")),
        **placed,
        "extra_clauses": extra,
    }


def _leave(steps: dict[int, Decimal]) -> list[dict[str, str]]:
    """Return the days of leave by years of work; each step ends where the next begins."""
    years = sorted(steps)
    return [
        {"years": str(year), "upto": str(end or ""), "days": says.plain(steps[year])}
        for year, end in zip_longest(years, years[1:])
    ]


def _women_form(agreement: Agreement) -> str:
    if not agreement.women_content:
        return CHAPTER
    return WOMEN_FORMS.get(WomenContent(agreement.women_content), CHAPTER)


@fills("safety_contract")
def safety_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the contract on safety and health at work: duties, hazards, gear, checks, rights."""
    agreed = says.values(agreement)
    placed, extra = contract.placed(agreed, "safety_contract", SAFETY_KEYS)
    return {
        **contract.frame(agreement, paper, renewal="DL_RENEW_GENERAL"),
        **contract.covered(agreement, paper),
        "heat_allowance": says.money(agreed.get("heat_allowance")),
        "ot_day_cap": says.plain(agreed.get("overtime_day_cap")),
        "ot_month_cap": says.plain(agreed.get("overtime_month_cap")),
        **placed,
        "extra_clauses": extra,
    }

"""Fill the texts of the contracts: the wage agreement and the women's contract."""

from decimal import Decimal
from typing import Any

from contracts.agreements.models import Agreement, Grade
from contracts.bargaining import seating
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts import contract_frame as contract
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Side

#: What the texts print by other means than the places of the library.
WAGE_KEYS = {
    *("avg_growth", "base_wage", "firm_min_wage", "pay_day", "pay_cycle", "overtime"),
    *("overtime_day_cap", "overtime_month_cap", "night_allowance", "heat_allowance"),
    *("seniority_pay", "piece_rates", "text"),
}
WOMEN_KEYS = {"maternity_days", "nursing_minutes", "text"}


@fills("wage_contract")
def wage_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the wage agreement: what rises, from when, for whom, paid on which day."""
    agreed = says.values(agreement)
    placed, extra = contract.placed(agreed, "wage_contract", WAGE_KEYS)
    minimum = paper.law.local.min_wage_month
    hourly = paper.law.local.min_wage_hour
    return {
        **contract.frame(agreement, paper, renewal="DL_RENEW_WAGE"),
        **contract.covered(agreement, paper),
        "avg_growth_pct": says.percent(agreed.get("avg_growth")),
        "growth_base": says.money(agreed.get("base_wage")),
        "growth_from": words.maybe_day(agreement.term_from) or says.BLANK,
        "firm_min_wage": says.money(agreed.get("firm_min_wage")),
        "local_min_wage": says.money(minimum) or says.BLANK,
        "min_hourly": says.plain(hourly) if agreement.is_area and hourly else "",
        **_grades(list(agreement.grade_set.order_by("position"))),
        "piece_rates": contract.pieces(agreed),
        **contract.payday(agreed),
        **contract.overtime(agreed, paper),
        "night_allowance": says.money(agreed.get("night_allowance")),
        "heat_allowance": says.money(agreed.get("heat_allowance")),
        "seniority_pay": says.money(agreed.get("seniority_pay")),
        "other_allowances": [],
        "pay_day_rule": contract.ADVANCE,
        **placed,
        "extra_clauses": extra,
    }


@fills("women_contract")
def women_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the contract on women workers: leave, nursing time, checks, protection."""
    agreed = says.values(agreement)
    placed, extra = contract.placed(agreed, "women_contract", WOMEN_KEYS)
    women = says.workforce(agreement, on=paper.issued_on).women
    return {
        **contract.frame(agreement, paper, renewal="DL_RENEW_GENERAL"),
        "covered_workers": str(women),
        "covered_migrant": "",
        "covered_women": "",
        "covered_dispatch": "",
        "maternity_days": says.plain(agreed.get("maternity_days")),
        "nursing_minutes": says.plain(agreed.get("nursing_minutes")),
        "women_head": _women_head(agreement),
        **placed,
        "extra_clauses": extra,
    }


def _grades(grades: list[Grade]) -> dict[str, Any]:
    """Return the wage table with its weighted mean (每岗位人数加权)."""
    heads = sum(grade.headcount for grade in grades)
    before = sum((g.before * g.headcount for g in grades), Decimal(0)) / heads if heads else None
    after = sum((g.after * g.headcount for g in grades), Decimal(0)) / heads if heads else None
    rise = after - before if before is not None and after is not None else None
    return {
        "grade_table": [
            {
                "post": grade.post,
                "headcount": str(grade.headcount),
                "before": says.money(grade.before),
                "after": says.money(grade.after),
                "increase": says.money(grade.after - grade.before),
                "growth": _growth(grade.after - grade.before, grade.before, 1),
            }
            for grade in grades
        ],
        "grade_headcount": str(heads) if grades else "",
        "grade_before": says.money(before),
        "grade_after": says.money(after),
        "grade_increase": says.money(rise),
        "grade_growth": _growth(rise, before, 2) if grades else "",
    }


def _growth(rise: Decimal | None, before: Decimal | None, places: int) -> str:
    if not before or rise is None:
        return words.NOTHING
    return f"{rise / before * 100:.{places}f}%"


def _women_head(agreement: Agreement) -> str:
    """Return the woman on the workers' side who holds the women workers' office (女职工委员)."""
    round_ = says.round_of(agreement)
    rows = seating.rows(round_, Side.WORKERS) if round_ else []
    return next((row.person.name for row in rows if "女职工" in row.person.post), "")

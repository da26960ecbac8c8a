"""Fill the texts of the contracts: the wage agreement and the women's contract."""

import re
from decimal import Decimal
from typing import Any

from contracts.agreements.models import Agreement, Grade
from contracts.bargaining import seating
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.filling import PaperContext, fills
from contracts.parties.choices import Side

#: Free clauses that have a place of their own in the printed text, by what their heading holds.
WAGE_PLACES = {
    "pay_day_rule": "支付日遇|遇节假日",
    "pay_for": "工资期间|所属期",
    "arrears_rule": "欠薪",
    "piece_rule": "计件.*规则",
    "quota_fit_pct": "定额.*比例",
    "growth_floor": "最低增加额",
    "heat_months": "高温津贴.*月",
    "seniority_cap": "工龄工资.*封顶",
    "meal_allowance": "餐补|工作餐",
    "skill_pay": "技能.*津贴|技能工资",
    "bonus_rule": "奖金",
    "sick_pay_pct": "病假工资",
    "standstill_pay": "停工|停产",
    "recheck_clause": "再协商",
}
WOMEN_PLACES = {
    "period_protection": "经期",
    "pregnancy_protection": "孕期",
    "maternity_note": "产假构成|产假说明",
    "return_clause": "返岗|原岗",
    "childcare_leave": "育儿假|护理假",
    "gyn_check_cost": "检查费用",
    "gyn_check_cycle": "妇科|两癌",
    "hygiene_fee": "卫生费",
    "nursing_room": "哺乳室|休息室",
    "harassment_clause": "性骚扰",
}
COMMON_PLACES = {
    "breach": "违约",
    "dispute_handling": "争议",
    "change_conditions": "变更|解除条件",
}
#: Places that are whole sentences of their own.
SENTENCES = {
    *("arrears_rule", "piece_rule", "skill_pay", "bonus_rule", "standstill_pay", "recheck_clause"),
    *("period_protection", "pregnancy_protection", "return_clause", "childcare_leave"),
    *("nursing_room", "harassment_clause", *COMMON_PLACES),
}
AMOUNTS = {"growth_floor", "meal_allowance", "hygiene_fee"}
WAGE_KEYS = {
    *("avg_growth", "base_wage", "firm_min_wage", "pay_day", "pay_cycle", "overtime"),
    *("overtime_day_cap", "overtime_month_cap", "night_allowance", "heat_allowance"),
    *("seniority_pay", "piece_rates", "text"),
}
WOMEN_KEYS = {"maternity_days", "nursing_minutes", "text"}
ADVANCE = "提前至最近的工作日支付"
RATE_FIELDS = {
    "ot_workday": ("workday", "workday"),
    "ot_restday": ("rest_day", "rest_day_no_comp_leave"),
    "ot_holiday": ("holiday", "statutory_holiday"),
}


@fills("wage_contract")
def wage_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the wage agreement: what rises, from when, for whom, paid on which day."""
    agreed = says.values(agreement)
    placed, extra = _placed(agreed, {**WAGE_PLACES, **COMMON_PLACES}, WAGE_KEYS)
    minimum = paper.law.local.min_wage_month
    hourly = paper.law.local.min_wage_hour
    return {
        **_frame(agreement, paper, renewal="DL_RENEW_WAGE"),
        **_covered(agreement, paper),
        "avg_growth_pct": says.percent(agreed.get("avg_growth")),
        "growth_base": says.money(agreed.get("base_wage")),
        "growth_from": words.maybe_day(agreement.term_from) or says.BLANK,
        "firm_min_wage": says.money(agreed.get("firm_min_wage")),
        "local_min_wage": says.money(minimum) or says.BLANK,
        "min_hourly": says.plain(hourly) if agreement.is_area and hourly else "",
        **_grades(list(agreement.grade_set.order_by("position"))),
        "piece_rates": _pieces(agreed),
        "pay_cycle": (agreed.get("pay_cycle") or "月").removeprefix("每"),
        "pay_day": says.plain(agreed.get("pay_day")),
        **_overtime(agreed, paper),
        "night_allowance": says.money(agreed.get("night_allowance")),
        "heat_allowance": says.money(agreed.get("heat_allowance")),
        "seniority_pay": says.money(agreed.get("seniority_pay")),
        "sick_floor_pct": "",
        "other_allowances": [],
        "pay_day_rule": ADVANCE,
        **placed,
        "extra_clauses": extra,
    }


@fills("women_contract")
def women_contract(agreement: Agreement, paper: PaperContext) -> dict[str, Any]:
    """Print the contract on women workers: leave, nursing time, checks, protection."""
    agreed = says.values(agreement)
    placed, extra = _placed(agreed, {**WOMEN_PLACES, **COMMON_PLACES}, WOMEN_KEYS)
    women = says.workforce(agreement, on=paper.issued_on).women
    return {
        **_frame(agreement, paper, renewal="DL_RENEW_GENERAL"),
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


def _frame(agreement: Agreement, paper: PaperContext, *, renewal: str) -> dict[str, Any]:
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


def _covered(agreement: Agreement, paper: PaperContext) -> dict[str, str]:
    covered = says.workforce(agreement, on=paper.issued_on)
    return {
        "covered_workers": str(covered.workers),
        "covered_migrant": str(covered.migrant or ""),
        "covered_women": str(covered.women or ""),
        "covered_dispatch": str(covered.dispatch or ""),
    }


def _placed(
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
    return {place: text for place, text in found.items() if text or place not in _OPTIONAL}, extra


#: Places whose default stands unless a clause says otherwise.
_OPTIONAL = {"pay_day_rule"}


def _as_place(place: str, body: str) -> str:
    if place in SENTENCES:
        return says.stop(body)
    if place in AMOUNTS or place.endswith("_pct"):
        number = re.search(r"\d[\d,.]*%?", body)
        return number[0] if number else body.rstrip("。")
    return body.rstrip("。")


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


def _pieces(agreed: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "job": row["job"],
            "quota_day": says.plain(row["quota_day"]),
            "rate": says.plain(row["rate"]),
        }
        for row in agreed.get("piece_rates") or []
    ]


def _overtime(agreed: dict[str, Any], paper: PaperContext) -> dict[str, str]:
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


def _women_head(agreement: Agreement) -> str:
    """Return the woman on the workers' side who holds the women workers' office (女职工委员)."""
    round_ = says.round_of(agreement)
    rows = seating.rows(round_, Side.WORKERS) if round_ else []
    return next((row.person.name for row in rows if "女职工" in row.person.post), "")

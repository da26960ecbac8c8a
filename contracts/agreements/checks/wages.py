"""Wage floors: the local minimum, the area contract, overtime pay and hours, pay day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from contracts.agreements.checks.figures import figure, of_rule
from contracts.agreements.library import clause_types, free_words
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.statutes.rules import Rule
from contracts.verdicts.verdict import Verdict, judge

RATES = {
    "workday": ("workday", "平日加班"),
    "rest_day": ("rest_day_no_comp_leave", "休息日加班"),
    "holiday": ("statutory_holiday", "法定节假日加班"),
}
CAPS = {
    "overtime_day_cap": ("floor.ot.day", "每日加班上限"),
    "overtime_month_cap": ("floor.ot.month", "每月加班上限"),
}

POSTPONED = re.compile("顺延|推迟|延后|延期")


@dataclass(frozen=True, slots=True)
class Amount:
    """A monthly wage somewhere in the text, and what it is called there."""

    name: str
    yuan: Decimal


def check_min_wage(text: Text, law: Law) -> Verdict:
    """Return R_FLOOR_WAGE: no wage of the text lies below the local minimum (劳动合同法 55).

    A piece rate is worth rate × daily quota × paid days a month. Where the pack says 高于 (op
    ``gt``), the minimum itself is too little.
    """
    rule = law.find("cb.hierarchy.local_min")
    sources = [rule, law.find("floor.min_wage")]
    minimum = law.local.min_wage_month
    amounts = sorted(_amounts(text, law), key=lambda amount: amount.yuan)
    if minimum is None or not amounts:
        return judge(
            "R_FLOOR_WAGE",
            holds=minimum is not None or not amounts,
            softly=True,
            law=sources,
            message="没有当地最低工资数据，未能比较。" if amounts else "没有要比较的工资数额。",
            remedy="请在“最低工资标准”里补上当地数额后再看一遍。",
        )
    above = rule is not None and rule.value.get("op") == "gt"
    low = [a for a in amounts if a.yuan < minimum or (above and a.yuan == minimum)]
    lowest = (low or amounts)[0]
    wording = "应高于" if above else "不得低于"
    names = "、".join(f"{a.name}{figure(a.yuan)}元" for a in (low or amounts[:1]))
    return judge(
        "R_FLOOR_WAGE",
        holds=not low,
        law=sources,
        found=figure(lowest.yuan),
        required=figure(minimum),
        message=f"{names}；{wording}当地最低工资{figure(minimum)}元/月。",
        remedy=f"把{low[0].name}提到{wording}{figure(minimum)}元/月的数再提交。" if low else "",
    )


def check_hourly(hourly: Decimal, law: Law) -> Verdict:
    """Return R_FLOOR_WAGE of an hourly wage (小时工资) against the local hourly minimum."""
    rule = law.find("cb.hierarchy.local_min")
    minimum = law.local.min_wage_hour
    above = rule is not None and rule.value.get("op") == "gt"
    holds = minimum is None or hourly > minimum or (hourly == minimum and not above)
    asked = (
        f"{'应高于' if above else '不得低于'}当地小时最低工资{figure(minimum)}元" if minimum else ""
    )
    return judge(
        "R_FLOOR_WAGE",
        holds=holds and minimum is not None,
        softly=minimum is None,
        law=[rule, law.find("floor.min_wage")],
        found=figure(hourly),
        required=None if minimum is None else figure(minimum),
        message=f"小时工资{figure(hourly)}元；{asked or '没有当地小时最低工资数据，未能比较'}。",
        remedy="把小时工资提到标准以上。" if asked else "请在“最低工资标准”里补上小时标准。",
    )


def _amounts(text: Text, law: Law) -> Iterator[Amount]:
    own = text.clauses.get("firm_min_wage")
    if own is not None:
        yield Amount("企业最低工资", own)
    for line in text.grades:
        yield Amount(f"岗位“{line.post}”调整后工资", line.after)
    days = law.find("floor.monthly_paid_days")
    paid_days = of_rule(days.value, "value") if days else None
    for piece in text.clauses.get("piece_rates") or []:
        if paid_days is not None:
            yield Amount(
                f"计件工种“{piece['job']}”折合月工资",
                piece["rate"] * piece["quota_day"] * paid_days,
            )


def check_area_floor(text: Text, law: Law) -> list[Verdict]:
    """Return R_FLOOR_REGIONAL where the firm confirmed an area contract with a lowest wage."""
    own, area = text.clauses.get("firm_min_wage"), text.area_floor
    if area is None or own is None or text.scope != "enterprise":
        return []
    rule = law.find("ri.floor_for_firm_contract", instrument="REGION")
    return [
        judge(
            "R_FLOOR_REGIONAL",
            holds=own >= area.amount,
            law=rule,
            found=figure(own),
            required=figure(area.amount),
            message=f"企业最低工资{figure(own)}元；已确认的《{area.title}》为"
            f"{figure(area.amount)}元，企业合同不得低于它。",
            remedy=f"改为不低于{figure(area.amount)}元。",
        ),
    ]


def check_overtime(text: Text, law: Law) -> Verdict:
    """Return R_OT: multiples and caps of overtime within 劳动法 41 and 44."""
    faults = [*_low_rates(text, law), *_high_caps(text, law)]
    first = faults[0] if faults else None
    all_rules = [law.find(key) for key in ("floor.ot.rate", "floor.ot.day", "floor.ot.month")]
    return judge(
        "R_OT",
        holds=first is None,
        law=[first[0]] if first else all_rules,
        found=figure(first[2]) if first else None,
        required=figure(first[3]) if first else None,
        message="；".join(fault[1] for fault in faults) or "加班工资倍数和加班上限符合规定。",
        remedy="改到法定标准以内再提交。",
    )


Fault = tuple[Rule, str, Decimal, Decimal]


def _low_rates(text: Text, law: Law) -> Iterator[Fault]:
    rule = law.find("floor.ot.rate")
    agreed = text.clauses.get("overtime") or {}
    for name, (field, title) in RATES.items():
        least = of_rule(rule.value, field) if rule else None
        if rule and least is not None and name in agreed and agreed[name] < least:
            words = f"{title}按{figure(agreed[name])}倍，法律要求不低于{figure(least)}倍"
            yield rule, words, agreed[name], least


def _high_caps(text: Text, law: Law) -> Iterator[Fault]:
    for name, (key, title) in CAPS.items():
        rule = law.find(key)
        most = of_rule(rule.value, "max") if rule else None
        agreed = text.clauses.get(name)
        if rule and most is not None and agreed is not None and agreed > most:
            words = f"{title}{figure(agreed)}小时，法律最多{figure(most)}小时"
            yield rule, words, agreed, most


def check_pay(text: Text, law: Law) -> Verdict:
    """Return R_PAYDAY: paid at least monthly, with a pay day; before holidays, never after them.

    A wage agreement that names no pay day is warned of, not refused.
    """
    rule = law.find("floor.pay.monthly")
    most = of_rule(rule.value, "max_cycle_months") if rule else None
    months = _cycle_months(text.clauses.get("pay_cycle"))
    if most is not None and months is not None and months > most:
        return judge(
            "R_PAYDAY",
            holds=False,
            law=rule,
            found=months,
            required=figure(most),
            message=f"每{months}个月支付一次工资；法律要求至少每{figure(most)}个月支付一次。",
            remedy="改为按月（或更短周期）支付。",
        )
    if late := [heading for heading, words in _pay_words(text) if POSTPONED.search(words)]:
        return judge(
            "R_PAYDAY",
            holds=False,
            law=law.find("floor.pay.holiday_advance"),
            message=f"“{late[0]}”写了顺延；支付日遇节假日应提前到最近的工作日。",
            remedy="改为“提前至最近的工作日支付”。",
        )
    day = text.clauses.get("pay_day")
    return judge(
        "R_PAYDAY",
        holds=day is not None or text.kind != "wage" or "pay_day" in text.clauses,
        softly=True,
        law=rule,
        message=f"每月{figure(day)}日支付。" if day is not None else "没有约定每月几号发工资。",
        remedy="写明每月几号支付，遇节假日提前。",
    )


def _pay_words(text: Text) -> list[tuple[str, str]]:
    return [(heading, body) for heading, body in free_words(text.clauses) if "支付" in heading]


def _cycle_months(cycle: str | None) -> int | None:
    if cycle is None:
        return None
    plain = re.sub("^每|^按|一次$|支付$|个|度$|结$|付$", "", cycle.strip())
    table = clause_types()["pay_cycle"].months
    if found := re.fullmatch(r"(\d+)月", plain):
        return int(found[1])
    return table.get(plain)

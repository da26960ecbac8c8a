"""Floors of working time, leave and probation, named by their pack keys."""

import re
from collections.abc import Iterator
from decimal import Decimal

from contracts.agreements.checks.figures import figure, of_rule
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.verdicts.verdict import Verdict, judge

HOURS = {
    "hours_day": ("floor.hours.day", "每日工时"),
    "hours_week": ("floor.hours.week", "每周工时"),
}
_MONTHS_IN_YEAR = 12


def check_hours(text: Text, law: Law) -> Iterator[Verdict]:
    """Return a verdict for each agreed length of the day and the week (标准工时)."""
    for name, (key, title) in HOURS.items():
        agreed, rule = text.clauses.get(name), law.find(key)
        most = of_rule(rule.value, "max") if rule else None
        if agreed is None or most is None:
            continue
        yield judge(
            key,
            holds=agreed <= most,
            law=rule,
            found=figure(agreed),
            required=figure(most),
            message=f"{title}{figure(agreed)}小时；标准工时最多{figure(most)}小时。",
            remedy=f"改为{figure(most)}小时以内；超出的算加班。",
        )


def check_leave(text: Text, law: Law) -> Iterator[Verdict]:
    """Return a verdict on annual leave: at every statutory step at least the statutory days."""
    agreed, rule = text.clauses.get("annual_leave"), law.find("floor.leave.days")
    if agreed is None or rule is None:
        return
    steps = [(int(years), Decimal(str(days))) for years, days in rule.value["steps"]]
    short = [
        (years, _days_at(agreed, years), least)
        for years, least in steps
        if _days_at(agreed, years) < least
    ]
    words = "；".join(
        f"工龄满{years}年{figure(found)}天，法律要求{figure(least)}天"
        for years, found, least in short
    )
    yield judge(
        "floor.leave.days",
        holds=not short,
        law=rule,
        found=figure(short[0][1]) if short else None,
        required=figure(short[0][2]) if short else None,
        message=words or "带薪年休假不低于法定天数。",
        remedy="补足到法定天数。",
    )


def _days_at(agreed: dict[int, Decimal], years: int) -> Decimal:
    reached = [days for start, days in agreed.items() if start <= years]
    return max(reached, default=Decimal(0))


def check_probation(text: Text, law: Law) -> Iterator[Verdict]:
    """Return a verdict on probation; without a contract length only the longest cap applies."""
    agreed, rule = text.clauses.get("probation_months"), law.find("floor.probation")
    if agreed is None or rule is None:
        return
    years = text.clauses.get("labour_contract_years")
    most = _probation_cap([(str(span), int(cap)) for span, cap in rule.value["steps"]], years)
    length = f"劳动合同{figure(years)}年，" if years is not None else ""
    yield judge(
        "floor.probation",
        holds=agreed <= most,
        law=rule,
        found=figure(agreed),
        required=most,
        message=f"{length}试用期{figure(agreed)}个月；法律最多{most}个月。",
        remedy=f"试用期改为{most}个月以内。",
    )


def _probation_cap(steps: list[tuple[str, int]], years: Decimal | None) -> int:
    if years is None:
        return max(cap for _, cap in steps)
    months = years * _MONTHS_IN_YEAR
    for span, cap in steps:
        low, high = _bounds(span)
        if (low is None or months >= low) and (high is None or months < high):
            return cap
    return 0


def _bounds(span: str) -> tuple[int | None, int | None]:
    """Return (from, below) in months of a span written as ``1y..<3y``, ``<3m``, ``>=3y``."""
    low = re.search(r"^(?:>=)?(\d+)([my])", span)
    high = re.search(r"<(\d+)([my])", span)
    return _in_months(low), _in_months(high)


def _in_months(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    return int(found[1]) * (_MONTHS_IN_YEAR if found[2] == "y" else 1)

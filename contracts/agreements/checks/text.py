"""All checks of a text, in the order they are read out."""

from contracts.agreements.checks import growth, hours, outdated, staffing, terms, wages, women
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.verdicts import softening
from contracts.verdicts.verdict import Verdict

WAGE_KEYS = {"firm_min_wage", "piece_rates"}
OVERTIME_KEYS = {"overtime", "overtime_day_cap", "overtime_month_cap"}
PAY_KEYS = {"pay_day", "pay_cycle"}
WOMEN_KEYS = {"maternity_days", "nursing_minutes"}


def judge_text(text: Text, law: Law) -> list[Verdict]:
    """Return the verdicts on a draft: each rule that its instrument or its clauses call for."""
    keys = set(text.clauses)
    is_wage = text.kind == "wage"
    verdicts: list[Verdict] = []
    if is_wage or WAGE_KEYS & keys or text.grades:
        verdicts.append(wages.check_min_wage(text, law))
    verdicts += wages.check_area_floor(text, law)
    if is_wage or OVERTIME_KEYS & keys:
        verdicts.append(wages.check_overtime(text, law))
    if is_wage or PAY_KEYS & keys:
        verdicts.append(wages.check_pay(text, law))
    verdicts += hours.check_hours(text, law)
    verdicts += hours.check_leave(text, law)
    verdicts += hours.check_probation(text, law)
    if text.kind == "women" or WOMEN_KEYS & keys:
        verdicts.append(women.check_women_floor(text, law))
    verdicts += women.check_women_content(text, law)
    verdicts += terms.check_term(text, law)
    verdicts.append(softening.apply(terms.check_blanks(text), law))
    verdicts += growth.check_growth(text)
    verdicts += staffing.check_training(text)
    verdicts += outdated.check_outdated(text, law)
    return verdicts

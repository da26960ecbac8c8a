"""The term of an agreement, blanks in its text, and likeness to the template."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contracts.agreements import likeness
from contracts.agreements.checks.figures import figure
from contracts.agreements.habits import habits
from contracts.agreements.library import clause_types, is_numeric
from contracts.agreements.texts import Text
from contracts.statutes.law import Law
from contracts.statutes.periods import Period, Unit, last_day
from contracts.verdicts.verdict import BLOCK, OK, WARN, Verdict, judge

_MONTHS_IN_YEAR = 12


def check_term(text: Text, law: Law) -> list[Verdict]:
    """Return R_TERM: the term lies within what the pack says.

    What a pack marks 一般 (soft), and a typical length, is warned of; a hard bound of the place's
    own text blocks (浙江、河南工资、山东工资上限).
    """
    rule = law.find("cb.term")
    if rule is None or text.term_from is None or text.term_to is None:
        return []
    least, most, usual = _bounds(rule.value, is_wage="WAGE" in law.instruments)
    end = text.term_to + timedelta(days=1)
    too_short = least is not None and end < _turns(text.term_from, least, law)[0]
    too_long = most is not None and end > _turns(text.term_from, most, law)[-1]
    unusual = usual is not None and end not in _turns(text.term_from, usual, law)
    breaks_bound = too_short or too_long
    outcome = BLOCK if breaks_bound and not rule.is_soft and rule.may_block else WARN
    bound = least if too_short else most if too_long else usual
    asked = _asked(least, most, usual)
    years = figure(_years(text.term_from, end))
    return [
        Verdict(
            rule="R_TERM",
            outcome=outcome if breaks_bound or unusual else OK,
            found=years,
            required=bound,
            source=rule.source,
            citations=tuple(rule.citations),
            message=f"期限{text.term_from}至{text.term_to}，约{years}年；规定{asked}。",
            remedy=f"把期限改到{asked}。" if breaks_bound or unusual else "",
        ),
    ]


def _bounds(value: Mapping[str, Any], *, is_wage: bool) -> tuple[int | None, ...]:
    """Return the least, the most and the usual number of years."""
    usual = value.get("wage_typical") if is_wage else None
    return value.get("min_years"), value.get("max_years"), usual or value.get("typical_years")


def _turns(day: date, years: int, law: Law) -> tuple[date, ...]:
    """Return the day after so many full years; from a leap day also the first of March."""
    turn = last_day(day, Period(years, Unit.YEAR), law.local.calendar)
    return (turn,) if turn.day == day.day else (turn, turn + timedelta(days=1))


def _years(first: date, end: date) -> Decimal:
    months = (end.year - first.year) * _MONTHS_IN_YEAR + end.month - first.month
    months -= end.day < first.day
    return (Decimal(months) / _MONTHS_IN_YEAR).quantize(Decimal("0.1"))


def _asked(least: int | None, most: int | None, usual: int | None) -> str:
    parts = []
    if least is not None and most is not None:
        parts.append(f"{least}至{most}年")
    elif most is not None:
        parts.append(f"最长{most}年")
    if usual is not None:
        parts.append(f"一般{usual}年")
    return "，".join(parts)


def check_blanks(text: Text) -> Verdict:
    """Return R_BLANK: no clause is there without words or figures.

    Likeness to the template (疑似照抄) only warns: much of the same words and hardly a figure.
    """
    blanks = _blanks(text.clauses)
    copied = _looks_copied(text)
    parts = [f"有{len(blanks)}处空白：{'、'.join(blanks)}。"] if blanks else []
    if copied:
        parts.append(copied)
    return judge(
        "R_BLANK",
        holds=not parts,
        softly=not blanks,
        found=len(blanks),
        required=0,
        message="".join(parts) or "没有空白条款。",
        remedy="把空白填上，或者删去这一条；每条至少写一个可检查的数。",
    )


def _blanks(clauses: Mapping[str, Any]) -> list[str]:
    names = [clause_types()[key].title for key, value in clauses.items() if value is None]
    names += [h for h, words in (clauses.get("text") or {}).items() if not words]
    return names


def _looks_copied(text: Text) -> str:
    limits = habits()
    numbers = text.numeric_clauses
    if numbers is None:
        numbers = sum(is_numeric(key, value) for key, value in text.clauses.items())
    if numbers >= limits.numeric_clauses:
        return ""
    similarity = text.similarity
    if similarity is None:
        similarity = likeness.to_template(text.clauses, kind=text.kind, scope=text.scope)
    if similarity is None or similarity < limits.similarity:
        return ""
    return f"与范本相似{figure(similarity * 100)}%，有数字的条款只有{numbers}条，疑似照抄。"

"""Fill the survey of how an agreement is kept (满意度测评), and its summary."""

from datetime import date
from decimal import Decimal
from typing import Any

from contracts.agreements.models import Agreement
from contracts.documents import chinese
from contracts.documents.facts import agreement_words as says
from contracts.documents.facts import bargaining_words as words
from contracts.documents.facts.congress_words import percentage
from contracts.documents.filling import PaperContext, fills
from contracts.supervision import satisfaction
from contracts.supervision.models import PerformanceReport, Satisfaction, SatisfactionItem

#: Beyond this share of 不了解 the agreement was not made known well enough (practice, no law).
MANY_UNKNOWN = Decimal("0.3")
NOT_PUBLISHED = (
    "“不了解”的比例偏高，说明合同内容的公布和宣传不够到位，建议重新张贴、逐班讲解，再进行一次测评。"
)


@fills("satisfaction_survey")
def satisfaction_survey(report: PerformanceReport, paper: PaperContext) -> dict[str, Any]:
    """Print the sheet that goes out with the yearly report: a line for each matter agreed."""
    agreement = report.agreement
    term = says.term(agreement)
    return {
        **says.heading(agreement),
        "term": f"{term['term_from']}至{term['term_to']}",
        "survey_date": chinese.day(paper.issued_on),
        "items": words.numbered({"item": item} for item in satisfaction.items_of(agreement)),
    }


@fills("satisfaction_summary")
def satisfaction_summary(survey: Satisfaction, paper: PaperContext) -> dict[str, Any]:
    """Sum the sheets up; what pleased least is named, and what nobody heard of."""
    rows = list(survey.items.order_by("pk"))
    totals = survey.totals()
    answered = sum(totals.values())
    is_unknown = bool(answered) and Decimal(totals["unknown"]) / answered > MANY_UNKNOWN
    return {
        **says.heading(survey.agreement),
        "survey_date": chinese.day(survey.surveyed_on),
        "sent": str(survey.sent),
        "returned": str(survey.returned),
        "return_rate": percentage(survey.returned, survey.sent) or words.NOTHING,
        "valid": str(survey.valid),
        "satisfied_rate": percentage(totals["satisfied"] + totals["basic"], answered)
        or words.NOTHING,
        "unknown_rate": percentage(totals["unknown"], answered) or words.NOTHING,
        "weakest": _weakest(rows),
        "unknown_note": NOT_PUBLISHED if is_unknown else "",
        "issue_date": chinese.day(paper.issued_on),
        "items": words.numbered(_row(row) for row in rows),
    }


def latest_rate(agreement: Agreement, *, on: date) -> str:
    """Return how many answers of the last survey up to a day were content, as a percentage."""
    surveys = agreement.satisfaction_set.filter(surveyed_on__lte=on).order_by("surveyed_on", "pk")
    survey = surveys.last()
    totals = survey.totals() if survey else {}
    pleased = totals.get("satisfied", 0) + totals.get("basic", 0)
    return percentage(pleased, sum(totals.values()))


def _row(row: SatisfactionItem) -> dict[str, str]:
    return {
        "item": row.item,
        "satisfied": str(row.satisfied),
        "basic": str(row.basic),
        "dissatisfied": str(row.dissatisfied),
        "unknown": str(row.unknown),
        "rate": percentage(_pleased(row), _answered(row)) or words.NOTHING,
    }


def _weakest(rows: list[SatisfactionItem]) -> str:
    """Return the item with the smallest share of content answers; nothing where all are equal."""
    shares = {row.item: Decimal(_pleased(row)) / _answered(row) for row in rows if _answered(row)}
    if len(set(shares.values())) <= 1:
        return ""
    return min(shares, key=lambda item: shares[item])


def _pleased(row: SatisfactionItem) -> int:
    count: int = row.satisfied + row.basic
    return count


def _answered(row: SatisfactionItem) -> int:
    count: int = row.satisfied + row.basic + row.dissatisfied + row.unknown
    return count

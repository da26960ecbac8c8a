"""The panel that tells why a deadline falls on its day: ``{% why_day row %}``."""

from typing import Any

from django import template

from contracts.deadlines import guesses
from contracts.deadlines.models import Deadline
from workflow.pages import why
from workflow.templatetags.days import not_loaded

register = template.Library()


@register.inclusion_tag("parts/why_day.html", takes_context=True)
def why_day(context: dict[str, Any], row: Deadline) -> dict[str, Any]:
    """Show event, proof, rule, the counted days, the safe and the rolled day."""
    request = context["request"]
    return {
        "request": request,
        "row": row,
        "why": why.reader_for(request, row).why(row),
        "said": why.said(row),
        "history": why.history_of(row),
    }


@register.simple_tag(takes_context=True)
def not_sure(context: dict[str, Any], row: Deadline) -> str:
    """Say beside a deadline that it was counted over a year whose days off are not loaded."""
    return not_loaded(context, guesses.counted_from(row), row.last_day)

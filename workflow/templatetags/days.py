"""Days and lights in templates: ``{% light day %}``, ``{{ day|countdown:site.today }}``."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html

from contracts.deadlines import guesses
from contracts.deadlines.law import calendar
from workflow.pages import days

register = template.Library()


@register.inclusion_tag("parts/light.html", takes_context=True)
def light(context: dict[str, Any], last_day: date | None) -> dict[str, Any]:
    """Show the light of a last day."""
    return {"light": days.light(last_day, _today(context))}


@register.simple_tag(takes_context=True)
def countdown(context: dict[str, Any], last_day: date | None) -> str:
    """Say how long there is still."""
    return days.countdown(last_day, _today(context))


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], value: date | None) -> str:
    """Say a day in words; nothing for no day."""
    return days.day(value, _today(context)) if value else ""


@register.simple_tag(takes_context=True)
def not_loaded(context: dict[str, Any], counted_from: date | None, last_day: date | None) -> str:
    """Say beside a last day that it was counted over a year whose days off are not loaded."""
    if counted_from is None or last_day is None:
        return ""
    request = context["request"]
    if not hasattr(request, "known_days"):
        request.known_days = calendar()
    said = guesses.note(request.known_days.unknown_years(counted_from, last_day))
    return format_html('<span class="tag is-warn">{}，日子可能有出入</span>', said) if said else ""


def _today(context: dict[str, Any]) -> date:
    request = context.get("request")
    return getattr(request, "today", None) or timezone.localdate()

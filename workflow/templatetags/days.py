"""Days and lights in templates: ``{% light day %}``, ``{{ day|countdown:site.today }}``."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone

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


def _today(context: dict[str, Any]) -> date:
    request = context.get("request")
    return getattr(request, "today", None) or timezone.localdate()

"""Codes of the catalogues in words: ``{{ row.code|deadline_title }}``."""

from django import template

from contracts.deadlines.catalogue import title_of as deadline_title_of
from contracts.statutes import rulebook
from contracts.verdicts.catalogue import title_of as rule_title_of

register = template.Library()
UNITS = ((1024 * 1024, "MB"), (1024, "KB"))
REFUSED = "（未通过）"


@register.filter
def deadline_title(code: str) -> str:
    """Say what a deadline is called."""
    return deadline_title_of(code)


@register.filter
def rule_title(rule: str) -> str:
    """Say what a rule asks; a key of a pack has no words of its own."""
    title = rule_title_of(rule)
    return "" if title == rule else title


@register.filter
def place(region: str) -> str:
    """Say what a region is called: 辽宁（LN）; a place without a pack as it is written."""
    pack = rulebook.shipped().packs.get(region)
    return f"{pack.zh}（{region}）" if pack else region


@register.filter
def is_refused(summary: str) -> bool:
    """Test whether a journal entry tells of an attempt that did not pass."""
    return summary.endswith(REFUSED)


@register.filter
def bytes_said(size: int) -> str:
    """Say how big a file is: 84 KB."""
    for unit, name in UNITS:
        if size >= unit:
            return f"{size / unit:.0f} {name}"
    return f"{size} B"

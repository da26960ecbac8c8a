"""The rule book (规则) for everybody signed in: one region as a book, one key over all regions."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, register_converter
from django.views.decorators.http import require_POST, require_safe

from contracts.statutes import comparing, rulebook, wording
from contracts.statutes.comparing import Cell
from contracts.statutes.packfiles import Pack
from contracts.statutes.rulebook import Rulebook
from contracts.statutes.sheets import SheetFaulty
from workflow.inputs import clean
from workflow.pages import calendars, gates, policies, wages
from workflow.pages.gates import actor_of, in_office, only

LONGEST_WORDS = 60
FIRST_FAMILY = "cb"


class RuleKey:
    """A key of the packs: words parted by dots."""

    regex = r"[a-z]+(?:\.[a-z0-9_]+)+"

    def to_python(self, value: str) -> str:
        """Return it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands."""
        return value


@dataclass(slots=True)
class Section:
    """One part of a family with its rules."""

    title: str
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reader of a region's pack must know: what was read, what only advises, what not.

    ``gaps`` are the keys whose local text nobody found, each with the rule that stands in for it.
    """

    pack: Pack
    gaps: list[tuple[str, str]]
    advice: list[Cell]
    own: int

    @property
    def is_partial(self) -> bool:
        """Test whether only some of the region's own rules may stop a step."""
        return bool(self.pack.enforceable != "true")


@in_office
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """Show the rules that hold in a region on a day, searched by words or by family."""
    rules = rulebook.refresh()
    region = request.GET.get("region", "") or _home(request, rules)
    if region not in rules.packs:
        raise Http404
    on = _day(request)
    words = clean(request.GET.get("words", ""))[:LONGEST_WORDS]
    families = wording.words().tables["families"]
    asked = request.GET.get("family", "")
    family = asked if asked in families else "" if words else FIRST_FAMILY
    cells = comparing.in_force(rules, region, on=on)
    shown = [cell for cell in cells if _fits(cell, words, family)]
    return render(
        request,
        "law_book.html",
        {
            "here": "law",
            "region": region,
            "regions": [(code, rules.packs[code].zh) for code in comparing.ordered(rules)],
            "on": on,
            "words": words,
            "family": family,
            "families": families.items(),
            "sections": sections(shown),
            "count": len(shown),
            "standing": standing(rules, region, cells),
            "fault": _fault(request),
            "may_reload": actor_of(request).role in gates.OPERATORS,
        },
    )


def _fits(cell: Cell, words: str, family: str) -> bool:
    rule = cell.rule
    if family and rule.key.partition(".")[0] != family:
        return False
    texts = (rule.key, rule.zh, rule.source, rule.quote, cell.value, *rule.citations)
    return all(any(word.lower() in text.lower() for text in texts) for word in words.split())


def sections(cells: list[Cell]) -> list[Section]:
    """Return the rules by parts of their families, in the order a procedure takes."""
    found: dict[tuple[str, str], Section] = {}
    for cell in cells:
        part = (wording.family(cell.rule.key), wording.group(cell.rule.key))
        found.setdefault(part, Section("：".join(part))).cells.append(cell)
    order = wording.order_of_parts()
    return [found[part] for part in sorted(found, key=order.index)]


def standing(rules: Rulebook, region: str, cells: list[Cell]) -> Standing:
    """Return how far a region's law was read: its gaps, and what only advises there."""
    own = [cell for cell in cells if cell.is_own and not cell.is_gap]
    stand_in = {cell.rule.key: cell.rule.zh for cell in cells if not cell.is_gap}
    return Standing(
        pack=rules.packs[region],
        gaps=[(cell.rule.key, stand_in.get(cell.rule.key, "")) for cell in cells if cell.is_gap],
        advice=[cell for cell in own if not cell.rule.may_block],
        own=len(own),
    )


@in_office
@require_safe
def one(request: HttpRequest, key: str) -> HttpResponse:
    """Show what every region says about one key."""
    rules = rulebook.refresh()
    cells = comparing.across(rules, key)
    if not cells:
        raise Http404
    return render(
        request,
        "law_key.html",
        {
            "here": "law",
            "key": key,
            "title": next((cell.rule.zh for cell in cells if not cell.is_gap), key),
            "family": wording.family(key),
            "group": wording.group(key),
            "cells": cells,
        },
    )


@only(gates.OPERATORS)
@require_POST
def reload(request: HttpRequest) -> HttpResponse:
    """Read the packs again; faulty ones leave the last good ones in use."""
    rulebook.reload()
    if fault := rulebook.shelf().fault:
        messages.error(request, f"规则包有误，仍用上一次的规则包：{fault}")
    else:
        messages.success(request, "规则包已重新读入。")
    return redirect("law")


def _home(request: HttpRequest, rules: Rulebook) -> str:
    """Return the region of the reader's own organisation, else the nation's."""
    office = request.office  # type: ignore[attr-defined]
    region = office.organisation.region if office else "CN"
    return region if region in rules.packs else "CN"


def _day(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today


def _fault(request: HttpRequest) -> SheetFaulty | None:
    """Return what is wrong with the files as they stand, for those who can mend them."""
    is_operator = actor_of(request).role in gates.OPERATORS
    return rulebook.shelf().fault if is_operator else None


register_converter(RuleKey, "rulekey")
urlpatterns = [
    path("law/", book, name="law"),
    path("law/reload/", reload, name="law_reload"),
    *calendars.urlpatterns,
    *wages.urlpatterns,
    *policies.urlpatterns,
    path("law/<rulekey:key>/", one, name="law_key"),
]

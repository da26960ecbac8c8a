"""The congresses (职代会): who has one and where it is stuck; one from its founding on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.congress import queries as records
from contracts.congress import rosters
from contracts.congress.models import Congress
from contracts.parties.references import reference
from workflow.congress.founding_forms import words_of
from workflow.congress.typed import number_in
from workflow.pages import gates, possible, turns
from workflow.pages.gates import actor_of, in_office, only
from workflow.pages.paging import page_of
from workflow.pages.queries import cases
from workflow.pages.queries import founding as queries
from workflow.pages.queries.congress import own_congresses

MOST_WORDS = 100


@only(gates.PARTIES | gates.WATCHERS)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show the own congresses to a party, the firms of the subtree to who watches."""
    actor = actor_of(request)
    if actor.role in gates.PARTIES:
        found = own_congresses()
        start = None if any(not row.is_established for row in found) else possible.to_found(actor)
        context: dict[str, Any] = {"congresses": found, "start": start}
        return render(request, "congresses.html", {"here": "congresses", **context})
    least = request.GET.get("least", "").strip()
    asked = queries.Asked(
        words=request.GET.get("words", "").strip()[:MOST_WORDS],
        state=request.GET.get("state", ""),
        least=number_in(least) if least else None,
    )
    page = page_of(request, queries.firms(actor, asked))
    rows = queries.rows_of(page.rows)
    context = {"page": page, "rows": rows, "asked": asked, "states": queries.STATES}
    return render(request, "congresses_below.html", {"here": "congresses", **context})


@in_office
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one congress: how far it is, whose turn, units, roster, sittings, papers."""
    congress = (
        Congress.objects.filter(pk=pk)
        .select_related("case", "workers_party", "employer_party")
        .first()
    )
    if congress is None:
        raise Http404
    actor, case = actor_of(request), congress.case
    is_party = actor.role in gates.PARTIES
    turn = turns.turn(request, cases.items_open(case), case)
    choices = possible.of_congress(congress, actor)
    context = {
        "here": "congresses",
        "congress": congress,
        "bar": queries.bar(congress),
        "turn": turn,
        "choices": turns.besides(choices, turn, reference(congress)),
        "units": queries.units(congress),
        "may_elect": "congress.elect" in {choice.act for choice in choices},
        "figures": words_of(rosters.figures_of(congress)),
        "roster": queries.roster(congress) if is_party else [],
        "left": queries.left(congress) if is_party else [],
        "elections": list(congress.elections.order_by("-held_on", "-pk")),
        "report": congress.certifications.order_by("pk").last(),
        "notice": congress.notices.order_by("pk").last(),
        "sittings": records.sittings_of(congress),
        "proposals": queries.proposals(congress),
        "deadlines": cases.deadlines(case),
        "papers": list(cases.papers(case)),
        "judgement": cases.judgement(case) if is_party else None,
        "entries": cases.entries(case) if is_party else [],
        "is_party": is_party,
    }
    return render(request, "congress.html", context)

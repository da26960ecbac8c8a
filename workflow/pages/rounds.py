"""The own rounds (我的协商) and the page of one: full for the parties, progress for others."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.bargaining.models import Round
from contracts.parties.actors import Actor
from contracts.parties.references import reference
from contracts.supervision import watch
from workflow.pages import gates, possible, turns
from workflow.pages.gates import actor_of, in_office, only
from workflow.pages.paging import page_of
from workflow.pages.queries import cases, comparing, congress
from workflow.pages.queries import rounds as queries


@only(gates.PARTIES)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show the rounds of the own organisation, the newest first."""
    page = page_of(request, queries.own_rounds())
    return render(
        request,
        "rounds.html",
        {"here": "rounds", "page": page, "start": possible.to_open(actor_of(request))},
    )


@in_office
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one round: everything to its parties, the progress alone to whoever watches."""
    round_ = (
        Round.objects.filter(pk=pk)
        .select_related("case", "workers_party", "employer_party", "previous")
        .first()
    )
    if round_ is None:
        raise Http404
    context = progress_of(request, round_)
    if actor_of(request).role not in gates.PARTIES:
        return render(request, "round_progress.html", context)
    return render(request, "round.html", {**context, **_for_party(request, round_, context)})


def progress_of(request: HttpRequest, round_: Round) -> dict[str, Any]:
    """Return what is progress: stage, whose turn, clocks, agreements' stages, issued papers."""
    case = round_.case
    agreements = cases.agreements(case)
    items = cases.items_open(case)
    return {
        "here": here(actor_of(request)),
        "round": round_,
        "bar": queries.bar(round_, agreements),
        "turn": turns.turn(request, items, case, kind=round_.kind, scope=round_.scope),
        "agreements": [(row, queries.agreement_bar(row)) for row in agreements],
        "deadlines": cases.deadlines(case),
        "papers": list(cases.papers(case)),
        "signs": list(watch.open_signs(case)),
        "signs_are_own": actor_of(request).role in gates.PARTIES,
    }


def _for_party(request: HttpRequest, round_: Round, context: dict[str, Any]) -> dict[str, Any]:
    actor = actor_of(request)
    choices = possible.for_round(round_, actor)
    return {
        "choices": turns.besides(choices, context["turn"], reference(round_)),
        "judgement": cases.judgement(round_.case),
        "entries": cases.entries(round_.case),
        "talks": queries.talks(round_),
        "own": queries.own(round_, actor),
        "sittings": congress.sittings_about([row for row, _ in context["agreements"]]),
        "comparisons": [
            each for row, _ in context["agreements"] for each in comparing.comparisons(row, actor)
        ],
    }


def here(actor: Actor) -> str:
    """Return the entry of the menu under which a round stands for this actor."""
    if actor.role in gates.WATCHERS:
        return "federation"
    return "filings" if actor.role in gates.LABOUR else "rounds"

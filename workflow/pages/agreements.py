"""The page of one agreement: where it stands, whose turn, its text, votes, papers and checks."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.agreements.models import Agreement, Stage
from contracts.parties.references import reference
from contracts.supervision import watch
from workflow import access
from workflow.pages import gates, possible, turns
from workflow.pages.gates import actor_of, in_office
from workflow.pages.queries import agreements as queries
from workflow.pages.queries import cases, comparing, congress
from workflow.pages.queries.rounds import agreement_bar
from workflow.pages.rounds import here


@in_office
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one agreement: everything to its parties, progress and concluded text to who watches."""
    agreement = (
        Agreement.objects.filter(pk=pk)
        .select_related("case", "workers_party", "employer_party")
        .first()
    )
    if agreement is None:
        raise Http404
    context = _progress(request, agreement)
    if actor_of(request).role in gates.PARTIES:
        context.update(_for_party(request, agreement, context))
    return render(request, "agreement.html", context)


def _progress(request: HttpRequest, agreement: Agreement) -> dict[str, Any]:
    case = agreement.case
    name = reference(agreement)
    items = [item for item in cases.items_open(case) if item.subject == name]
    related = queries.references_of(agreement)
    return {
        "here": here(actor_of(request)),
        "agreement": agreement,
        "round": cases.round_of(case),
        "bar": agreement_bar(agreement),
        "turn": turns.turn(request, items, case, kind=agreement.kind, scope=agreement.scope),
        "deadlines": [row for row in cases.deadlines(case) if row.subject in related],
        "papers": queries.papers_of(agreement, related),
        "text": queries.text_of(agreement),
        "life": queries.life_of(agreement),
        "signs": list(watch.open_signs(case).filter(subject=name)),
        "signs_are_own": actor_of(request).role in gates.PARTIES,
        "comparisons": comparing.comparisons(agreement, actor_of(request)),
        "can_read_back": _can_read_back(request, agreement),
    }


def _can_read_back(request: HttpRequest, agreement: Agreement) -> bool:
    """Test whether the actor may take an edited Word draft over in place of this one."""
    is_open = agreement.concluded_on is None and agreement.superseded_on is None
    may = actor_of(request).role in access.roles_for("agreements.draft")
    return may and is_open and not agreement.is_standing


def _for_party(
    request: HttpRequest,
    agreement: Agreement,
    context: dict[str, Any],
) -> dict[str, Any]:
    actor = actor_of(request)
    name = reference(agreement)
    choices = possible.for_agreement(agreement, actor)
    choices += queries.callable_congresses(agreement, actor)
    return {
        "choices": turns.besides(choices, context["turn"], name),
        "judgement": cases.judgement(agreement.case, queries.references_of(agreement)),
        "sittings": congress.sittings_about([agreement]),
        "signing": agreement.stage not in {Stage.DRAFT, Stage.VOTE},
    }

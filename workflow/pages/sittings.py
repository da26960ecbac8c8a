"""The page of one sitting of the congress: notice, quorum in words, votes, papers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.congress import boards, standing
from contracts.congress.choices import SittingStage
from contracts.congress.models import Sitting
from contracts.congress.queries import presidium_of
from contracts.parties.references import reference
from workflow.pages import gates, polls, possible, turns
from workflow.pages.gates import actor_of, in_office
from workflow.pages.queries import cases
from workflow.pages.queries.congress import agreements_before, records_of, with_ballots
from workflow.pages.rounds import here

VOTING = {SittingStage.SESSION, SittingStage.VOTE}


@in_office
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one sitting; numbers only, nobody's vote."""
    sitting = with_ballots(Sitting.objects.filter(pk=pk)).first()
    if sitting is None:
        raise Http404
    actor = actor_of(request)
    case = sitting.case
    names = {reference(sitting), *(reference(record) for record in records_of(sitting))}
    items = [item for item in cases.items_open(case) if item.subject in names]
    turn = turns.turn(request, items, case)
    is_party = actor.role in gates.PARTIES
    choices = possible.for_sitting(sitting, actor) if is_party else []
    return render(
        request,
        "sitting.html",
        {
            "here": here(actor),
            "sitting": sitting,
            "agreements": agreements_before(sitting),
            "presidium": presidium_of(sitting),
            "polls": sitting.polls.order_by("pk"),
            "may_poll": sitting.stage in VOTING and actor.role in polls.UNION,
            "may_list": actor.role in polls.UNION and sitting.superseded_on is None,
            "board": boards.standing(sitting.congress) if is_party else None,
            "group_notes": sitting.group_notes.order_by("pk"),
            "committees": standing.committee_of(sitting.congress),
            "joint": [*sitting.joint_reports.order_by("held_on", "pk")]
            or (standing.unreported(sitting.congress) if sitting.held_on is None else []),
            "turn": turn,
            "choices": turns.besides(choices, turn, reference(sitting)),
            "deadlines": [row for row in cases.deadlines(case) if row.subject in names],
            "papers": [paper for paper in cases.papers(case) if paper.record in names],
            "judgement": cases.judgement(case, sorted(names)) if is_party else None,
        },
    )

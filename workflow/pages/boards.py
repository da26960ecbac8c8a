"""The firm's open page (厂务公开网页), for any worker who has its address: no login, no names."""

from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contracts.congress import boards
from contracts.congress.models import Congress, NoticeBoard
from contracts.documents import store
from contracts.documents.models import Paper
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.references import reference
from contracts.supervision.models import Disclosure
from workflow.pages import gates, papers
from workflow.pages.gates import only
from workflow.pages.queries.congress import with_ballots

CODES = ("disclosure_catalogue", "disclosure_sheet", "congress_announcement", "congress_resolution")
MOST = 30


def _board(token: str) -> NoticeBoard:
    board = NoticeBoard.addressed(token)
    if board is None:
        raise Http404
    return board


@never_cache
@require_safe
def board(request: HttpRequest, token: str) -> HttpResponse:
    """Show the catalogue, what was laid open, and the sittings whose resolutions can be read."""
    found = _board(token)
    with acting_as(SYSTEM):
        sheets = list(_sheets(found.congress))
        context = {
            "board": found,
            "plan": boards.plan_on(found.congress),
            "sheets": [(sheet, _papers(found.congress, [sheet])) for sheet in sheets],
            "sittings": list(boards.announced(found.congress)[:MOST]),
        }
        return render(request, "board.html", context)


@never_cache
@require_safe
def announcement(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Tell what a closed sitting resolved: who came in numbers, and each vote in one line."""
    found = _board(token)
    with acting_as(SYSTEM):
        rows = boards.announced(found.congress).filter(pk=pk)
        sitting = with_ballots(rows).first()
        if sitting is None:
            raise Http404
        records: list[Any] = [sitting, *sitting.ballots.all()]
        context = {
            "board": found,
            "sitting": sitting,
            "papers": _papers(found.congress, records),
        }
        return render(request, "board_sitting.html", context)


@never_cache
@require_safe
def paper(request: HttpRequest, token: str, pk: int) -> HttpResponse:  # noqa: ARG001 -- a view
    """Hand out one of the papers that are open to all workers, to be looked at."""
    found = _board(token)
    with acting_as(SYSTEM):
        about: list[Any] = [*_sheets(found.congress), boards.plan_on(found.congress)]
        for sitting in with_ballots(boards.announced(found.congress)):
            about += [sitting, *sitting.ballots.all()]
        asked = next((each for each in _papers(found.congress, about) if each.pk == pk), None)
        stored = asked.files.filter(format="pdf").first() if asked else None
        if asked is None or stored is None:
            raise Http404
        name, content = papers.name_of(asked, "pdf"), store.get(stored.sha256)
    return papers.attached(content, name, papers.TYPES["pdf"], is_look=True)


def _sheets(congress: Congress) -> list[Disclosure]:
    """Return what the firm of the congress laid open, the latest first."""
    if congress.employer_party_id is None:
        return []
    rows = Disclosure.objects.filter(discloser=congress.employer_party_id)
    return list(rows.order_by("-disclosed_on", "-pk")[:MOST])


def _papers(congress: Congress, records: list[Any]) -> list[Paper]:
    """Return the open papers of these records."""
    names = [reference(record) for record in records if record is not None]
    rows = Paper.objects.filter(
        record__in=names, code__in=CODES, is_void=False, employer_party=congress.employer_party_id
    )
    return list(rows.order_by("pk"))


@only(gates.PARTIES)
@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the address of the page as a poster to print and pin up."""
    congress = Congress.objects.filter(pk=pk).first()
    found = boards.standing(congress) if congress else None
    if congress is None or found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("board", args=[found.token]))
    code = segno.make(address, error="m").svg_inline(scale=7, border=2)
    context = {"here": "rounds", "congress": congress, "address": address, "qr": code}
    return render(request, "board_poster.html", context)

"""Who is asked to a sitting: the chair's list, the cards to print, and a delegate's own page.

A delegate's page opens by a link nobody can guess and names nobody. Opening it records nothing,
since chat programs look at links; a button says that the papers came. Who is there is recorded by
a steward of the union who scans the delegate's code in the hall, so that nobody signs in from home.
"""

import secrets
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contracts.congress import attendance
from contracts.congress.models import Invitation, Sitting
from contracts.documents import store
from contracts.documents.models import Paper
from contracts.documents.verification import TEXTS
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.references import reference
from workflow import door
from workflow.pages import papers
from workflow.pages.gates import actor_of, only
from workflow.pages.polls import UNION
from workflow.pages.queries.congress import agreements_before

OF_SITTING = {"congress_notice", "congress_agenda"}


@only(UNION)
@require_safe
def roll(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has the papers, who is there, and how many are missing to the quorum."""
    sitting = _sitting(pk)
    rows = list(attendance.of(sitting))
    context = {
        "here": "rounds",
        "sitting": sitting,
        "rows": rows,
        "delivered": sum(row.delivered_on is not None for row in rows),
        "counted": attendance.counted(sitting) if rows else "",
        "about": reference(sitting),
    }
    return render(request, "attendance.html", context)


@only(UNION)
@never_cache
@require_safe
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one card for each delegate, to be cut and handed out with the notice."""
    sitting = _sitting(pk)
    made = [(row, _qr(request, row)) for row in attendance.of(sitting)]
    context = {"here": "rounds", "sitting": sitting, "cards": made}
    return render(request, "attendance_cards.html", context)


def _sitting(pk: int) -> Sitting:
    sitting = Sitting.objects.select_related("congress", "case").filter(pk=pk).first()
    if sitting is None:
        raise Http404
    return sitting


def _qr(request: HttpRequest, row: Invitation) -> str:
    address = request.build_absolute_uri(reverse("invitation", args=[row.token]))
    return segno.make(address, error="m").svg_inline(scale=2.4, border=1)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show a delegate the papers; record that they came, or, for a steward, that he is there."""
    row = _addressed(token)
    steward = _is_steward(request, row)
    refusals: list[Any] = []
    if request.method == "POST":
        act = "congress.sign_in" if "sign_in" in request.POST else "congress.read_papers"
        if act == "congress.sign_in" and not steward:
            raise Http404
        receipt = _record(request, row, act)
        if receipt.ok:
            messages.success(request, "已登记，谢谢。")
            return redirect("invitation", token)
        refusals = receipt.blocks
        row = _addressed(token)
    context = {
        "row": row,
        "sitting": row.sitting,
        "papers": _readable(row.sitting),
        "steward": steward,
        "key": secrets.token_urlsafe(16),
        "refusals": refusals,
    }
    return render(request, "invitation.html", context, status=422 if refusals else 200)


def _addressed(token: str) -> Invitation:
    row = Invitation.addressed(token)
    if row is None or row.sitting.superseded_on is not None:
        raise Http404
    return row


def _is_steward(request: HttpRequest, row: Invitation) -> bool:
    """Test whether the reader is of the union that called the sitting."""
    return actor_of(request).role in UNION and Sitting.objects.filter(pk=row.sitting_id).exists()


def _record(request: HttpRequest, row: Invitation, act: str) -> door.Receipt:
    on = request.today  # type: ignore[attr-defined]
    if act == "congress.read_papers":
        return door.perform(act, actor=SYSTEM, on=on, to=row)
    data = {"names": [str(row)], "means": "code"}
    return door.perform(
        act, actor=actor_of(request), on=on, to=row.sitting, data=data,
        key=request.POST.get("_key", "")[:64],
    )  # fmt: skip


def _readable(sitting: Sitting) -> list[Paper]:
    """Return what a delegate reads before the sitting: its notice, and the drafts voted on."""
    with acting_as(SYSTEM):
        drafts = {reference(draft) for draft in agreements_before(sitting)}
        own = Paper.objects.filter(record=reference(sitting), code__in=OF_SITTING, is_void=False)
        texts = Paper.objects.filter(record__in=drafts, code__in=TEXTS, is_void=False)
        latest = {(paper.record, paper.code): paper for paper in (own | texts).order_by("pk")}
        return list(latest.values())


@never_cache
@require_safe
def paper(request: HttpRequest, token: str, pk: int) -> HttpResponse:  # noqa: ARG001 -- a view
    """Hand out one of a delegate's papers, to be looked at."""
    row = _addressed(token)
    found = next((each for each in _readable(row.sitting) if each.pk == pk), None)
    with acting_as(SYSTEM):
        stored = found.files.filter(format="pdf").first() if found else None
    if found is None or stored is None:
        raise Http404
    name, content = papers.name_of(found, "pdf"), store.get(stored.sha256)
    return papers.attached(content, name, papers.TYPES["pdf"], is_look=True)

"""The case file (卷宗) in one click: ask, watch, download; for the side that asked alone."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from contracts.documents import store
from contracts.documents.models import Archive
from contracts.parties.choices import Role
from contracts.parties.models import Case, Office
from workflow.jobs import archives as jobs
from workflow.pages import gates
from workflow.pages.gates import only
from workflow.pages.papers import attached, file_name

SIDES = gates.PARTIES - {Role.RECORDER}
TYPES = {"pdf": "application/pdf", "zip": "application/zip"}


@only(SIDES)
@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the file of a case of the own organisation."""
    case = Case.objects.filter(pk=pk).first()
    if case is None:
        raise Http404
    office: Office = request.office  # type: ignore[attr-defined]
    today: date = request.today  # type: ignore[attr-defined]
    return redirect("archive", jobs.ask(case, office=office, on=today).pk)


@only(SIDES)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far it is; the page loads itself again until it is done."""
    found = _found(pk)
    return render(request, "archive.html", {"here": "rounds", "archive": found})


@only(SIDES)
@require_safe
def file(
    request: HttpRequest,  # noqa: ARG001 -- a view
    pk: int,
    kind: str,
) -> HttpResponse:
    """Hand out the volume or the ZIP."""
    found = _found(pk)
    sha256 = {"pdf": found.pdf_sha256, "zip": found.zip_sha256}.get(kind, "")
    if not sha256:
        raise Http404
    name = file_name(f"卷宗_{found.case.title}_{found.asked_on:%Y%m%d}", kind)
    return attached(store.get(sha256), name, TYPES[kind])


def _found(pk: int) -> Archive:
    found: Archive | None = Archive.objects.select_related("case").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

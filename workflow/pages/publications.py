"""The public version of a contract: ask for it, look through what was masked, confirm, download."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from contracts.agreements.models import Agreement
from contracts.documents import store
from contracts.documents.declaration import declarations
from contracts.documents.models import Paper, PublicText
from contracts.documents.verification import TEXTS
from contracts.parties.references import reference
from workflow.jobs import publications as jobs
from workflow.pages import gates
from workflow.pages.archives import SIDES
from workflow.pages.gates import actor_of, only
from workflow.pages.papers import TYPES, attached, file_name

CONTRACTS = TEXTS - {"signature_page"}


@only(SIDES)
@never_cache
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the public version of an agreement is, and what was masked in it."""
    agreement = _agreement(pk)
    paper = _text_of(agreement)
    row = PublicText.objects.filter(paper=paper).first() if paper else None
    context = {"here": "rounds", "agreement": agreement, "paper": paper, "public": row}
    return render(request, "public_text.html", context)


@only(SIDES)
@require_POST
def do(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Ask for it, or confirm that it was looked through."""
    paper = _text_of(_agreement(pk))
    if paper is None or what not in {"ask", "confirm"}:
        raise Http404
    today: date = request.today  # type: ignore[attr-defined]
    if what == "ask":
        jobs.ask(paper, on=today)
    elif not request.POST.get("sure"):
        messages.error(request, "请先逐项看过，再勾选“已逐项看过”，然后确认。")
    else:
        waiting = PublicText.objects.filter(paper=paper, state=PublicText.State.CHECKED)
        waiting.update(
            state=PublicText.State.CONFIRMED,
            confirmed_by=actor_of(request).name,
            confirmed_on=today,
        )
    return redirect("public_text", pk)


@only(gates.PARTIES)
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:  # noqa: ARG001 -- a view
    """Hand out a confirmed public version."""
    agreement = _agreement(pk)
    paper = _text_of(agreement)
    row = PublicText.objects.filter(paper=paper, state=PublicText.State.CONFIRMED).first()
    sha256 = {"docx": row.docx_sha256, "pdf": row.pdf_sha256}.get(kind, "") if row else ""
    if not sha256:
        raise Http404
    return attached(store.get(sha256), file_name(f"{agreement.title}_公开版", kind), TYPES[kind])


def _agreement(pk: int) -> Agreement:
    found: Agreement | None = Agreement.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _text_of(agreement: Agreement) -> Paper | None:
    """Return the newest text of a concluded agreement that was issued with files."""
    codes = CONTRACTS & set(declarations())
    if agreement.concluded_on is None:
        return None
    texts = Paper.objects.filter(record=reference(agreement), code__in=codes, is_void=False)
    return texts.exclude(template_sha256="").order_by("-pk").first()

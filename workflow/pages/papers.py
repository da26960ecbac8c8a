"""Papers (文书): the own list, the preview, and the files themselves through a checked view."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contracts.documents import store
from contracts.documents.declaration import Declaration, declarations
from contracts.documents.models import Paper, PaperFile, Scan, SignedVersion
from workflow.pages import gates
from workflow.pages.gates import actor_of, in_office, only
from workflow.pages.paging import page_of
from workflow.pages.queries import papers as queries

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
FORMAT_WORDS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
READERS = gates.PARTIES | gates.WATCHERS | gates.LABOUR
UNSAFE = '\\/:*?"<>|\r\n\t'


@only(READERS)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Show the papers the actor may know of; filtered by words, kind and state."""
    asked = {name: request.GET.get(name, "").strip() for name in ("words", "code", "state")}
    page = page_of(request, queries.listed(**asked))
    return render(
        request,
        "papers.html",
        {
            "here": "papers",
            "page": page,
            "asked": asked,
            "kinds": queries.kinds(),
            "may_scan": bool(actor_of(request).side),
        },
    )


@in_office
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one paper: its facts, its files, and how far they are."""
    paper = queries.find(pk)
    if paper is None:
        raise Http404
    is_readable = paper.is_readable_by(actor_of(request))
    context: dict[str, Any] = {"here": "papers", "paper": paper, "is_readable": is_readable}
    if is_readable:
        declaration = declarations().get(paper.code)
        context["files"] = files_of(paper)
        context["lines"] = list(lines_of(paper, declaration))
        context["tables"] = list(tables_of(paper, declaration))
        context["signed"] = SignedVersion.objects.filter(paper=paper).order_by("position")
        context["scans"] = Scan.objects.filter(paper=paper).order_by("pk")
    template = "parts/paper_state.html" if getattr(request, "htmx", False) else "paper.html"
    return render(request, template, context)


@in_office
@require_safe
def file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Hand out one file of a paper: as a download, or a PDF for looking at (``?look=1``)."""
    paper = queries.find(pk)
    stored = paper.files.filter(format=kind).first() if paper else None
    if paper is None or stored is None or not paper.is_readable_by(actor_of(request)):
        raise Http404
    is_look = kind == "pdf" and request.GET.get("look") == "1"
    return attached(store.get(stored.sha256), name_of(paper, kind), TYPES[kind], is_look=is_look)


def attached(content: bytes, name: str, kind: str, *, is_look: bool = False) -> HttpResponse:
    """Hand out bytes as a download (or to look at) that no browser takes for something else."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition(name, is_look=is_look)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def name_of(paper: Paper, kind: str) -> str:
    """Return the file name 单位_文书_日期, without what no file system likes."""
    void = "（作废）" if paper.is_void else ""
    return file_name(f"{paper.issuer.name}_{paper.title}{void}_{paper.issued_on:%Y%m%d}", kind)


def file_name(name: str, kind: str) -> str:
    """Return a name for a file without what no file system likes, of bearable length."""
    return "".join("_" if mark in UNSAFE else mark for mark in name)[:120] + f".{kind}"


def disposition(name: str, *, is_look: bool) -> str:
    """Return the header: a plain name for old programs, the Chinese one for others (RFC 5987)."""
    how = "inline" if is_look else "attachment"
    kind = name.rpartition(".")[2]
    return f"{how}; filename=\"document.{kind}\"; filename*=UTF-8''{quote(name, safe='')}"


@dataclass(frozen=True, slots=True)
class FileLink:
    """One file to download."""

    kind: str
    words: str
    size: int


def files_of(paper: Paper) -> list[FileLink]:
    """Return the files of a paper that are there."""
    rows = PaperFile.objects.filter(paper=paper).order_by("pk")
    return [FileLink(row.format, FORMAT_WORDS[row.format], row.size) for row in rows]


def lines_of(paper: Paper, declaration: Declaration | None) -> Iterator[tuple[str, str]]:
    """Return the facts of a paper as (label, words), in the order the catalogue declares them."""
    labels = {field.name: field.label for field in declaration.fields} if declaration else {}
    for name, label in labels.items():
        value = paper.facts.get(name)
        if isinstance(value, str | int) and str(value).strip():
            yield label, str(value)
        elif isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            yield label, "\n".join(value)


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of a paper: its labels and rows."""

    title: str
    heads: list[str]
    rows: list[list[str]]


def tables_of(paper: Paper, declaration: Declaration | None) -> Iterator[FactTable]:
    """Return the tables of a paper's facts, as declared."""
    for table in declaration.tables if declaration else ():
        rows = paper.facts.get(table.name)
        if not isinstance(rows, list) or not rows:
            continue
        cells = [
            [str(row.get(column.name, "")) for column in table.columns]
            for row in rows
            if isinstance(row, dict)
        ]
        yield FactTable(table.label, [column.label for column in table.columns], cells)

"""The contact sheet (文书样张): every paper of the catalogue with its first page, for review."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from contracts.documents import contact_sheet, template_choice
from contracts.documents.contact_sheet import PICTURE, Look
from contracts.documents.declaration import Declaration, declarations
from workflow.pages.gates import TEMPLATE_READERS, only
from workflow.pages.papers import FORMAT_WORDS, TYPES
from workflow.pages.queries.templates import CONCEPTS
from workflow.pages.templates import download

PRIORITIES = {"core": "核心", "standard": "常用", "optional": "选用"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of the sheet."""

    declared: Declaration
    look: Look
    is_laid: bool
    is_stale: bool

    @property
    def priority(self) -> str:
        """Return how often the paper is used, in words."""
        return PRIORITIES.get(self.declared.priority, self.declared.priority)

    @property
    def formats(self) -> str:
        """Return the formats the paper is handed out in."""
        return "、".join(FORMAT_WORDS[name] for name in self.declared.formats)

    @property
    def samples(self) -> list[tuple[str, str]]:
        """Return the sample files to open: name and words."""
        return [
            (f"{self.look.code}.{kind}", words)
            for kind, words in FORMAT_WORDS.items()
            if kind in self.look.files
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """The papers of one concept."""

    title: str
    entries: list[Entry]


@only(TEMPLATE_READERS)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """Show all papers by concept: laid out or not, formats, pages, first page, samples to open."""
    entries = _entries(settings.CONTACT_SHEET_DIR)
    groups = [
        Group(title, [entry for entry in entries if entry.declared.concept == concept])
        for concept, title in CONCEPTS.items()
    ]
    context = {
        "here": "templates",
        "groups": groups,
        "total": len(entries),
        "laid": sum(entry.is_laid for entry in entries),
        "printed": sum(bool(entry.look.files) for entry in entries),
        "stale": sum(entry.is_stale for entry in entries),
    }
    return render(request, "contact_sheet.html", context)


@only(TEMPLATE_READERS)
@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out a sample of a paper (``offer_letter.pdf``), or the picture of its first page."""
    del request
    code, _, kind = name.partition(".")
    folder = settings.CONTACT_SHEET_DIR
    look = contact_sheet.read(folder).get(code)
    if look is None or kind not in look.files or code not in declarations():
        raise Http404
    data = (folder / f"{code}.{kind}").read_bytes()
    shown = f"样张_{declarations()[code].title}.{kind}"
    is_look = kind in {"pdf", PICTURE}
    return download(data, shown, TYPES.get(kind, "image/png"), is_look=is_look)


def _entries(folder: Path) -> list[Entry]:
    looks = contact_sheet.read(folder)
    found = []
    for code, declared in declarations().items():
        look = looks.get(code, Look(code))
        is_stale = bool(look.files) and contact_sheet.is_stale(look)
        found.append(Entry(declared, look, bool(template_choice.shipped(code)), is_stale))
    return found


urlpatterns = [
    path("templates/sheet/", sheet, name="template_sheet"),
    path("templates/sheet/<str:name>", sample, name="template_sample"),
]

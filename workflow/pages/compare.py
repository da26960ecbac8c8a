"""Compare versions of a contract (redline), and read an edited Word draft back (readback).

Both sides see the shared drafts; those above see a text once it is concluded. An uploaded file is
read within limits and kept nowhere: what is taken over goes through the form of a draft.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from contracts.agreements.clauses import values_of
from contracts.agreements.models import Agreement
from contracts.agreements.wordings import document_of
from contracts.bargaining.models import Round
from contracts.documents import package, readback, readback_takeover, redline, tracked
from contracts.documents.readback_takeover import Takeover
from contracts.documents.reasons import PackageRefused
from contracts.parties.references import reference
from workflow import access
from workflow.agreements.draft_forms import DraftForm
from workflow.inputs import Line
from workflow.pages.gates import actor_of, in_office
from workflow.pages.papers import TYPES, attached, file_name
from workflow.pages.queries import comparing
from workflow.pages.queries.cases import round_of
from workflow.pages.rounds import here

DRAFT = "agreements.draft"
#: More rows of one list than this do not fit into the form of a draft.
MOST_ROWS = 100
TOO_MANY = "文件里的新条款或表格行太多，不像是这份草案改出来的；请核对选的文件"
NOT_MADE = "系统里这一稿的 Word 文件还在生成，请过一会儿再上传。"


@in_office
@require_safe
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show what differs between an agreement and another version of it, clause by clause."""
    new, old = _two(request, pk, other)
    actor = actor_of(request)
    found = redline.compare(old, new)
    context = {
        "here": here(actor),
        "new": new,
        "old": old,
        "redline": found,
        "changed": found.count(redline.CHANGED),
        "added": found.count(redline.ADDED),
        "removed": found.count(redline.REMOVED),
        "has_files": all(comparing.word_text(each, actor) for each in (old, new)),
    }
    return render(request, "compare.html", context)


@in_office
@require_safe
def compare_file(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Hand out both versions as one Word file with tracked changes, made from the stored files."""
    new, old = _two(request, pk, other)
    actor = actor_of(request)
    before, after = comparing.word_text(old, actor), comparing.word_text(new, actor)
    if before is None or after is None:
        raise Http404
    try:
        made = tracked.tracked(before.data, after.data, author=after.side, on=after.issued_at)
    except PackageRefused:
        raise Http404 from None
    name = file_name(f"{new.title}_修订对照_{after.issued_at:%Y%m%d}", "docx")
    return attached(made, name, TYPES["docx"])


def _two(request: HttpRequest, pk: int, other: int) -> tuple[Agreement, Agreement]:
    """Return both versions; what the actor may not read, or is no version of it, is not there."""
    actor = actor_of(request)
    new, old = comparing.find(pk), comparing.find(other)
    if new is None or old is None or not comparing.are_comparable(old, new):
        raise Http404
    if not all(comparing.is_readable(each, actor) for each in (new, old)):
        raise Http404
    return new, old


# ------------------------------------------------------------------------------ reading back


class EditedForm(forms.Form):
    """An edited Word draft to be read back."""

    file = forms.FileField(
        label="改过的 Word 文件（.docx）",
        allow_empty_file=True,
        error_messages={"required": "请选择改过的 .docx 文件。"},
        help_text="有没有用“修订”都可以。旧版 .doc 请先在 Word 或 WPS 里另存为 .docx。",
    )
    sender = Line(
        label="谁改的", longest=60, required=False, help_text="例如“企业方法务”，只显示在这一页上。"
    )

    def clean_file(self) -> readback.Edited:
        """Return what the file says.

        :raises ValidationError: if it is no Word file we open; the text says what to do instead.
        """
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            return readback.read(upload.read(package.MOST_PACKED + 1))
        except PackageRefused as refused:
            raise forms.ValidationError(str(refused)) from refused


class TakenOver(DraftForm):
    """The form of a draft as an edited file fills it in; it is shown, then sent as any other."""

    def __init__(self, *args: Any, taken: Takeover, **kwargs: Any) -> None:
        self.taken = taken
        super().__init__(*args, **kwargs)

    @cached_property
    def first_values(self) -> dict[str, Any]:
        """Return the clauses of the edited file."""
        return self.taken.values

    def _first_day_values(self) -> dict[str, Any]:
        term = {"term_from": self.taken.term_from, "term_to": self.taken.term_to}
        return {**super()._first_day_values(), **term}

    def rows_for(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Return the rows of the edited file."""
        return self.taken.grades if name == "grades" else super().rows_for(name)

    def sent(self) -> Iterator[tuple[str, str]]:
        """Return every field as a browser would send it."""
        for name in self.fields:
            yield from _as_sent(self[name])
        for rows in self.tables.values():
            yield rows.count_name, str(rows.count)
            for row in rows:
                for field in row:
                    yield from _as_sent(field)


def _as_sent(field: BoundField) -> Iterator[tuple[str, str]]:
    value = field.field.widget.format_value(field.value())
    for each in value if isinstance(value, list) else [value]:
        if each not in (None, "", False):
            yield field.html_name, str(each)


@in_office
@require_http_methods(["GET", "HEAD", "POST"])
def read_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for an edited Word draft; show what it changes, and offer it as the next draft."""
    agreement, round_ = _draft(request, pk)
    context: dict[str, Any] = {
        "here": here(actor_of(request)),
        "agreement": agreement,
        "form": EditedForm(),
    }
    stored = comparing.word_text(agreement, actor_of(request))
    if request.method != "POST":
        return render(request, "readback.html", {**context, "is_made": stored is not None})
    form = EditedForm(request.POST, request.FILES)
    if stored is None:
        form.add_error(None, NOT_MADE)
    if stored is None or not form.is_valid():
        context |= {"form": form, "is_made": stored is not None}
        return render(request, "readback.html", context, status=422)
    taken = _taken(agreement, readback.read(stored.data), form.cleaned_data["file"])
    if taken.longest_list > MOST_ROWS:
        form.add_error(None, f"{TOO_MANY}（{taken.longest_list}行，最多{MOST_ROWS}行）。")
        context |= {"form": form, "is_made": True}
        return render(request, "readback.html", context, status=422)
    draft = TakenOver(
        subject=round_,
        actor=actor_of(request),
        today=request.today,  # type: ignore[attr-defined]
        taken=taken,
        initial={"kind": agreement.kind},
    )
    context |= {
        "taken": taken,
        "sender": form.cleaned_data["sender"],
        "sent": list(draft.sent()),
        "address": reverse("act", args=[DRAFT, reference(round_)]),
    }
    return render(request, "readback_found.html", context)


def _draft(request: HttpRequest, pk: int) -> tuple[Agreement, Round]:
    """Return a draft that may still be replaced, and its round, to who may write drafts."""
    agreement = comparing.find(pk)
    if agreement is None or actor_of(request).role not in access.roles_for(DRAFT):
        raise Http404
    round_ = round_of(agreement.case)
    is_open = agreement.concluded_on is None and agreement.superseded_on is None
    if round_ is None or not is_open or agreement.is_standing:
        raise Http404
    return agreement, round_


def _taken(agreement: Agreement, base: readback.Edited, edited: readback.Edited) -> Takeover:
    grades = agreement.grade_set.order_by("position", "pk")
    into = Takeover(
        document=document_of(agreement.kind, is_area=agreement.is_area),
        values=values_of(agreement),
        grades=[dict(row) for row in grades.values("post", "headcount", "before", "after")],
        term_from=agreement.term_from,
        term_to=agreement.term_to,
    )
    return readback_takeover.take_over(base, edited, into)

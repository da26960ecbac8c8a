"""One version of a template (模板版本): trial print beside the old one, approval, withdrawal."""

import re
from datetime import date
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from contracts.documents import store, template_versions
from contracts.documents.declaration import declarations
from contracts.documents.template_models import TemplateTrial, TemplateVersion
from contracts.parties.models import Organisation
from contracts.verdicts.verdict import Refused
from workflow.inputs import Day, Words
from workflow.jobs import trials
from workflow.pages import gates
from workflow.pages.gates import actor_of
from workflow.pages.queries import templates as queries
from workflow.pages.templates import WORD, download, seated

PDF = "application/pdf"
#: The files of a version by the name in the address: where the hash stands, what it is called.
FILES = {
    "template.docx": ("sha256", WORD, "模板"),
    "new.docx": ("new_docx", WORD, "新模板试印"),
    "new.pdf": ("new_pdf", PDF, "新模板试印"),
    "old.docx": ("old_docx", WORD, "原模板试印"),
    "old.pdf": ("old_pdf", PDF, "原模板试印"),
}
PICTURE = re.compile(r"(new|old)-([1-9][0-9]?)\.png")
State = TemplateVersion.State


class ApproveForm(forms.Form):
    """From when the version is printed on."""

    valid_from = Day(label="启用日", help_text="从这一天起签发的文书用这一版；以前签发的不变。")


class WithdrawForm(forms.Form):
    """Why a version is taken out of use."""

    reason = Words(
        label="撤下的原因", longest=1000, help_text="撤下后改用上一个有效的模板；已签发的文书不变。"
    )


def _find(federation: Organisation, pk: int) -> TemplateVersion:
    version = queries.find(federation, pk)
    if version is None:
        raise Http404
    return version


def _own(federation: Organisation, pk: int) -> TemplateVersion:
    """Return a version the federation decides on: one for its own place or below."""
    version = _find(federation, pk)
    if not version.path.startswith(federation.path):
        raise Http404
    return version


@seated(gates.TEMPLATE_READERS)
@require_safe
def one(request: HttpRequest, pk: int, federation: Organisation) -> HttpResponse:
    """Show a version: how far it is, its trial print beside the old one, what may be done."""
    return _page(request, _find(federation, pk), federation)


def _page(
    request: HttpRequest,
    version: TemplateVersion,
    federation: Organisation,
    *,
    approving: ApproveForm | None = None,
    withdrawing: WithdrawForm | None = None,
) -> HttpResponse:
    today: date = request.today  # type: ignore[attr-defined]
    actor, trial = actor_of(request), TemplateTrial.objects.get(version=version)
    is_own = version.path.startswith(federation.path)
    context: dict[str, Any] = {
        "here": "templates",
        "version": version,
        "declared": declarations().get(version.code),
        "trial": trial,
        "steps": TemplateTrial.STEPS,
        "sheets": list(zip_longest(_addresses(trial, "old"), _addresses(trial, "new"))),
        "is_uploader": actor.account_id == version.uploader,
        "may_approve": is_own and version.state == State.TRIAL,
        "may_withdraw": is_own and version.state != State.WITHDRAWN,
        "may_retry": is_own and trial.state == TemplateTrial.State.FAILED,
        "approving": approving
        or ApproveForm(initial={"valid_from": max(version.valid_from, today)}),
        "withdrawing": withdrawing or WithdrawForm(),
    }
    if getattr(request, "htmx", False) and trial.state != TemplateTrial.State.WAITING:
        return HttpResponseClientRefresh()
    is_wrong = any(form is not None and form.errors for form in (approving, withdrawing))
    name = "template_trial.html" if getattr(request, "htmx", False) else "template_version.html"
    return render(request, name, context, status=422 if is_wrong else 200)


def _addresses(trial: TemplateTrial, which: str) -> list[str]:
    """Return the addresses of the pictures of one print, page by page."""
    pages: list[str] = getattr(trial, f"{which}_pages")
    names = (f"{which}-{number}.png" for number in range(1, len(pages) + 1))
    return [reverse("template_file", args=[trial.version_id, name]) for name in names]


@seated(gates.TEMPLATE_READERS)
@require_POST
def approve(request: HttpRequest, pk: int, federation: Organisation) -> HttpResponse:
    """Let a version come into force; the one who uploaded it is refused."""
    version = _own(federation, pk)
    today: date = request.today  # type: ignore[attr-defined]
    form = ApproveForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["valid_from"]
        try:
            template_versions.approve(version, valid_from=day, on=today)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已批准，{day:%Y-%m-%d}起签发的文书用第{version.number}版。")
            return redirect("template_version", pk=version.pk)
    return _page(request, version, federation, approving=form)


@seated(gates.TEMPLATE_READERS)
@require_POST
def withdraw(request: HttpRequest, pk: int, federation: Organisation) -> HttpResponse:
    """Take a version out of use."""
    version = _own(federation, pk)
    today: date = request.today  # type: ignore[attr-defined]
    form = WithdrawForm(request.POST)
    if form.is_valid():
        try:
            template_versions.withdraw(version, reason=form.cleaned_data["reason"], on=today)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"第{version.number}版已撤下；已签发的文书不变。")
            return redirect("template_version", pk=version.pk)
    return _page(request, version, federation, withdrawing=form)


@seated(gates.TEMPLATE_READERS)
@require_POST
def retry(_request: HttpRequest, pk: int, federation: Organisation) -> HttpResponse:
    """Print the sample once more after a trial that failed."""
    version = _own(federation, pk)
    trials.again(version)
    return redirect("template_version", pk=version.pk)


@seated(gates.TEMPLATE_READERS)
@require_safe
def file(request: HttpRequest, pk: int, name: str, federation: Organisation) -> HttpResponse:
    """Hand out a version's own file, or one of its trial print."""
    version = _find(federation, pk)
    if picture := PICTURE.fullmatch(name):
        return _picture(version, picture.group(1), int(picture.group(2)))
    if name not in FILES:
        raise Http404
    field, kind, word = FILES[name]
    holder = version if field == "sha256" else TemplateTrial.objects.get(version=version)
    sha256: str = getattr(holder, field)
    if not sha256:
        raise Http404
    declared = declarations().get(version.code)
    title = f"{word}_{declared.title if declared else version.code}_第{version.number}版"
    is_look = kind == PDF and request.GET.get("look") == "1"
    ending = name.rpartition(".")[2]
    return download(store.get(sha256), f"{title}.{ending}", kind, is_look=is_look)


def _picture(version: TemplateVersion, which: str, number: int) -> HttpResponse:
    """Hand out the picture of one page of a trial print, to look at."""
    pages: list[str] = getattr(TemplateTrial.objects.get(version=version), f"{which}_pages")
    if number > len(pages):
        raise Http404
    name = f"{which}-{number}.png"
    return download(store.get(pages[number - 1]), name, "image/png", is_look=True)

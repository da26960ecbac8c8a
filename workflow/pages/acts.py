"""The page of an act: what it asks, why, until when; one form, one call of the door.

A form is read and done under the lock of its case, so that the same form sent twice at once is one
act. Whatever goes wrong, the page comes back with everything that was typed.
"""

import hashlib
import importlib
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from contracts.parties.actors import SYSTEM, Actor, acting_as
from contracts.parties.models import Case
from contracts.parties.references import follow
from workflow import access, door, forms
from workflow.forms import ActForm, ComesLater
from workflow.inputs import legible
from workflow.jobs import flows
from workflow.models import Sent
from workflow.pages import outcomes
from workflow.pages.gates import actor_of, in_office
from workflow.pages.hints import grounds_of, hint_for
from workflow.pages.possible import NEW
from workflow.pages.possible import title as title_of

FORMS = (
    "workflow.bargaining.forms",
    "workflow.bargaining.offer_forms",
    "workflow.bargaining.talk_forms",
    "workflow.agreements.draft_forms",
    "workflow.agreements.forms",
    "workflow.congress.forms",
    "workflow.congress.founding_forms",
    "workflow.congress.election_forms",
    "workflow.congress.proposal_forms",
    "workflow.congress.followup_forms",
    "workflow.congress.attendance_forms",
    "workflow.congress.board_forms",
    "workflow.congress.standing_forms",
    "workflow.supervision.forms",
    "workflow.supervision.satisfaction_forms",
    "workflow.disputes.forms",
)
for _module in FORMS:
    importlib.import_module(_module)

KEY, VERSION, MORE = "_key", "_version", "_more"
LONGEST_KEY = 64
LONGEST_NUMBER = 18
ONLY_OURS = {KEY, VERSION, MORE, "csrfmiddlewaretoken"}


@dataclass(frozen=True, slots=True)
class Opened:
    """The page of one act as it was opened: by whom, about what, on which day."""

    request: HttpRequest
    act: str
    form_class: type[ActForm]
    actor: Actor
    today: date
    subject: models.Model | None
    first_values: dict[str, Any]
    must_be_paper: bool

    @property
    def case(self) -> Case | None:
        """Return the case the act changes, if it exists already."""
        return door.case_of(self.subject) if self.form_class.acts_on_subject else None

    def form(self, data: Any = None, *, more: str = "") -> ActForm:
        """Return the form, empty or with what was typed."""
        return self.form_class(
            data,
            subject=self.subject,
            actor=self.actor,
            today=self.today,
            more=more,
            must_be_paper=self.must_be_paper,
            initial=self.first_values,
        )


@in_office
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, act: str, subject: str = NEW) -> HttpResponse:
    """Show the form of an act, or do it."""
    try:
        opened = _open(request, act, subject)
    except ComesLater as later:
        return _comes_later(request, act, later)
    if request.method != "POST":
        return _show(opened, opened.form())
    typed = _typed(request)
    if more := typed.get(MORE, ""):
        form = opened.form(typed, more=more)
        return _show(opened, form, key=typed.get(KEY, ""), version=_version(typed))
    return _do(opened, typed)


def _open(request: HttpRequest, act: str, subject: str) -> Opened:
    """Find form, subject and right; what is not for this office does not exist.

    :raises ComesLater: if something else must be done first.
    """
    actor = actor_of(request)
    form_class = forms.find(act)
    if form_class is None or not door.is_known(act.partition(":")[0]):
        raise Http404
    must_be_paper = _must_be_paper(form_class, actor)
    row = _row(form_class, subject)
    found = form_class.resolve(row) if row is not None else (None, {})
    if found is None:
        raise Http404
    asked = {"kind": request.GET["kind"]} if "kind" in request.GET else {}
    return Opened(
        request=request,
        act=act,
        form_class=form_class,
        actor=actor,
        today=request.today,  # type: ignore[attr-defined]
        subject=found[0],
        first_values={**found[1], **asked},
        must_be_paper=must_be_paper,
    )


def _must_be_paper(form_class: type[ActForm], actor: Actor) -> bool:
    name, _, step = form_class.act.partition(":")
    data: dict[str, object] | None = {"step": step} if step else None
    if actor.role in access.roles_for(name, data):
        return False
    if form_class.may_be_paper and actor.role in access.roles_for(name, data, paper=True):
        return True
    raise Http404


def _row(form_class: type[ActForm], subject: str) -> models.Model | None:
    if subject == NEW:
        if form_class.takes and "" not in form_class.takes:
            raise Http404
        return None
    model, _, pk = subject.partition(":")
    if model not in form_class.takes or not pk.isdecimal() or len(pk) > LONGEST_NUMBER:
        raise Http404
    row = follow(subject)
    if row is None:
        raise Http404
    return row


def _typed(request: HttpRequest) -> MultiValueDict[str, str]:
    """Return what was typed, with halves of characters made visible so that a page can carry it."""
    pairs = {key: [legible(value) for value in values] for key, values in request.POST.lists()}
    return MultiValueDict(pairs)


def _do(opened: Opened, typed: MultiValueDict[str, str]) -> HttpResponse:
    key, raw = typed.get(KEY, "")[:LONGEST_KEY], _digest(typed)
    with transaction.atomic():
        case = _lock(opened.case)
        sent = Sent.objects.filter(account=opened.actor.account_id or 0, key=key).first()
        if key and sent is not None and sent.result.get("raw") == raw:
            messages.info(opened.request, "已经提交过，不会重复。")
            return HttpResponseRedirect(sent.result.get("address") or reverse("desk"))
        form = opened.form(typed)
        if not form.is_valid():
            return _show(opened, form, key=key, version=_version(typed), status=422)
        version = outcomes.version_to_hold(case, _version(typed))
        ran = outcomes.running_in(case)
        receipt = _perform(opened, form, key=key, version=version)
        if not receipt.ok:
            return _refused(opened, form, receipt, key=key, version=version)
        address = outcomes.address_after(receipt, opened.subject)
        Sent.objects.filter(account=opened.actor.account_id or 0, key=key).update(
            result={"raw": raw, "address": address},
        )
    flows.run_at_once()
    outcomes.tell(opened.request, title_of(opened.act), receipt, ran=ran)
    return HttpResponseRedirect(address)


def _digest(typed: MultiValueDict[str, str]) -> str:
    pairs = sorted((key, values) for key, values in typed.lists() if key not in ONLY_OURS)
    return hashlib.sha256(repr(pairs).encode()).hexdigest()


def _lock(case: Case | None) -> Case | None:
    if case is None:
        return None
    with acting_as(SYSTEM):
        return Case.objects.select_for_update().get(pk=case.pk)


def _version(typed: MultiValueDict[str, str]) -> int | None:
    text = typed.get(VERSION, "")
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _perform(opened: Opened, form: ActForm, *, key: str, version: int | None) -> door.Receipt:
    try:
        return door.perform(
            opened.act.partition(":")[0],
            actor=opened.actor,
            on=form.cleaned_data["on"],
            to=opened.subject if opened.form_class.acts_on_subject else None,
            data=form.data_for_act(),
            paper=form.is_paper,
            key=key,
            version=version,
        )
    except door.NotFound:
        raise Http404 from None


def _refused(
    opened: Opened,
    form: ActForm,
    receipt: door.Receipt,
    *,
    key: str,
    version: int | None,
) -> HttpResponse:
    """Show the form again with every reason on top and everything that was typed."""
    rules = {verdict.rule for verdict in receipt.blocks}
    if "sent_before" in rules:
        return _show(opened, form, status=409, verdicts=receipt.verdicts)
    if "stale" in rules:
        changes = outcomes.changes_since(opened.case, version)
        return _show(opened, form, key=key, status=409, verdicts=receipt.verdicts, changes=changes)
    return _show(opened, form, key=key, version=version, status=422, verdicts=receipt.verdicts)


def _show(
    opened: Opened,
    form: ActForm,
    *,
    key: str = "",
    version: int | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Show the form; without a key or a version it gets those of now."""
    hint = hint_for(opened.act)
    case = opened.case
    if version is None and case is not None:
        with acting_as(SYSTEM):
            version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    address = outcomes.address_near(opened.subject)
    return render(
        opened.request,
        "act.html",
        {
            "here": "desk",
            "form": form,
            "title": title_of(opened.act),
            "case": case,
            "back": address,
            "hint": hint,
            "grounds": grounds_of(hint, form.law) if form.law else [],
            "deadlines": outcomes.deadlines_of(case, opened.subject, form.deadlines),
            "key": key or secrets.token_urlsafe(16),
            "version": version,
            **more,
        },
        status=status,
    )


def _comes_later(request: HttpRequest, act: str, later: ComesLater) -> HttpResponse:
    first = outcomes.way_to(later, actor_of(request))
    context = {"here": "desk", "title": title_of(act), "later": later, "first": first}
    return render(request, "act_later.html", context)


urlpatterns = [
    path("do/<str:act>/", act, name="act-open"),
    path("do/<str:act>/<str:subject>/", act, name="act"),
]

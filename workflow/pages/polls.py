"""A secret vote for those who run it and those who look on: open, hand out, close, count."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts.congress import exports, recount
from contracts.congress.models import CountSheet, Elector, Poll, Sitting
from contracts.congress.poll_models import Means, PollState
from contracts.documents import scanner, store
from contracts.parties.actors import SYSTEM, acting_as
from contracts.verdicts.verdict import Refused
from workflow import door
from workflow.congress import poll_forms
from workflow.pages import gates
from workflow.pages.gates import actor_of, in_office, only
from workflow.plain import Unrecorded

UNION = frozenset({gates.Role.UNION_CHAIR, gates.Role.WORKER_REPRESENTATIVE})


@only(UNION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a box at a sitting; what the answer shows, it shows once."""
    sitting = Sitting.objects.filter(pk=pk).first()
    if sitting is None:
        raise Http404
    form = poll_forms.OpenForm(request.POST or None, sitting=sitting)
    if request.method == "POST" and form.is_valid():
        receipt = _perform(request, "congress.open_poll", sitting, form.data_for_act())
        if receipt.ok and not receipt.is_repeat:
            return _shown_once(request, receipt.made)
        for verdict in receipt.blocks:
            form.add_error(None, f"{verdict.message}{verdict.remedy}")
    context = {"here": "rounds", "form": form, "sitting": sitting, "key": _key(request)}
    return render(request, "poll_open.html", context, status=422 if form.errors else 200)


def _shown_once(request: HttpRequest, poll: Poll) -> HttpResponse:
    once = poll.shown_once
    here = request.build_absolute_uri(reverse("vote", args=[poll.token]))
    return render(
        request,
        "poll_opened.html",
        {
            "here": "rounds",
            "poll": poll,
            "shares": list(enumerate(once.shares, 1)),
            "holders": poll_forms.HOLDERS,
            "slips": [(code, _qr(f"{here}#{code}")) for code in once.slips],
            "letters": [(*who, code, _qr(f"{here}#{code}")) for *who, code in once.letters],
            "vote_at": here,
        },
    )


def _qr(text: str) -> str:
    return segno.make(text, error="m").svg_inline(scale=2.4, border=1)


@in_office
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a poll: how far it is, never how it stands; after the count the result and its proof."""
    return _show(request, _found(pk))


def _found(pk: int) -> Poll:
    poll = Poll.objects.select_related("sitting", "ballot").filter(pk=pk).first()
    if poll is None:
        raise Http404
    return poll


def _show(request: HttpRequest, poll: Poll, *, status: int = 200, **more: Any) -> HttpResponse:
    roll = list(Elector.objects.filter(poll=poll).order_by("position"))
    used = [row for row in roll if row.means]
    context = {
        "here": "rounds",
        "poll": poll,
        "is_union": actor_of(request).role in UNION,
        "roll": roll,
        "used": len(used),
        "by_means": [(m.label, sum(row.means == m for row in roll)) for m in Means],
        "sheet": CountSheet.objects.filter(poll=poll).first(),
        "sheet_form": poll_forms.SheetForm(),
        "box_form": poll_forms.BoxForm(),
        "screen": request.build_absolute_uri(reverse("poll_screen", args=[poll.token])),
        "key": _key(request),
        **more,
    }
    return render(request, "poll.html", context, status=status)


def _key(request: HttpRequest) -> str:
    return request.POST.get("_key", "")[:64] or poll_forms.new_key()


def _perform(request: HttpRequest, act: str, to: Any, data: dict[str, Any]) -> door.Receipt:
    try:
        return door.perform(
            act,
            actor=actor_of(request),
            on=request.today,  # type: ignore[attr-defined]
            to=to,
            data=data,
            key=request.POST.get("_key", "")[:64],
        )
    except door.NotFound:
        raise Http404 from None


def _hand_out(request: HttpRequest, poll: Poll) -> tuple[str, Any, dict[str, Any]]:
    wanted = set(request.POST.getlist("elector"))
    electors = [row for row in Elector.objects.filter(poll=poll) if str(row.pk) in wanted]
    if not electors:
        raise Refused("没有勾选人。请先在名册里勾选已经签名领取的人，再登记。")
    means = Means.PAPER if request.POST.get("means") == Means.PAPER else Means.SLIP
    return "congress.hand_out", poll, {"electors": Unrecorded(electors), "means": means}


def _close(_: HttpRequest, poll: Poll) -> tuple[str, Any, dict[str, Any]]:
    return "congress.close_poll", poll, {}


def _drop(_: HttpRequest, poll: Poll) -> tuple[str, Any, dict[str, Any]]:
    return "congress.drop_poll", poll, {}


def _sheet(request: HttpRequest, poll: Poll) -> tuple[str, Any, dict[str, Any]]:
    form = poll_forms.SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        raise _FormWrong(form, "sheet_form")
    return "congress.enter_sheet", poll, form.data_for_act()


def _count(request: HttpRequest, poll: Poll) -> tuple[str, Any, dict[str, Any]]:
    form = poll_forms.BoxForm(request.POST)
    if not form.is_valid():
        raise _FormWrong(form, "box_form")
    data = {"poll": poll, "shares": Unrecorded(form.shares())}
    return "congress.vote", poll.sitting, data


class _FormWrong(Exception):
    """A form of the page has mistakes; it is shown again as it was filled in."""

    def __init__(self, form: forms.Form, name: str) -> None:
        self.form, self.name = form, name


Prepare = Callable[[HttpRequest, Poll], tuple[str, Any, dict[str, Any]]]
DOING: dict[str, tuple[Prepare, str]] = {
    "hand-out": (_hand_out, "已登记领取。"),
    "close": (_close, "投票已截止。有纸质票的，先录入计票单；再由两名持有人输入密钥开箱。"),
    "drop": (_drop, "这次投票已作废，票箱没有打开，内容已清除。"),
    "sheet": (_sheet, "计票单已录入，可以开箱。"),
    "count": (_count, "票箱已打开，结果已计出。"),
}


@only(UNION)
@never_cache
@require_POST
def do(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Do one thing with a poll; a refusal shows the page again with what was typed."""
    poll = _found(pk)
    if what not in DOING:
        raise Http404
    prepare, done = DOING[what]
    try:
        act, to, data = prepare(request, poll)
    except _FormWrong as wrong:
        return _show(request, poll, status=422, **{wrong.name: wrong.form})
    except Refused as refused:
        return _show(request, poll, status=422, refusals=refused.verdicts)
    receipt = _perform(request, act, to, data)
    if not receipt.ok:
        poll.refresh_from_db()
        return _show(request, poll, status=422, refusals=receipt.blocks, **_filled(request, what))
    messages.success(request, done)
    return redirect("poll", pk)


def _filled(request: HttpRequest, what: str) -> dict[str, forms.Form]:
    if what == "count":
        return {"box_form": poll_forms.BoxForm(request.POST)}
    return {"sheet_form": poll_forms.SheetForm(request.POST)} if what == "sheet" else {}


@require_safe
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """Show a poll large, for the wall of the hall: item, quorum, the result after the count."""
    poll = Poll.screened(token)
    if poll is None:
        raise Http404
    return render(request, "poll_screen.html", {"poll": poll, **poll_forms.wall(poll)})


@only(gates.PARTIES)
@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 -- Django passes it
    """Hand out the picture of the tellers' sheet, as a file to save."""
    sheet = CountSheet.objects.filter(poll=_found(pk)).first()
    if sheet is None or not sheet.picture_sha256:
        raise Http404
    data = store.get(sheet.picture_sha256)
    response = HttpResponse(data, content_type="application/octet-stream")
    kind = scanner.kind_of(data)
    response["Content-Disposition"] = f'attachment; filename="sheet-{pk}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@only(gates.PARTIES)
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out what a recount needs, to both sides alike: who voted, and the shuffled votes."""
    poll = _found(pk)
    if poll.state != PollState.COUNTED:
        raise Http404
    with acting_as(SYSTEM):
        said = exports.recount_of(poll, has_names=actor_of(request).role in UNION)
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="recount-{poll.pk}.json"'
    return response


@in_office
@require_safe
def program(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- as above
    """Hand out the stand-alone program that counts again."""
    text = Path(recount.__file__).read_text(encoding="utf-8")
    response = HttpResponse(text, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recount.py"'
    return response

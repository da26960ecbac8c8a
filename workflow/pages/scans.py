"""Photos and scans that come back: upload, inbox, and the checklist that does the act."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contracts.agreements.models import Agreement, Seal
from contracts.documents import scans, signatures, store
from contracts.documents.models import Paper, Scan
from contracts.documents.scans import ScanRefused
from contracts.parties.choices import Role
from contracts.parties.models import Office
from contracts.parties.references import follow
from contracts.verdicts.verdict import Refused
from workflow import access, door
from workflow.agreements.signing import CONCLUDE
from workflow.jobs import scans as jobs
from workflow.pages import gates
from workflow.pages.gates import actor_of, only
from workflow.pages.paging import page_of
from workflow.pages.papers import attached

TYPES = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
MOST_FILES = 20
MOST_TO_CHOOSE = 40
SIDES = gates.PARTIES - {Role.RECORDER}
#: What a person looks for on the sheets, and which seal each tick stands for.
LOOKED_FOR = (
    ("signature", "本方首席代表已签字，写了日期"),
    (Seal.UNION.value, "工会章"),
    (Seal.COMPANY.value, "企业（代表组织）章"),
    (Seal.CROSS_PAGE.value, "骑缝章（每一页都有一部分印文）"),
    ("pages", "页数齐全，每一页都看得清"),
)
NEEDED = ("signature", "pages")


@dataclass(frozen=True, slots=True)
class Landing:
    """What a scan can do: the agreement it signs for the own side, or why it only is kept."""

    agreement: Agreement | None
    why_not: str = ""


class ConfirmForm(forms.Form):
    """What was seen, and the day of the signature."""

    seen = forms.MultipleChoiceField(choices=LOOKED_FOR, required=False)
    signed_on = forms.DateField(required=False)


@only(SIDES)
@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the own scans, and take new ones in."""
    if request.method == "POST":
        return _upload(request)
    return _inbox(request)


def _inbox(request: HttpRequest, *, refused: list[str] | None = None) -> HttpResponse:
    rows = Scan.objects.filter(organisation_id=actor_of(request).organisation_id or 0)
    found = page_of(request, rows.select_related("paper").order_by("-pk"))
    context = {"here": "papers", "page": found, "refused": refused or []}
    return render(request, "scans.html", context, status=422 if refused else 200)


def _upload(request: HttpRequest) -> HttpResponse:
    office: Office = request.office  # type: ignore[attr-defined]
    today: date = request.today  # type: ignore[attr-defined]
    files = request.FILES.getlist("files")[:MOST_FILES]
    if not office.as_actor().side:
        raise Http404
    taken, refused = [], [] if files else ["请先选择照片或扫描件。"]
    for file in files:
        try:
            if (file.size or 0) > scans.LARGEST:
                raise ScanRefused("文件太大，最多 20 MB。")  # noqa: TRY301 -- beside the others
            taken.append(jobs.take(file.read(), name=file.name or "", office=office, on=today))
        except ScanRefused as fault:
            refused.append(f"{file.name}：{fault}")
    if refused:
        return _inbox(request, refused=refused)
    if any(not is_new for _, is_new in taken):
        messages.info(request, "有文件以前已经传过，不会重复。")
    if len(taken) == 1:
        return redirect("scan", token=taken[0][0].token)
    messages.success(request, f"收到 {len(taken)} 个文件，正在识别。")
    return redirect("scans")


@only(SIDES)
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """Show one scan: what was read, its pages, and the checklist."""
    return _show(request, _scan(token))


def _show(
    request: HttpRequest, scan: Scan, *, refused: str = "", ticked: list[str] | None = None
) -> HttpResponse:
    today: date = request.today  # type: ignore[attr-defined]
    completeness = scans.completeness(scan) if scan.paper_id else None
    landing = _landing(request, scan)
    if ticked is None:
        ticked = ["pages"] if completeness and completeness.is_whole else []
    is_own = scan.organisation_id == actor_of(request).organisation_id
    context: dict[str, Any] = {
        "here": "papers",
        "scan": scan,
        "is_own": is_own,
        "completeness": completeness,
        "landing": landing,
        "looked_for": [(name, words, name in ticked) for name, words in LOOKED_FOR],
        "checked": [words for name, words in LOOKED_FOR if name in scan.checked],
        "choices": _choices() if is_own and not scan.confirmed_on else [],
        "refused": refused,
        "signed_on": request.POST.get("signed_on") or f"{today:%Y-%m-%d}",
    }
    is_part = getattr(request, "htmx", False)
    template = "parts/scan.html" if is_part else "scan.html"
    return render(request, template, context, status=422 if refused else 200)


def _choices() -> list[Paper]:
    rows = Paper.objects.filter(is_void=False, state=Paper.State.READY)
    return list(rows.select_related("case").order_by("-issued_on", "-pk")[:MOST_TO_CHOOSE])


def _landing(request: HttpRequest, scan: Scan) -> Landing:
    paper = Paper.objects.filter(pk=scan.paper_id or 0).first()
    if paper is None:
        return Landing(None)
    if paper.act != signatures.PREPARE:
        is_draft = paper.marks.startswith("草案")
        why = "这是草案的打印件，不是签字文本，不能当作签字；只归档。" if is_draft else ""
        return Landing(None, why)
    agreement = follow(paper.record)
    if not isinstance(agreement, Agreement) or paper.is_void or agreement.superseded_on:
        return Landing(None, "这份签字文本已经作废（换了新稿），不能再用它签字；只归档。")
    actor = actor_of(request)
    page = agreement.signing_set.filter(is_judged=False).first()
    if agreement.concluded_on or getattr(page, f"{actor.side}_signed_on", None):
        return Landing(None, "本方的签字已经登记过；这份只归档。")
    if actor.role not in access.roles_for(CONCLUDE):
        return Landing(None, "签字由工会主席（企业方首席代表）登录确认。您可以先归档。")
    return Landing(agreement)


@only(SIDES)
@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Note what was seen; a signing copy does the act of signing for the own side."""
    scan = _own(request, token)
    landing = _landing(request, scan)
    form = ConfirmForm(request.POST)
    today: date = request.today  # type: ignore[attr-defined]
    if not form.is_valid() or scan.state != Scan.State.LANDED:
        return _show(request, scan, refused="请核对日期和勾选的内容，再确认一次。")
    seen = form.cleaned_data["seen"]
    missing = [words for name, words in LOOKED_FOR if name in NEEDED and name not in seen]
    if landing.agreement and missing:
        words = f"还不能确认：{'、'.join(missing)}。缺的补齐后重新拍照上传。"
        return _show(request, scan, refused=words, ticked=seen)
    on = form.cleaned_data["signed_on"] or today
    try:
        words = _confirm(request, scan, landing.agreement, seen, on)
    except Refused as refused:
        words = str(refused)
    if words:
        return _show(request, scan, refused=words, ticked=seen)
    messages.success(request, "已经归档。" if not landing.agreement else "本方签字已经登记。")
    return redirect("scan", token=token)


def _confirm(
    request: HttpRequest, scan: Scan, agreement: Agreement | None, seen: list[str], on: date
) -> str:
    """Do both or neither; return why not."""
    actor = actor_of(request)
    today: date = request.today  # type: ignore[attr-defined]
    with transaction.atomic():
        scans.confirm(scan, checked=seen, on=today)
        if agreement is None:
            return ""
        given = [name for name in seen if name in Seal.values]
        data = {"signed_on": {actor.side: on}, "seals": given}
        receipt = door.perform(CONCLUDE, actor=actor, on=today, to=agreement, data=data)
        if receipt.ok:
            return ""
        transaction.set_rollback(True)
    return "；".join(verdict.message for verdict in receipt.blocks)


@only(SIDES)
@require_POST
def assign(request: HttpRequest, token: str) -> HttpResponse:
    """Say by hand which paper a scan is of."""
    scan = _own(request, token)
    chosen = request.POST.get("paper", "")
    number = int(chosen) if chosen.isdecimal() and len(chosen) <= 18 else 0  # noqa: PLR2004
    paper = Paper.objects.filter(pk=number).first()
    if paper is None:
        return _show(request, scan, refused="请在列表里选一份文书。")
    try:
        scans.assign(scan, paper)
    except Refused as refused:
        return _show(request, scan, refused=str(refused))
    return redirect("scan", token=token)


@only(SIDES)
@require_safe
def original(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 -- a view
    """Hand out the file as it came, as a download under a name of our own."""
    scan = _scan(token)
    name = f"扫描件_{scan.came_on:%Y%m%d}_{scan.pk}.{scan.kind}"
    return attached(store.get(scan.sha256), name, TYPES[scan.kind])


@only(SIDES)
@require_safe
def preview(request: HttpRequest, token: str, page: int) -> HttpResponse:  # noqa: ARG001 -- a view
    """Show one page, as we drew it anew."""
    scan = _scan(token)
    if page > len(scan.previews):
        raise Http404
    return attached(store.get(scan.previews[page - 1]), f"page-{page}.jpg", "image/jpeg")


def _scan(token: str) -> Scan:
    scan = Scan.objects.filter(token=token).select_related("paper").first()
    if scan is None:
        raise Http404
    return scan


def _own(request: HttpRequest, token: str) -> Scan:
    scan = _scan(token)
    if scan.organisation_id != actor_of(request).organisation_id:
        raise Http404
    return scan

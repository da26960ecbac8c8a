"""The signing page of an agreement: ink, own certificate, system seal or an outside service."""

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contracts.agreements.models import Agreement, Stage
from contracts.documents import certificates, demo_ca, outside, seals, signatures, signing, store
from contracts.documents.certificates import CertificateRefused
from contracts.documents.demo_ca import NoDemoCa
from contracts.documents.models import Paper, Scan, SealPicture, SignedVersion
from contracts.documents.outside import ServiceFailed
from contracts.documents.seals import SealRefused
from contracts.documents.signing import CannotSign
from contracts.parties.choices import Side
from contracts.parties.models import Organisation
from contracts.parties.references import reference
from contracts.verdicts.verdict import Refused
from workflow import access, door
from workflow.agreements.signing import CONCLUDE, Made, Signer, keep, with_credential, with_service
from workflow.door import NotFound, Receipt
from workflow.pages import gates
from workflow.pages.gates import actor_of, only
from workflow.pages.papers import attached, name_of
from workflow.pages.queries import papers
from workflow.pages.secret_uploads import in_memory_only

SIGNING = (CannotSign, CertificateRefused, NoDemoCa, ServiceFailed, Refused)
MOST_SECRET = 200


class SignForm(forms.Form):
    """What a signature needs; nothing of it is kept."""

    way = forms.ChoiceField(choices=SignedVersion.Way.choices)
    certificate = forms.FileField(required=False)
    password = forms.CharField(required=False, strip=False, max_length=MOST_SECRET)
    label = forms.CharField(required=False, max_length=MOST_SECRET)
    pin = forms.CharField(required=False, strip=False, max_length=MOST_SECRET)
    level = forms.ChoiceField(choices=[(each, each) for each in signing.LEVELS], required=False)
    knows = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class SideView:
    """How one side stands: signed on paper, electronically, or not yet."""

    side: Side
    name: str
    is_own: bool
    version: SignedVersion | None
    inked_on: Any

    @property
    def judgement(self) -> dict[str, Any]:
        """Return the latest result of judging this side's signature."""
        found = self.version.judgements if self.version else []
        return next((each for each in found if each["side"] == self.side), {})


@only(gates.PARTIES)
@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the signing is, and the ways to sign for the own side."""
    return _show(request, _agreement(pk))


def _show(
    request: HttpRequest, agreement: Agreement, *, refused: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    paper = signatures.copy_of(reference(agreement))
    standing = signatures.standing_of(paper) if paper else None
    sides = _sides(agreement, standing, actor.side)
    own = next((each for each in sides if each.is_own), None)
    may_sign = bool(own) and actor.role in access.roles_for(CONCLUDE)
    is_open = agreement.concluded_on is None and agreement.superseded_on is None
    context = {
        "here": "rounds",
        "agreement": agreement,
        "standing": standing,
        "paper": paper,
        "versions": standing.versions if standing else [],
        "sides": sides,
        "own": own,
        "is_open": is_open,
        "is_mixed": _is_mixed(sides),
        "is_passed": agreement.stage == Stage.SIGN or agreement.passed_on is not None,
        "may_sign": may_sign and is_open and own is not None and not _has_signed(own),
        "may_prepare": actor.role in access.roles_for(signatures.PREPARE) and is_open,
        "seal": seals.current(actor.organisation_id),
        "has_demo": demo_ca.exists(),
        "has_token": bool(settings.PKCS11_MODULE),
        "service": outside.configured(),
        "scans": Scan.objects.filter(paper=paper).order_by("-pk") if paper else [],
        "refused": refused,
    }
    return render(request, "signing.html", context, status=status)


def _is_mixed(sides: list[SideView]) -> bool:
    """Test whether one side signed on paper and the other electronically."""
    electronic = [each.version is not None for each in sides]
    return any(electronic) and any(
        each.inked_on is not None and each.version is None for each in sides
    )


def _has_signed(own: SideView) -> bool:
    return own.version is not None or own.inked_on is not None


def _sides(agreement: Agreement, standing: signatures.Standing | None, own: str) -> list[SideView]:
    waiting = agreement.signing_set.filter(is_judged=False).first()
    signed = {version.side: version for version in (standing.versions if standing else [])}
    found = []
    for side in (Side.EMPLOYER, Side.WORKERS):
        field = f"{side.value}_signed_on"
        inked = getattr(agreement, field) or getattr(waiting, field, None)
        party = getattr(agreement, f"{side.value}_party")
        found.append(SideView(side, str(party), side.value == own, signed.get(side.value), inked))
    return found


@only(gates.PARTIES)
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the signing copy."""
    agreement = _agreement(pk)
    if actor_of(request).role not in access.roles_for(signatures.PREPARE):
        raise Http404
    receipt = _performed(request, signatures.PREPARE, agreement)
    if not receipt.ok:
        return _show(request, agreement, refused=_words(receipt), status=422)
    messages.success(request, "签字文本已经签发，正在生成文件，几秒钟后刷新本页。")
    return redirect("signing", pk=pk)


def _performed(request: HttpRequest, act: str, agreement: Agreement) -> Receipt:
    try:
        today = request.today  # type: ignore[attr-defined]
        return door.perform(act, actor=actor_of(request), on=today, to=agreement)
    except NotFound:
        raise Http404 from None


def _words(receipt: Receipt) -> str:
    return "；".join(verdict.message for verdict in receipt.blocks) or "没有办成。"


@in_memory_only("password", "pin")
@only(gates.PARTIES)
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for the own side; what was uploaded for it lives as long as this request."""
    agreement = _agreement(pk)
    paper = signatures.copy_of(reference(agreement))
    actor = actor_of(request)
    if paper is None or not actor.side or actor.role not in access.roles_for(CONCLUDE):
        raise Http404
    form = SignForm(request.POST, request.FILES)
    if not form.is_valid():
        words = "请选一种签署方式；证书文件最大 64 KB。"
        return _show(request, agreement, refused=words, status=422)
    signer = _signer(request)
    try:
        made = _made(form.cleaned_data, paper, signer)
        receipt = keep(agreement, paper, made, signer=signer)
    except SIGNING as refused:
        return _show(request, agreement, refused=str(refused), status=422)
    if not receipt.ok:
        return _show(request, agreement, refused=_words(receipt), status=422)
    messages.success(request, "本方已经签好，签名通过验证。证书文件和密码没有保存。")
    return redirect("signing", pk=pk)


def _signer(request: HttpRequest) -> Signer:
    actor = actor_of(request)
    organisation = Organisation.objects.get(pk=actor.organisation_id or 0)
    today = request.today  # type: ignore[attr-defined]
    return Signer(actor, organisation.name, today, timezone.now())


def _made(values: dict[str, Any], paper: Paper, signer: Signer) -> Made:
    way, level = values["way"], values["level"] or "B-B"
    if way == SignedVersion.Way.SERVICE:
        service = outside.configured()
        if service is None:
            raise ServiceFailed("本系统没有接外部签章服务。")
        _need_seal(signer)
        return with_service(paper, service, signer=signer)
    with _credential(values, signer) as credential:
        return with_credential(paper, credential, signer=signer, way=way, level=level)


def _credential(values: dict[str, Any], signer: Signer) -> Any:
    """Open what the signature is made with.

    :raises CertificateRefused: if something is missing.
    """
    way = values["way"]
    if way == SignedVersion.Way.SYSTEM:
        if not values["knows"]:
            raise CertificateRefused("请先勾选“我知道演示证书没有法律效力”。")
        name, organisation = signer.actor.name, signer.organisation
        return nullcontext(
            certificates.demonstration(holder=name, organisation=organisation, at=signer.at)
        )
    _need_seal(signer)
    if way == SignedVersion.Way.TOKEN:
        return certificates.from_token(label=values["label"], pin=values["pin"])
    if values["certificate"] is None:
        raise CertificateRefused("请选择证书文件（.pfx 或 .p12，最大 64 KB）。")
    return nullcontext(certificates.from_pkcs12(values["certificate"].read(), values["password"]))


def _need_seal(signer: Signer) -> None:
    if seals.current(signer.actor.organisation_id) is None:
        raise CertificateRefused("请先上传本单位的印章图片，签名时盖在签字处。")


@only(gates.PARTIES)
@require_POST
def upload_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the picture of the own organisation's seal."""
    agreement = _agreement(pk)
    actor = actor_of(request)
    if actor.role not in access.roles_for(CONCLUDE):
        raise Http404
    file = request.FILES.get("picture")
    if file is None or (file.size or 0) > seals.LARGEST:
        words = "请选择印章图片（背景透明的 PNG，最大 2 MB）。"
        return _show(request, agreement, refused=words, status=422)
    organisation = Organisation.objects.get(pk=actor.organisation_id or 0)
    try:
        today = request.today  # type: ignore[attr-defined]
        seals.keep(organisation, file.read(), by=actor.name, on=today)
    except SealRefused as refused:
        return _show(request, agreement, refused=str(refused), status=422)
    messages.success(request, "印章图片已经换好；只有本单位能看到和使用它。")
    return redirect("signing", pk=pk)


@only(gates.PARTIES)
@require_safe
def seal(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001 -- a view
    """Show a seal picture to its own organisation."""
    picture = SealPicture.objects.filter(pk=pk).first()
    if picture is None:
        raise Http404
    return attached(store.get(picture.sha256), "seal.png", "image/png")


@gates.in_office
@require_safe
def signed_file(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Hand out a paper's PDF as signed: the state after one signature, or after both."""
    paper = papers.find(pk)
    version = SignedVersion.objects.filter(paper_id=pk, position=position).first()
    if paper is None or version is None or not paper.is_readable_by(actor_of(request)):
        raise Http404
    name = name_of(paper, "pdf").removesuffix(".pdf") + f"_第{position}签.pdf"
    return attached(store.get(version.sha256), name, "application/pdf")


def _agreement(pk: int) -> Agreement:
    rows = Agreement.objects.select_related("case", "workers_party", "employer_party")
    agreement = rows.filter(pk=pk).first()
    if agreement is None:
        raise Http404
    return agreement

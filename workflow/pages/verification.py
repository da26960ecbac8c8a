"""Verify a paper (文书查验): by the token its QR code carries, or by dropping the file itself.

Open to anybody. What is not found gets one and the same answer, whatever was asked for.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from contracts.documents import verification
from contracts.documents.verification import LARGEST, Standing

TOO_LARGE = f"文件超过{LARGEST // 1024 // 1024} MB，不会是本系统签发的文书。"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest) -> HttpResponse:
    """Ask for a token or a file; a file is compared, never kept."""
    if request.method != "POST":
        if token := request.GET.get("token", "").strip():
            return redirect("verify", _plain(token) or "-")
        return render(request, "verify.html", {})
    file = request.FILES.get("file")
    if file is None:
        return _said(request, None, error="请先选文件，再按“查验”。", status=422)
    if (file.size or 0) > LARGEST:
        return _said(request, None, error=TOO_LARGE, status=422)
    return _said(request, verification.by_file(file.read(), on=_today(request)))


@never_cache
@require_safe
def one(
    request: HttpRequest,
    token: str,
    paper: int = 0,  # noqa: ARG001 -- a QR code says them too
    sheet: int = 0,  # noqa: ARG001 -- as above
) -> HttpResponse:
    """Tell what is known of the paper with this token."""
    return _said(request, verification.by_token(token, on=_today(request)))


def _plain(token: str) -> str:
    return "".join(mark for mark in token.upper() if mark.isascii() and mark.isalnum())[:40]


def _today(request: HttpRequest) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    return today


def _said(
    request: HttpRequest, found: Standing | None, *, error: str = "", status: int = 0
) -> HttpResponse:
    context = {"found": found, "error": error, "is_asked": not error}
    return render(request, "verify.html", context, status=status or (200 if found else 404))


urlpatterns = [
    path("verify/", drop, name="verify_drop"),
    path("verify/<slug:token>/", one, name="verify"),
    path("V/<slug:token>", one, name="verify_qr"),
    path("V/<slug:token>/<int:paper>/<int:sheet>", one, name="verify_sheet"),
]

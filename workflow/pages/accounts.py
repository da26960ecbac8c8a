"""Log in and out, choose the office to act through, change the password, large print."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from workflow.pages.context import LARGE_PRINT
from workflow.pages.middleware import SESSION_KEY

# One text for every failure: whether a name exists is nobody's business.
WRONG = "用户名或密码不对，请再核对一次。连续输错几次后，账号会暂时锁定。"


class LoginForm(AuthenticationForm):
    """User name and password; the same answer whatever was wrong."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "用户名"
        self.fields["password"].label = "密码"


class Login(auth.LoginView):
    """The login page."""

    template_name = "login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class Password(auth.PasswordChangeView):
    """The page of one's own account: who one is, and a new password."""

    template_name = "account.html"
    form_class = PasswordChangeForm
    success_url = reverse_lazy("account")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep the new password and say so."""
        messages.success(self.request, "密码已修改，请记牢新密码。")
        return super().form_valid(form)


@login_required
@require_POST
def choose_office(request: HttpRequest) -> HttpResponse:
    """Act through another of one's own offices from now on; anybody else's is ignored."""
    wanted = request.POST.get("office", "")
    offices = request.offices  # type: ignore[attr-defined]
    chosen = next((office for office in offices if str(office.pk) == wanted), None)
    if chosen is not None:
        request.session[SESSION_KEY] = chosen.pk
    return redirect("desk")


@login_required
@require_POST
def large_print(request: HttpRequest) -> HttpResponse:
    """Switch large print on or off and go back to the page."""
    request.session[LARGE_PRINT] = not request.session.get(LARGE_PRINT, False)
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()})
    return redirect(page if is_ours and page.startswith("/") else "desk")

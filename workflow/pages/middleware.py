"""Set the current actor of every request: the office the person chose, or nobody at all."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from contracts.parties.actors import Actor, acting_as
from contracts.parties.models import Account, Office

SESSION_KEY = "office"
NOBODY = Actor(name="访客")


class ActorMiddleware:
    """Let each request happen in the name of one office of the person who is logged in.

    The offices are read anew for every request, so that one ended or changed counts at once. Who
    is not logged in, or holds no office, acts as nobody and sees nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = timezone.localdate()  # type: ignore[attr-defined]
        request.offices = offices_of(request)  # type: ignore[attr-defined]
        request.office = _chosen(request)  # type: ignore[attr-defined]
        office: Office | None = request.office  # type: ignore[attr-defined]
        actor = office.as_actor() if office else NOBODY
        request.actor = actor  # type: ignore[attr-defined]
        with acting_as(actor):
            return self.get_response(request)


def offices_of(request: HttpRequest) -> list[Office]:
    """Return the offices the person holds today, in a steady order."""
    account = request.user
    if not isinstance(account, Account):
        return []
    today: date = request.today  # type: ignore[attr-defined]
    rows = Office.objects.filter(
        Q(since__isnull=True) | Q(since__lte=today),
        Q(until__isnull=True) | Q(until__gte=today),
        account=account,
    )
    return list(rows.select_related("organisation", "person").order_by("pk"))


def _chosen(request: HttpRequest) -> Office | None:
    offices: list[Office] = request.offices  # type: ignore[attr-defined]
    wanted = request.session.get(SESSION_KEY) if offices else None
    return next((office for office in offices if office.pk == wanted), next(iter(offices), None))

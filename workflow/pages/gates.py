"""Who may open a page at all. What is not for somebody does not exist for them: 404, never 403."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from contracts.parties.actors import Actor
from contracts.parties.choices import Role

View = Callable[..., HttpResponse]
PARTIES = frozenset(
    {
        Role.UNION_CHAIR,
        Role.WORKER_REPRESENTATIVE,
        Role.EMPLOYER_OFFICER,
        Role.EMPLOYER_CHIEF,
        Role.RECORDER,
    },
)
WATCHERS = frozenset({Role.FEDERATION_OFFICER, Role.INSTRUCTOR})
FEDERATION = frozenset({Role.FEDERATION_OFFICER})
LABOUR = frozenset({Role.LABOUR_CLERK})
OPERATORS = frozenset({Role.SYSTEM_ADMIN})
KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
#: Keepers put a template in, and any of these approves what another has put in.
TEMPLATE_READERS = KEEPERS | FEDERATION


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor the middleware set for this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def in_office(view: View) -> View:
    """Let in whoever is logged in and holds an office; the others are told what to do."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not actor_of(request).role:
            return render(request, "no_office.html")
        return view(request, *args, **kwargs)

    return guarded


def only(roles: frozenset[Role]) -> Callable[[View], View]:
    """Let in these offices; for all others the page does not exist."""

    def gate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if actor_of(request).role not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return gate

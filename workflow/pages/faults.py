"""What the site says when a page is not there, not allowed, or broken: always the same words."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer for what does not exist, or not for this person: the same bytes for both."""
    return HttpResponse(render_to_string("404.html"), status=404)


def forbidden(
    request: HttpRequest, reason: str = "", exception: Exception | None = None
) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer a form whose safety mark is missing, or an act that is not allowed."""
    return HttpResponse(render_to_string("403.html"), status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer a request that cannot be read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Answer when something went wrong on our side."""
    return HttpResponse(render_to_string("500.html"), status=500)

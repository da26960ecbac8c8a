"""What the site says when a page is not there, not allowed, or broken: always the same words."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _say(status: int, exception: object = None) -> HttpResponse:
    """Answer with the page of this status; why is nobody's business, so the reason is dropped."""
    del exception
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def not_found(_: HttpRequest, exception: object = None) -> HttpResponse:
    """Answer for what does not exist, or not for this person: the same bytes for both."""
    return _say(404, exception)


def forbidden(_: HttpRequest, exception: object = None) -> HttpResponse:
    """Answer an act that is not allowed."""
    return _say(403, exception)


def bad_request(_: HttpRequest, exception: object = None) -> HttpResponse:
    """Answer a request that cannot be read."""
    return _say(400, exception)


def broken(_: HttpRequest) -> HttpResponse:
    """Answer when something went wrong on our side."""
    return _say(500)

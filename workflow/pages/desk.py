"""The desk (待办) and what was done (已办)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.pages import possible
from workflow.pages.gates import actor_of, in_office
from workflow.pages.paging import page_of
from workflow.pages.queries import desk as queries
from workflow.pages.turns import tasks_of


@in_office
@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """Show what lies on the desk, the most urgent first."""
    actor = actor_of(request)
    page = page_of(request, queries.open_items(actor))
    tasks = tasks_of(page.rows, actor)
    return render(
        request,
        "desk.html",
        {
            "here": "desk",
            "tasks": tasks,
            "page": page,
            "start": possible.to_open(actor),
            "overdue": queries.count_overdue(actor, on=request.today),  # type: ignore[attr-defined]
        },
    )


@in_office
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Show what the desk has done, the newest first."""
    page = page_of(request, queries.done_items(actor_of(request)))
    tasks = tasks_of(page.rows, actor_of(request))
    return render(request, "done.html", {"here": "done", "tasks": tasks, "page": page})

"""What watches from above: the firms of the subtree, and the agreements filed for review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from workflow.pages import days, gates
from workflow.pages.gates import actor_of, only
from workflow.pages.paging import page_of
from workflow.pages.queries import agreements
from workflow.pages.queries import federation as queries
from workflow.pages.queries.rounds import agreement_bar


@only(gates.WATCHERS)
@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    """Show the firms of the own subtree as one list, the most urgent first."""
    asked = queries.Asked(
        words=request.GET.get("words", "").strip(),
        light=request.GET.get("light", ""),
        stage=request.GET.get("stage", ""),
    )
    today = request.today  # type: ignore[attr-defined]
    page = page_of(request, queries.firms(actor_of(request), asked, today=today))
    return render(
        request,
        "federation.html",
        {
            "here": "federation",
            "page": page,
            "rows": queries.rows_of(page.rows),
            "asked": asked,
            "lights": [days.RED, days.AMBER, days.GREEN],
            "stages": queries.stages(),
        },
    )


@only(gates.LABOUR)
@require_safe
def filings(request: HttpRequest) -> HttpResponse:
    """Show the agreements filed with the own department, the last received first."""
    page = page_of(request, agreements.filed())
    rows = [(row, agreement_bar(row)) for row in page.rows]
    return render(request, "filings.html", {"here": "filings", "page": page, "rows": rows})

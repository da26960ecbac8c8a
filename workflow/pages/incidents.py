"""Background jobs that were parked after their last try, with the reason and a button to retry."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from workflow.pages import gates
from workflow.pages.gates import only
from workflow.pages.paging import page_of
from workflow.queue import jobs
from workflow.queue.models import Job

TITLES = {
    "paper.render": "生成文书文件",
    "flow.start": "启动后续流程",
    "template.trial": "试印模板",
}


@only(gates.OPERATORS)
@require_safe
def parked(request: HttpRequest) -> HttpResponse:
    """Show the parked jobs, and how many wait or run."""
    page = page_of(request, Job.objects.filter(state=Job.State.FAILED).order_by("-pk"))
    rows = [(job, TITLES.get(job.task, job.task)) for job in page.rows]
    waiting = Job.objects.filter(state__in=[Job.State.READY, Job.State.RUNNING]).count()
    return render(
        request,
        "incidents.html",
        {"here": "incidents", "page": page, "rows": rows, "waiting": waiting},
    )


@only(gates.OPERATORS)
@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a parked job run again."""
    if not jobs.retry(pk):
        raise Http404
    messages.success(request, "已重新排队，稍后刷新本页看结果。")
    return redirect("incidents")

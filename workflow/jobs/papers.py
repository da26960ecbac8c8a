"""Make the files of an issued paper: render in the limited child, store by hash, note them once."""

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from contracts.documents import store, template_choice, toolset
from contracts.documents.child import Rendered, Renderer, RenderRefused, RenderStopped
from contracts.documents.models import Paper, PaperFile
from contracts.documents.template_choice import TemplateGone
from workflow.queue import jobs
from workflow.queue.models import Job

TASK = "paper.render"


@dataclass(frozen=True, slots=True)
class Made:
    """The stored files of one paper, by format: hash and size; and what they were made with."""

    files: dict[str, tuple[str, int]]
    note: str
    tools: dict[str, Any]


def print_again(paper: Paper, renderer: Renderer) -> Rendered:
    """Render the paper from its frozen facts on the template it was issued on; nothing is kept.

    :raises TemplateGone: if that template is in no store any more.
    :raises RenderRefused: if the template or the facts are at fault.
    :raises RenderStopped: if the child broke a limit or died.
    """
    return renderer.render(
        code=paper.code,
        template=template_choice.place_of(paper.code, paper.template_sha256),
        facts=paper.facts,
        created=datetime.combine(paper.issued_on, time(), tzinfo=UTC),
        formats=paper.formats,
        qr=f"{paper.qr}/{paper.pk}" if paper.qr else "",
    )


def make(paper: Paper, renderer: Renderer) -> Made:
    """Render the paper and store its bytes; no row is written. Raises as :func:`print_again`."""
    rendered = print_again(paper, renderer)
    files = {}
    for name in paper.formats:
        content = getattr(rendered, name)
        if content is not None:
            files[name] = (store.put(content), len(content))
    return Made(files, rendered.no_pdf_because, toolset.current())


def run(job: Job, renderer: Renderer) -> bool:
    """Do one rendering job: all its files and the paper's state, or nothing."""
    paper = Paper.objects.get(pk=job.args["paper"])
    future: Future[Made] = Future()
    try:
        future.set_result(make(paper, renderer))
    except (RenderRefused, RenderStopped, TemplateGone) as stopped:
        future.set_exception(stopped)
    return settle(job, paper, future)


def settle(job: Job, paper: Paper, future: "Future[Made]") -> bool:
    """Write down what came of a rendering: files, or why there are none, or give the job back."""
    try:
        made = future.result()
    except RenderRefused as refused:
        reason = str(refused)
        return jobs.finish(job, lambda: _fail(paper, reason))
    except (RenderStopped, TemplateGone) as stopped:
        jobs.give_back(job, str(stopped))
        return False
    return jobs.finish(job, lambda: _note(paper, made))


def _fail(paper: Paper, reason: str) -> None:
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.FAILED, failure=reason)


def _note(paper: Paper, made: Made) -> None:
    tools = toolset.keep(made.tools)
    for name, (sha256, size) in made.files.items():
        PaperFile.objects.get_or_create(
            paper=paper,
            format=name,
            defaults={"sha256": sha256, "size": size, "made_with": tools},
        )
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.READY, failure=made.note)

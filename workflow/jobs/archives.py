"""Make a case file in the background, with progress: a job like any other, safe to be killed."""

from datetime import date

from django.db import transaction

from contracts.documents import archive
from contracts.documents.child import Renderer, RenderRefused, RenderStopped
from contracts.documents.models import Archive, Paper
from contracts.parties.actors import acting_as
from contracts.parties.models import Case, Office
from workflow.queue import jobs
from workflow.queue.models import Job

TASK = "archive.make"
NOT_YET = "有文书还在生成，稍后再做"


def ask(case: Case, *, office: Office, on: date) -> Archive:
    """Ask for the file of a case, and write its job in the same transaction."""
    with transaction.atomic():
        asked, is_new = archive.ask(case, office=office, on=on)
        if is_new:
            jobs.enqueue(f"archive:{asked.pk}", TASK, archive=asked.pk)
    return asked


def run(job: Job, renderer: Renderer) -> bool:
    """Make one file: both results and its state, or why there are none."""
    asked = Archive.objects.select_related(
        "office__organisation", "office__person", "case__workers_party", "case__employer_party"
    ).get(pk=job.args["archive"])
    is_last = job.tries >= jobs.MOST_TRIES
    waiting = Paper.objects.filter(pk__in=asked.contents["papers"], state=Paper.State.WAITING)
    if waiting.exists() and not is_last:
        jobs.give_back(job, NOT_YET)
        return False
    try:
        with acting_as(asked.office.as_actor()):
            made = archive.make(asked, renderer, lambda step: _tell(asked, step))
    except (RenderRefused, RenderStopped, OSError) as stopped:
        reason = str(stopped)
        if is_last or isinstance(stopped, RenderRefused):
            return jobs.finish(job, lambda: _fail(asked, reason))
        jobs.give_back(job, reason)
        return False
    return jobs.finish(job, lambda: _settle(asked, made))


def _tell(asked: Archive, step: int) -> None:
    Archive.objects.filter(pk=asked.pk).update(done=step)


def _fail(asked: Archive, reason: str) -> None:
    Archive.objects.filter(pk=asked.pk).update(state=Archive.State.FAILED, failure=reason)


def _settle(asked: Archive, made: archive.Made) -> None:
    Archive.objects.filter(pk=asked.pk).update(
        state=Archive.State.READY,
        done=asked.of,
        pages=made.pages,
        pdf_sha256=made.pdf_sha256,
        zip_sha256=made.zip_sha256,
        failure="",
    )

"""Print the sample on a new template version and on the old one: slow, so a job with progress."""

from django.db import transaction

from contracts.documents import template_trials
from contracts.documents.child import Renderer, RenderStopped
from contracts.documents.template_choice import TemplateGone
from contracts.documents.template_models import TemplateTrial, TemplateVersion
from contracts.documents.template_trials import TrialFailed
from workflow.queue import jobs
from workflow.queue.models import Job

TASK = "template.trial"


def enqueue(version: TemplateVersion) -> None:
    """Ask for the trial print of a version, in the transaction that keeps it or asks again."""
    tries = Job.objects.filter(task=TASK, key__startswith=f"trial:{version.pk}:").count()
    jobs.enqueue(f"trial:{version.pk}:{tries}", TASK, version=version.pk)


def run(job: Job, renderer: Renderer) -> bool:
    """Do one trial print: its files and the state of the version, or why there are none."""
    version = TemplateVersion.objects.get(pk=job.args["version"])
    try:
        trial = template_trials.run(version, renderer, lambda step: _tell(version, step))
    except TrialFailed as failed:
        reason = str(failed)
        return jobs.finish(job, lambda: _fail(version, reason))
    except (RenderStopped, TemplateGone) as stopped:
        if job.tries >= jobs.MOST_TRIES:
            reason = str(stopped)
            return jobs.finish(job, lambda: _fail(version, reason))
        jobs.give_back(job, str(stopped))
        return False
    return jobs.finish(job, lambda: _settle(version, trial))


def _tell(version: TemplateVersion, step: int) -> None:
    TemplateTrial.objects.filter(version=version).update(step=step)


def _fail(version: TemplateVersion, reason: str) -> None:
    TemplateTrial.objects.filter(version=version).update(
        state=TemplateTrial.State.FAILED, failure=reason
    )


def _settle(version: TemplateVersion, trial: TemplateTrial) -> None:
    trial.state, trial.step, trial.failure = TemplateTrial.State.READY, TemplateTrial.STEPS, ""
    trial.save()
    draft = TemplateVersion.objects.filter(pk=version.pk, state=TemplateVersion.State.DRAFT)
    draft.update(state=TemplateVersion.State.TRIAL)


def again(version: TemplateVersion) -> None:
    """Print a version once more after its trial failed."""
    with transaction.atomic():
        failed = TemplateTrial.objects.filter(version=version, state=TemplateTrial.State.FAILED)
        if failed.update(state=TemplateTrial.State.WAITING, step=0, failure=""):
            enqueue(version)

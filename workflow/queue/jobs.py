"""Enqueue, claim, renew and finish jobs. At least once in the body, exactly once in the effect."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from workflow.queue.models import Job

LEASE = timedelta(seconds=90)
MOST_TRIES = 5


def enqueue(key: str, task: str, **args: Any) -> Job:
    """Write a job in the transaction of the step that needs it; the same key makes one job.

    :raises RuntimeError: outside a transaction, where a crash would lose the job.
    """
    if not connection.in_atomic_block:
        message = "a job is written inside the transaction of its step"
        raise RuntimeError(message)
    job, is_new = Job.objects.get_or_create(key=key, defaults={"task": task, "args": args})
    if is_new:
        transaction.on_commit(lambda: ring(job.pk))
    return job


_bell: list[Callable[[int], None]] = []


def ring(pk: int) -> None:
    """Tell whoever listens that a job waits; losing the call is harmless."""
    for listener in _bell:
        listener(pk)


def on_ring(listener: Callable[[int], None]) -> None:
    """Let a broker (Celery) or a test hear of new jobs."""
    _bell.append(listener)


def claimable() -> Q:
    """Return the condition “waiting, or its worker's lease ran out” (by the database's clock)."""
    waits = Q(state=Job.State.READY) | Q(state=Job.State.RUNNING, until__lt=Now())
    return waits & Q(tries__lt=MOST_TRIES)


def claim(pk: int) -> Job | None:
    """Take the job for one lease; None if another has it or it is done."""
    with transaction.atomic():
        taken = Job.objects.filter(claimable(), pk=pk).update(
            state=Job.State.RUNNING,
            lease=F("lease") + 1,
            tries=F("tries") + 1,
            until=Now() + LEASE,
        )
        return Job.objects.get(pk=pk) if taken else None


def claim_next(tasks: list[str] | None = None) -> Job | None:
    """Take the oldest job waiting (of these tasks), or None."""
    waiting = Job.objects.filter(claimable())
    if tasks is not None:
        waiting = waiting.filter(task__in=tasks)
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:20]:
        if job := claim(pk):
            return job
    return None


def finish(job: Job, effect: Callable[[], None]) -> bool:
    """Write the job's effect, unless its lease was lost meanwhile; both or neither."""
    with transaction.atomic():
        held = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease)
        if not held.update(state=Job.State.DONE, note=""):
            return False
        effect()
        return True


def give_back(job: Job, reason: str) -> None:
    """Return a job that failed; after the last try it is parked with its reason."""
    parked = job.tries >= MOST_TRIES
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease).update(
        state=Job.State.FAILED if parked else Job.State.READY,
        note=reason[:400],
    )


def retry(pk: int) -> bool:
    """Let a parked job run again (the button on the incident page)."""
    parked = Job.objects.filter(pk=pk, state=Job.State.FAILED)
    return bool(parked.update(state=Job.State.READY, tries=0))

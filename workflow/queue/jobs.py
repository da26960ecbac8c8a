"""Enqueue, claim, renew and finish jobs. At least once in the body, exactly once in the effect."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from workflow.queue.models import Job

MOST_TRIES = 5
LOST = "办理它的后台进程中断了"


def lease() -> timedelta:
    """Return how long a worker holds a job without renewing it."""
    return timedelta(seconds=settings.JOB_LEASE_SECONDS)


def enqueue(key: str, task: str, **args: Any) -> Job:
    """Write a job in the transaction of the step that needs it; the same key makes one job.

    :raises RuntimeError: outside a transaction, where a crash would lose the job.
    """
    _need_transaction()
    job, is_new = Job.objects.get_or_create(key=key, defaults={"task": task, "args": args})
    if is_new:
        transaction.on_commit(partial(ring, job.pk))
    return job


def enqueue_new(task: str, args_of: dict[str, dict[str, Any]]) -> None:
    """Write several jobs at once, by keys that nobody used before.

    :raises RuntimeError: outside a transaction, where a crash would lose them.
    """
    _need_transaction()
    made = Job.objects.bulk_create(
        Job(key=key, task=task, args=args) for key, args in args_of.items()
    )
    for job in made:
        transaction.on_commit(partial(ring, job.pk))


def _need_transaction() -> None:
    if not connection.in_atomic_block:
        message = "a job is written inside the transaction of its step"
        raise RuntimeError(message)


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
    is_due = Q(until__isnull=True) | Q(until__lt=Now())
    waits = Q(state__in=[Job.State.READY, Job.State.RUNNING]) & is_due
    return waits & Q(tries__lt=MOST_TRIES)


def claim(pk: int) -> Job | None:
    """Take the job for one lease; None if another has it or it is done."""
    with transaction.atomic():
        taken = Job.objects.filter(claimable(), pk=pk).update(
            state=Job.State.RUNNING,
            lease=F("lease") + 1,
            tries=F("tries") + 1,
            until=Now() + lease(),
        )
        return Job.objects.get(pk=pk) if taken else None


def claim_next(tasks: list[str] | None = None) -> Job | None:
    """Take the oldest job waiting (of these tasks), or None; what failed before comes last."""
    waiting = Job.objects.filter(claimable())
    if tasks is not None:
        waiting = waiting.filter(task__in=tasks)
    for pk in waiting.order_by("tries", "pk").values_list("pk", flat=True)[:20]:
        if job := claim(pk):
            return job
    return None


def renew(job: Job) -> bool:
    """Hold the job for one more lease; False if it was taken over meanwhile."""
    held = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease)
    return bool(held.update(until=Now() + lease()))


def finish(job: Job, effect: Callable[[], None]) -> bool:
    """Write the job's effect, unless its lease was lost meanwhile; both or neither."""
    with transaction.atomic():
        held = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease)
        if not held.update(state=Job.State.DONE, note=""):
            return False
        effect()
        return True


def give_back(job: Job, reason: str) -> None:
    """Return a job that failed, to be tried again after a while; the last time it is parked."""
    parked = job.tries >= MOST_TRIES
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, lease=job.lease).update(
        state=Job.State.FAILED if parked else Job.State.READY,
        until=None if parked else Now() + timedelta(seconds=2**job.tries),
        note=reason[:400],
    )


def park_lost() -> int:
    """Park the jobs whose worker died at the last try; return how many."""
    lost = Job.objects.filter(
        state=Job.State.RUNNING,
        until__lt=Now(),
        tries__gte=MOST_TRIES,
    )
    return lost.update(state=Job.State.FAILED, until=None, note=LOST)


def park(key: str, task: str, reason: str) -> None:
    """Put down what could not be done, where people see it and may let it run again."""
    stands = {"task": task, "state": Job.State.FAILED, "tries": MOST_TRIES, "note": reason[:400]}
    Job.objects.update_or_create(key=key, defaults=stands)


def parked(task: str) -> set[str]:
    """Return the keys of the parked jobs of a task."""
    rows = Job.objects.filter(task=task, state=Job.State.FAILED)
    return set(rows.values_list("key", flat=True))


def ring_again() -> int:
    """Ring for every job that waits, as its first call may have been lost; return how many."""
    waiting = list(Job.objects.filter(claimable()).order_by("pk").values_list("pk", flat=True))
    for pk in waiting:
        ring(pk)
    return len(waiting)


def retry(pk: int) -> bool:
    """Let a parked job run again (the button on the incident page)."""
    parked = Job.objects.filter(pk=pk, state=Job.State.FAILED)
    return bool(parked.update(state=Job.State.READY, tries=0, until=None))

"""The worker (后台): claims jobs by lease, does them, and lets time run once a minute.

It may be killed at any moment: a job's effect and its end are one transaction, so what it leaves
half done another worker does again, and the fence drops whatever comes too late.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from contracts.documents.child import Renderer
from contracts.parties.actors import SYSTEM, acting_as
from workflow import warming
from workflow.door import Receipt
from workflow.jobs import (
    archives,
    boxes,
    clockwork,
    flows,
    papers,
    publications,
    scans,
    signs,
    trials,
)
from workflow.queue import jobs
from workflow.queue.models import Job

IDLE_SECONDS = 1.0
SWEEP_SECONDS = 60.0
BEATS_IN_A_LEASE = 3
CLOCK = "clock.fault"
log = logging.getLogger(__name__)


def do(job: Job, renderer: Renderer) -> bool:
    """Do one claimed job; a failure returns it with its reason. Test whether it is done."""
    with acting_as(SYSTEM):
        try:
            with beating(job):
                return WORK[job.task](job, renderer)
        except DatabaseError:
            raise
        except Exception as fault:
            log.exception("job %s (%s)", job.pk, job.key)
            jobs.give_back(job, f"{type(fault).__name__}：{fault}")
            return False


@contextmanager
def beating(job: Job) -> Iterator[None]:
    """Renew the job's lease from a thread of its own for as long as the block runs."""
    is_over = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, is_over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _beat(job: Job, is_over: threading.Event) -> None:
    seconds = jobs.lease().total_seconds() / BEATS_IN_A_LEASE
    try:
        while not is_over.wait(seconds):
            try:
                if not jobs.renew(job):
                    return
            except DatabaseError:
                log.warning("job %s: no sign of life this time", job.pk, exc_info=True)
    finally:
        connection.close()


class Worker:
    """One worker: jobs in the order of their kind and age, and the clock."""

    def __init__(self, *, tasks: list[str] | None = None, does_jobs: bool = True) -> None:
        """Take on jobs of these tasks (default: all), or none and only ring for them."""
        self.tasks = tasks or list(WORK)
        self.does_jobs = does_jobs
        self.is_ended = threading.Event()
        self._renderer = Renderer()
        self._swept_at: float | None = None

    def __enter__(self) -> Self:
        """Return the worker itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the rendering child."""
        self._renderer.close()

    def end(self) -> None:
        """Finish the job in hand, then stop."""
        self.is_ended.set()

    def run(self) -> None:
        """Work until told to end; an error of the database is waited out."""
        warming.read_catalogues()
        warming.keep_templates()
        while not self.is_ended.is_set():
            try:
                is_busy = self.turn()
            except DatabaseError:
                log.exception("the database did not answer; going on in a moment")
                connections.close_all()
                is_busy = False
            if not is_busy:
                self.is_ended.wait(IDLE_SECONDS)

    def run_once(self) -> int:
        """Let time run to today and do every job that waits; return how many were done."""
        self.sweep()
        done = 0
        while not self.is_ended.is_set() and (job := self._claim()):
            done += do(job, self._renderer)
        return done

    def turn(self) -> bool:
        """Let time run if a minute is over, and do one job; False if there was none."""
        if self._swept_at is None or time.monotonic() - self._swept_at >= SWEEP_SECONDS:
            self._swept_at = time.monotonic()
            self.sweep()
        job = self._claim()
        if job is None:
            return False
        do(job, self._renderer)
        return True

    def sweep(self) -> None:
        """Do what time brought up to today; park lost jobs; ring again where a broker listens."""
        run_clock()
        jobs.park_lost()
        if settings.REDIS_URL:
            jobs.ring_again()

    def _claim(self) -> Job | None:
        if not self.does_jobs:
            return None
        for task in self.tasks:
            if job := jobs.claim_next([task]):
                return job
        return None


def run_clock() -> list[Receipt]:
    """Do what time brought up to today, but for what failed before and was not let loose again."""
    failed = {key.removeprefix(f"{CLOCK}:") for key in jobs.parked(CLOCK)}
    receipts = clockwork.run_to(timezone.localdate(), faults=_put_down, skip=failed)
    signs.sweep(timezone.localdate())
    with acting_as(SYSTEM):
        scans.sweep(timezone.localdate())
    return receipts


def _put_down(what: str, fault: Exception) -> None:
    """Keep a fault of one timer from stopping the others; the incident page shows it."""
    log.error("%s could not be done", what, exc_info=fault)
    if not isinstance(fault, DatabaseError):
        jobs.park(f"{CLOCK}:{what}", CLOCK, f"{type(fault).__name__}：{fault}")


def _run_clock_again(job: Job, _: Renderer) -> bool:
    run_clock()
    return jobs.finish(job, lambda: None)


Work = Callable[[Job, Renderer], bool]
#: What is done first stands first: the next flow opens desks, a paper only fills a page.
WORK: dict[str, Work] = {
    flows.TASK: lambda job, _: flows.run(job),
    CLOCK: _run_clock_again,
    boxes.TASK: lambda job, _: boxes.run(job),
    papers.TASK: papers.run,
    scans.TASK: lambda job, _: scans.run(job),
    trials.TASK: trials.run,
    archives.TASK: archives.run,
    publications.TASK: publications.run,
}

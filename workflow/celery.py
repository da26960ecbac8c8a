"""The doorbell of the job table: Celery carries job numbers to other machines (extra ``scale``).

The table stays the truth: a message lost with its broker is rung again by the sweeper
(``manage.py worker --ring``), and a message that comes twice finds the job taken. Imported only
where REDIS_URL is set. To run: ``celery -A workflow.celery worker``.
"""

import logging
import os
import time
from functools import cache

from celery import Celery
from django.conf import settings
from kombu.exceptions import KombuError, OperationalError

from contracts.documents.child import Renderer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow.settings")
PATIENCE_SECONDS = 2
QUIET_SECONDS = 30.0
log = logging.getLogger(__name__)

app = Celery("xieyue", broker=settings.REDIS_URL)
app.conf.update(
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    task_default_queue=settings.JOB_QUEUE,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "global_keyprefix": f"{settings.JOB_QUEUE}:",
        "socket_connect_timeout": PATIENCE_SECONDS,
        "socket_timeout": PATIENCE_SECONDS * 5,
    },
)


@cache
def renderer() -> Renderer:
    """Return the rendering child of this worker process."""
    return Renderer()


@app.task(name="xieyue.run_job")
def run_job(pk: int) -> None:
    """Do the job if it still waits."""
    from workflow.jobs import worker  # noqa: PLC0415 -- Celery sets Django up after this import
    from workflow.queue import jobs  # noqa: PLC0415 -- as above

    job = jobs.claim(pk)
    if job is not None:
        worker.do(job, renderer())


_quiet_until = 0.0


def ring(pk: int) -> None:
    """Tell the workers that a job waits; a broker that does not answer is left alone a while."""
    global _quiet_until  # noqa: PLW0603 -- one broker per process
    if time.monotonic() < _quiet_until:
        return
    try:
        run_job.apply_async((pk,), retry=False)
    except (OperationalError, KombuError, OSError) as fault:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        log.warning("the broker does not answer, the sweeper will ring again: %s", fault)

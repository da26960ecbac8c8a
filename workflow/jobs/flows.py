"""Start the next flow: a job row written with the act that leads to it."""

import logging

from django.db import transaction

from contracts.agreements.models import Agreement
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case
from workflow import graph
from workflow.agreements.flow import ConclusionFlowV1
from workflow.desk import items
from workflow.queue import jobs
from workflow.queue.models import Job
from workflow.supervision.flow import ReviewFlowV1

TASK = "flow.start"
FLOWS = {"conclusion": ConclusionFlowV1, "review": ReviewFlowV1}
log = logging.getLogger(__name__)


def run(job: Job) -> bool:
    """Start the flow the job names about its record; a repeat changes nothing."""
    return jobs.finish(job, lambda: _start(job))


def _start(job: Job) -> None:
    record = Agreement.objects.get(pk=job.args["record"])
    case = Case.objects.select_for_update().get(pk=record.case_id)
    graph.start(FLOWS[job.args["flow"]], record)
    items.refresh(case, on=record.in_force_on or record.drafted_on or case.opened_on, by=SYSTEM)


def run_all() -> int:
    """Start every flow that waits (after an act, in the same process); return how many."""
    done = 0
    while job := _claim():
        done += run(job)
    return done


def run_at_once() -> None:
    """Start every flow that waits, so that the page after an act already shows the next step.

    What fails is left to the worker, which tries again later; the act itself is done.
    """
    with acting_as(SYSTEM):
        while job := _claim():
            try:
                run(job)
            except Exception as fault:
                log.exception("job %s (%s)", job.pk, job.key)
                jobs.give_back(job, f"{type(fault).__name__}：{fault}")


def _claim() -> Job | None:
    with transaction.atomic():
        return jobs.claim_next([TASK])

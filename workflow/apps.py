"""The Django app of the flows: process proxies, work items, jobs, the site."""

import importlib

from django.apps import AppConfig
from django.conf import settings

_MORE_STEPS = (
    "congress.founding_steps",
    "congress.proposal_steps",
    "congress.followup_steps",
    "congress.attendance_steps",
    "congress.board_steps",
    "congress.standing_steps",
    "supervision.satisfaction_steps",
    "agreements.signing_steps",
)


class WorkflowConfig(AppConfig):
    """The way: who is next, what runs in parallel, what waits for a day."""

    name = "workflow"
    label = "workflow"
    verbose_name = "流程"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the steps of every process known to the door, and the checks to Django."""
        importlib.import_module("workflow.checks")
        for process in (
            "bargaining",
            "agreements",
            "congress",
            "supervision",
            "disputes",
            "campaigns",
        ):
            importlib.import_module(f"workflow.{process}.steps")
        for steps in _MORE_STEPS:
            importlib.import_module(f"workflow.{steps}")
        if settings.REDIS_URL:
            queue = importlib.import_module("workflow.queue.jobs")
            queue.on_ring(importlib.import_module("workflow.celery").ring)

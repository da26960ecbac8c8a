"""The Django app of the flows: process proxies, work items, jobs, the site."""

import importlib

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The way: who is next, what runs in parallel, what waits for a day."""

    name = "workflow"
    label = "workflow"
    verbose_name = "流程"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the steps of every process known to the door."""
        for process in ("bargaining", "agreements", "congress", "supervision", "disputes"):
            importlib.import_module(f"workflow.{process}.steps")

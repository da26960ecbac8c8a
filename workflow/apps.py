"""The Django app of the flows: process proxies, work items, jobs, the site."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The way: who is next, what runs in parallel, what waits for a day."""

    name = "workflow"
    label = "workflow"
    verbose_name = "流程"
    default_auto_field = "django.db.models.BigAutoField"

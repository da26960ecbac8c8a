"""The Django app of running deadlines."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Running statutory periods (期限)."""

    name = "contracts.deadlines"
    label = "deadlines"
    verbose_name = "期限"
    default_auto_field = "django.db.models.BigAutoField"

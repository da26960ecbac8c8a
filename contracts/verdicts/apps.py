"""The Django app of findings."""

from django.apps import AppConfig


class VerdictsConfig(AppConfig):
    """The findings of checks (审查结论)."""

    name = "contracts.verdicts"
    label = "verdicts"
    verbose_name = "审查结论"
    default_auto_field = "django.db.models.BigAutoField"

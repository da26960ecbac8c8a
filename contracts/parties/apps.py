"""The Django app of organisations, people and cases."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Organisations, people, offices and cases (当事人)."""

    name = "contracts.parties"
    label = "parties"
    verbose_name = "当事人"
    default_auto_field = "django.db.models.BigAutoField"

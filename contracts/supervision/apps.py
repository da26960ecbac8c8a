"""The Django app of supervision."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """The record of supervision (监督)."""

    name = "contracts.supervision"
    label = "supervision"
    verbose_name = "监督"
    default_auto_field = "django.db.models.BigAutoField"

"""The Django app of disputes."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    """The record of disputes (争议)."""

    name = "contracts.disputes"
    label = "disputes"
    verbose_name = "争议"
    default_auto_field = "django.db.models.BigAutoField"

"""The Django app of agreements."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The record of agreements (合同)."""

    name = "contracts.agreements"
    label = "agreements"
    verbose_name = "合同"
    default_auto_field = "django.db.models.BigAutoField"

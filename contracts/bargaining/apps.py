"""The Django app of bargaining."""

from django.apps import AppConfig


class BargainingConfig(AppConfig):
    """The record of bargaining (集体协商)."""

    name = "contracts.bargaining"
    label = "bargaining"
    verbose_name = "集体协商"
    default_auto_field = "django.db.models.BigAutoField"

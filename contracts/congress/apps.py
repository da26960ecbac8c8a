"""The Django app of congress."""

from django.apps import AppConfig


class CongressConfig(AppConfig):
    """The record of congress (职代会)."""

    name = "contracts.congress"
    label = "congress"
    verbose_name = "职代会"
    default_auto_field = "django.db.models.BigAutoField"

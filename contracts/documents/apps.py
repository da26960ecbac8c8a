"""The Django app of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The record of documents (文书)."""

    name = "contracts.documents"
    label = "documents"
    verbose_name = "文书"
    default_auto_field = "django.db.models.BigAutoField"

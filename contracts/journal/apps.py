"""The Django app of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The append-only record of every act (日志)."""

    name = "contracts.journal"
    label = "journal"
    verbose_name = "日志"
    default_auto_field = "django.db.models.BigAutoField"

"""The Django app of organisations, people and cases."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import pre_delete


class AccountsAreKept(Exception):
    """账号只能停用，不能删除：办理记录都指向它。"""


def keep(**_: Any) -> None:
    """Refuse to delete an account (Viewflow's ledger would lose its tasks with it).

    :raises AccountsAreKept: always.
    """
    raise AccountsAreKept(AccountsAreKept.__doc__)


class PartiesConfig(AppConfig):
    """Organisations, people, offices and cases (当事人)."""

    name = "contracts.parties"
    label = "parties"
    verbose_name = "当事人"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep every account."""
        pre_delete.connect(keep, sender="parties.Account", dispatch_uid="accounts_are_kept")

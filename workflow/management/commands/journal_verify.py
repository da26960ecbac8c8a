"""Check the journal: every case's chain of entries, from the first to its head."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contracts.journal import entries
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Case


class Command(BaseCommand):
    """Print every broken place; exit status 1 if there is one."""

    help = "核对日志：每一案的日志链是否完整、未被改动"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Go through every case.

        :raises CommandError: if a chain is broken.
        """
        with acting_as(SYSTEM):
            cases = list(Case.objects.order_by("pk"))
            broken = [found for case in cases for found in entries.breaks(case)]
        for found in broken:
            self.stdout.write(f"案卷{found.case_id} 第{found.sequence}条：{found.reason}")
        if broken:
            raise CommandError(f"{len(broken)} 处对不上，请立即核查备份和数据库权限")
        self.stdout.write(f"{len(cases)} 案的日志链完整")

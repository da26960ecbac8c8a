"""Take in what a scanner put into its folder, now."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from contracts.parties.actors import SYSTEM, acting_as
from workflow.jobs import scans


class Command(BaseCommand):
    """``manage.py scans_take``; the worker does the same once a minute."""

    help = "收取扫描文件夹里的扫描件"

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        """Take the files in and say how many."""
        with acting_as(SYSTEM):
            taken = scans.sweep(timezone.localdate())
        self.stdout.write(f"收到 {taken} 个文件")

"""Let time run once: timers fire, silence takes effect, overdue clocks are urged."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workflow.jobs.worker import run_clock


class Command(BaseCommand):
    """Do what time brought up to today, as the worker does each minute."""

    help = "推进时间：到期的环节、期满生效、催办、到期预警（后台每分钟自动执行一次）"

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run the clock."""
        done = len(run_clock())
        self.stdout.write(f"{timezone.localdate()}：办理到期事项 {done} 项")

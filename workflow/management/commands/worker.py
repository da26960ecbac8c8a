"""Run one worker: papers, next flows and the clock, until told to end."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflow.jobs.worker import WORK, Worker


class Command(BaseCommand):
    """Work until SIGTERM or SIGINT; the job in hand is finished first."""

    help = "后台：生成文书、启动后续流程、让时间推进"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --once, --tasks and --ring."""
        parser.add_argument("--once", action="store_true", help="做完现有的任务就结束")
        parser.add_argument("--tasks", nargs="+", choices=list(WORK), help="只做这几类任务")
        parser.add_argument(
            "--ring",
            action="store_true",
            help="自己不做任务，只推进时间、为等待的任务补铃（由 Celery 去做）",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the worker."""
        with Worker(tasks=options["tasks"], does_jobs=not options["ring"]) as worker:

            def end(_number: int, _frame: FrameType | None) -> None:
                worker.end()

            signal.signal(signal.SIGTERM, end)
            signal.signal(signal.SIGINT, end)
            if options["once"]:
                self.stdout.write(f"完成任务 {worker.run_once()} 项")
            else:
                worker.run()

"""Run the site and one worker beside it, both watched over (./run serve)."""

import errno
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow.jobs.supervisor import Child, keep_running

MANAGE = str(settings.BASE_DIR / "manage.py")
HIGHEST_PORT = 65535


class Command(BaseCommand):
    """Migrate, then supervise gunicorn and the worker until SIGTERM or SIGINT."""

    help = "启动网站和后台（一个进程看管两个，意外结束会自动重启）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --port, --bind, --threads and --no-worker."""
        parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
        parser.add_argument("--bind", default="127.0.0.1", help="监听地址（默认只限本机）")
        parser.add_argument("--threads", type=int, default=8, help="网站线程数（默认 8）")
        parser.add_argument("--no-worker", action="store_true", help="不启动后台（另有后台时）")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run both.

        :raises CommandError: if the port is none, or taken by another program.
        """
        port, bind = options["port"], options["bind"]
        if not 0 < port <= HIGHEST_PORT:
            message = f"端口 {port} 不对，请写 1 到 {HIGHEST_PORT} 之间的数"
            raise CommandError(message)
        _need_free(bind, port)
        call_command("migrate", verbosity=0, interactive=False)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        children = [Child("网站", _gunicorn(f"{bind}:{port}", options["threads"]))]
        if not options["no_worker"]:
            children.append(Child("后台", [sys.executable, MANAGE, "worker"]))
        shown = "localhost" if bind in {"127.0.0.1", "0.0.0.0", "::1"} else bind  # noqa: S104 -- compared, not bound
        self.stdout.write(f"协约已启动，请在浏览器打开：http://{shown}:{port}/")
        self.stdout.write("按 Ctrl-C 结束。")
        self.stdout.flush()
        keep_running(children)
        self.stdout.write("已结束。")


def _need_free(bind: str, port: int) -> None:
    """Find out before anything is started whether the address can be had.

    :raises CommandError: if another program has it, or this one may not.
    """
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((bind, port))
        except OSError as fault:
            message = f"{bind} 的端口 {port} 用不了（{fault.strerror}）。"
            if fault.errno == errno.EADDRINUSE:
                message = f"端口 {port} 已有程序在用（也许协约已经启动）。"
            message += f"请换一个，例如：./run serve --port {port % HIGHEST_PORT + 1}"
            raise CommandError(message) from None


def _gunicorn(address: str, threads: int) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "workflow.wsgi:application",
        "--chdir",
        str(settings.BASE_DIR),
        "--bind",
        address,
        "--worker-class",
        "gthread",
        "--workers",
        "1",
        "--threads",
        str(threads),
        "--graceful-timeout",
        "20",
        "--log-level",
        "warning",
    ]

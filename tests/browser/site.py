"""An installation of its own for the browser: data folder, database, site and worker."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "xieyue-browser-2468"
START_SECONDS = 40
END_SECONDS = 45
FAULT_MARKS = ("Traceback", "Internal Server Error", "意外结束")


class Site:
    """The site as a user starts it: ``manage.py serve`` with the demo data, in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.log = folder / "serve.log"
        self.environment = {
            **os.environ,
            "XIEYUE_DATA": str(folder),
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "PYTHONUTF8": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return the address of the site."""
        return f"http://127.0.0.1:{self.port}"

    def seed(self) -> None:
        """Write the demo data into the folder."""
        self._manage("migrate", "-v", "0")
        self._manage("seed_demo", "--password", PASSWORD)

    def __enter__(self) -> Self:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 -- our own command
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_it_answers()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def said(self) -> str:
        """Return what site and worker wrote so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def faults(self) -> list[str]:
        """Return the lines of the log that tell of something broken."""
        return [line for line in self.said().splitlines() if any(m in line for m in FAULT_MARKS)]

    def _manage(self, *command: str) -> None:
        done = subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]

    def _wait_until_it_answers(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            try:
                page = f"{self.address}/login/"
                with urllib.request.urlopen(page, timeout=2) as answer:  # noqa: S310 -- our own site
                    assert answer.status == 200
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                self._wait_a_moment()
        raise AssertionError(self.said())

    def _wait_a_moment(self) -> None:
        """Wait until the process has ended or a moment has passed."""
        assert self.process is not None
        try:
            self.process.wait(0.2)
        except subprocess.TimeoutExpired:
            return


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

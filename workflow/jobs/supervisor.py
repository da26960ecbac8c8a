"""Keep the web server and one worker running beside each other (the embedded installation)."""

import ctypes
import logging
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

LOOK_SECONDS = 0.5
SHORTEST_WAIT, LONGEST_WAIT = 1.0, 60.0
#: A child that ran this long was well; the next time it dies it comes back at once.
WELL_SECONDS = 60.0
#: Longer than the longest rendering, so that the worker can finish the paper in hand.
PATIENCE_SECONDS = 40.0
PR_SET_PDEATHSIG = 1
log = logging.getLogger(__name__)


def _end_with_parent() -> None:
    """Let the child get SIGTERM when its supervisor is killed (Linux; elsewhere it stays)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Child:
    """One process that is started again whenever it dies, each time after a longer wait."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    starts_at: float = 0.0
    wait: float = SHORTEST_WAIT

    def start(self) -> None:
        """Start the process in a group of its own, so that a Ctrl-C reaches it through us alone."""
        self.process = subprocess.Popen(  # noqa: S603 -- our own command
            self.command,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 -- there are no threads here
        )
        self.started_at = time.monotonic()

    def look_after(self) -> None:
        """Start the process if it is time, or note that it died."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.starts_at:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        if now - self.started_at >= WELL_SECONDS:
            self.wait = SHORTEST_WAIT
        log.error("%s 意外结束（%s），%.0f 秒后重新启动", self.name, status, self.wait)
        self.process, self.starts_at = None, now + self.wait
        self.wait = min(self.wait * 2, LONGEST_WAIT)

    def ask_to_end(self) -> None:
        """Send SIGTERM."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def end(self, *, until: float) -> None:
        """Wait for the end until a moment, then kill."""
        if self.process is None:
            return
        try:
            self.process.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            log.warning("%s 没有按时结束，强制结束", self.name)
            self.process.kill()
            self.process.wait()


def keep_running(children: Sequence[Child]) -> None:
    """Run the children until SIGTERM or SIGINT, then end them all."""
    is_ended = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        is_ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    try:
        while not is_ended.is_set():
            for child in children:
                child.look_after()
            is_ended.wait(LOOK_SECONDS)
    finally:
        for child in children:
            child.ask_to_end()
        until = time.monotonic() + PATIENCE_SECONDS
        for child in children:
            child.end(until=until)

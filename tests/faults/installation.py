"""An installation of its own for tests that kill: data folder, database, processes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
SHORT_LEASE = "2"


class Dead(Exception):
    """The process died before it answered."""


class Installation:
    """A data folder and a database, with what runs in it; everything is ended at the close."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "XIEYUE_DATA": str(folder),
            "XIEYUE_LEASE": SHORT_LEASE,
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "PYTHONPATH": str(ROOT),
            **environment,
        }
        self.processes: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes:
            kill(process)

    @classmethod
    def like(cls, migrated: Path, folder: Path, **environment: str) -> Self:
        """Return an embedded installation with the tables of one that was migrated."""
        shutil.copy(migrated / "db.sqlite3", folder)
        return cls(folder, **environment)

    def migrate(self) -> None:
        """Make the tables."""
        self.run("manage.py", "migrate", "-v", "0")

    def run(self, *command: str) -> str:
        """Run a Python program to its end and return what it printed."""
        done = subprocess.run(  # noqa: S603 -- our own programs
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a Python program that is spoken to by lines."""
        log = (self.folder / "stderr.log").open("a")
        process = subprocess.Popen(  # noqa: S603 -- our own programs
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
        log.close()
        self.processes.append(process)
        return process

    @property
    def complaints(self) -> str:
        """What the processes said on standard error, the end of it."""
        return (self.folder / "stderr.log").read_text(encoding="utf-8")[-4000:]


def tell(process: subprocess.Popen[str], **command: object) -> None:
    """Send one command."""
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(command) + "\n")
        process.stdin.flush()
    except BrokenPipeError as gone:
        raise Dead from gone


def answer(process: subprocess.Popen[str]) -> object:
    """Return the answer to the last command.

    :raises Dead: if the process died before it answered.
    """
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line.endswith("\n"):
        raise Dead
    return json.loads(line)


def kill(process: subprocess.Popen[str]) -> None:
    """Kill the process as a power cut does, and what it started."""
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue

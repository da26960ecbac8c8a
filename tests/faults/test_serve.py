"""``serve`` runs site and worker beside each other: who dies comes back, both end together."""

import os
import re
import signal
import socket
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError, URLError

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.timeout(240)]
SECONDS = 90
ENDED_BY_US = 0


@pytest.fixture
def port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def wait_for(what, seconds=SECONDS):
    """Ask again and again until there is an answer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.2)
    raise TimeoutError


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            return page.status
    except HTTPError as page:
        return page.code
    except (URLError, OSError):
        return 0


def children_of(process):
    """Return the command of each child by its process id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue
        if re.search(rf"^PPid:\t{process.pid}$", status, re.MULTILINE):
            found[int(folder.name)] = command
    return found


def child(process, word):
    return next((pid for pid, command in children_of(process).items() if word in command), None)


@pytest.fixture
def served(install, port):
    there = install()
    serve = there.start("manage.py", "serve", "--port", str(port))
    wait_for(lambda: answers(port))
    return there, serve


def test_site_and_worker_run_and_end_together(served, port):
    there, serve = served
    wait_for(lambda: child(serve, "worker"))
    both = children_of(serve)

    serve.send_signal(signal.SIGTERM)

    assert serve.wait(60) == ENDED_BY_US, there.complaints
    assert f"http://localhost:{port}/" in serve.stdout.read()
    assert len(both) == 2
    assert [pid for pid in both if Path(f"/proc/{pid}").exists()] == []


def test_who_was_killed_is_started_again(served, port):
    _, serve = served
    for word in ("worker", "gunicorn"):
        killed = wait_for(lambda word=word: child(serve, word))
        os.kill(killed, signal.SIGKILL)

        again = wait_for(lambda word=word, killed=killed: _other(serve, word, killed))

        assert again != killed
    wait_for(lambda: answers(port))


def _other(serve, word, killed):
    found = child(serve, word)
    return found if found != killed else None


def test_children_of_a_killed_supervisor_end_too(served):
    _, serve = served
    both = children_of(serve)

    serve.kill()

    wait_for(lambda: not [pid for pid in both if Path(f"/proc/{pid}").exists()])

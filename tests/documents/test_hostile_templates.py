"""Hostile Word files: each refused for its reason; nothing executed, read, fetched or started.

The corpus is made anew (tests/documents/hostile) and aimed at a secret file that is watched, a
port that listens, a variable of the environment and a file that running code would write.
"""

import ctypes
import hashlib
import os
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from contracts.documents import lint, readback
from contracts.documents.child import Renderer, RenderRefused, RenderStopped
from contracts.documents.declaration import declaration
from contracts.documents.inspection import Inspector
from contracts.documents.reasons import PackageRefused, Reason
from tests.documents.building import DAY
from tests.documents.hostile import corpus, good

MOST_SECONDS = 10
MOST_KIB = 512 * 1024
IN_OPEN, IN_ACCESS, IN_NONBLOCK = 0x20, 0x01, 0o4000
SECRET = "机密-7c1f-canary"


class Reach:
    """What the corpus reaches for, and what came of it."""

    def __init__(self, folder):
        self.secret, self.marker = folder / "secret.txt", folder / "executed"
        self.secret.write_text(SECRET)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0)
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.watch = self.libc.inotify_init1(IN_NONBLOCK)
        path = os.fsencode(self.secret)
        assert self.libc.inotify_add_watch(self.watch, path, IN_OPEN | IN_ACCESS) > 0

    @property
    def targets(self):
        port = self.listener.getsockname()[1]
        return good.Targets(f"http://127.0.0.1:{port}/x", str(self.secret), str(self.marker))

    def touched(self):
        """List what was reached: code that ran, a file that was opened, a call that came in."""
        found = ["executed"] if self.marker.exists() else []
        with suppress(BlockingIOError):
            found += ["read"] if os.read(self.watch, 4096) else []
        with suppress(BlockingIOError):
            self.listener.accept()[0].close()
            found.append("fetched")
        return found

    def close(self):
        self.listener.close()
        os.close(self.watch)


def children(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def peak_kib(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.fixture
def reach(tmp_path, monkeypatch):
    monkeypatch.setenv("XIEYUE_CANARY", SECRET)
    made = Reach(tmp_path)
    yield made
    made.close()


def test_the_watch_sees_a_look_a_call_and_a_run(reach):
    reach.secret.read_text()
    socket.create_connection(reach.listener.getsockname()).close()
    reach.marker.touch()

    assert reach.touched() == ["executed", "read", "fetched"]


def test_the_corpus_is_large_and_the_same_each_time():
    first, second = (
        {case.name: hashlib.sha256(case.data).hexdigest() for case in corpus.cases(good.Targets())}
        for _ in range(2)
    )

    assert first == second
    assert len(first) == len(corpus.cases(good.Targets())) >= 400
    assert {case.reason for case in corpus.cases(good.Targets())} == set(Reason)


def test_the_good_file_they_are_made_from_is_taken():
    with Inspector() as inspector:
        assert inspector.check(good.CODE, good.packed()).faults == []


@pytest.mark.timeout(600)
def test_every_hostile_file_is_refused_for_its_reason_and_reaches_nothing(reach):
    wrong, said, slowest = [], [], 0.0
    with Inspector() as inspector:
        for case in corpus.cases(reach.targets):
            started = time.monotonic()
            found = inspector.check(good.CODE, case.data)
            slowest = max(slowest, time.monotonic() - started)
            first = found.faults[0].reason if found.faults else None
            if first != case.reason:
                wrong.append((case.name, case.reason, first))
            said += [fault.text for fault in found.faults]
            assert inspector.pid is None or children(inspector.pid) == []
        peak = peak_kib(inspector.pid)

    assert wrong == []
    assert reach.touched() == []
    assert [text for text in said if SECRET in text] == []
    assert slowest < MOST_SECONDS
    assert peak < MOST_KIB


@pytest.mark.timeout(600)
def test_unconfined_the_linter_would_not_reach_out_either(reach):
    """The child has no network; here is one, and still nobody calls."""
    declared = declaration(good.CODE)
    before = children(os.getpid())

    found = [lint.report(case.data, declared) for case in corpus.cases(reach.targets)]

    assert all(report.faults for report in found)
    assert reach.touched() == []
    assert children(os.getpid()) == before


@pytest.mark.timeout(600)
def test_at_the_door_of_edited_drafts_the_same_files_are_refused_or_read_as_text(reach):
    wrong, refused = [], 0
    for case in corpus.cases(reach.targets):
        try:
            readback.read(case.data)
        except PackageRefused as refusal:
            refused += 1
            wrong += [] if refusal.reason is case.reason else [(case.name, refusal.reason)]

    assert wrong == []
    assert refused >= 200
    assert reach.touched() == []


@pytest.mark.timeout(600)
def test_past_the_linter_the_renderer_still_runs_nothing_and_reaches_nothing(reach):
    """The second fence: the same files handed straight to the child that renders."""
    leaked = []
    with Renderer() as renderer:
        for case in corpus.cases(reach.targets):
            try:
                made = renderer.render(
                    code=good.CODE,
                    template=case.data,
                    facts={"addressee": "甲", "issues": [{"no": "1"}]},
                    created=DAY,
                    formats=("docx",),
                )
            except (RenderRefused, RenderStopped) as refused:
                answer = str(refused).encode()
            else:
                answer = made.docx or b""
            if SECRET.encode() in answer:
                leaked.append(case.name)
            assert renderer.pid is None or children(renderer.pid) == []

    assert leaked == []
    assert reach.touched() == []

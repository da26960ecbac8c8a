"""A batch of offers through the queue, its workers killed: none lost, none made twice.

A share of it in each run; all 10,000 with XIEYUE_LONG. Printed is what two workers made a second,
deaths included.
"""

import json
import shutil
import time

import pytest

from tests.faults.conftest import IS_LONG
from tests.faults.installation import kill

NUMBER = 10_000 if IS_LONG else 150
DEATHS = 10 if IS_LONG else 2
FORMATS = 2
pytestmark = [
    pytest.mark.faults,
    pytest.mark.scale,
    pytest.mark.timeout(4 * 3600 if IS_LONG else 300),
]


def test_batch_of_offers_goes_on_after_its_workers_are_killed(install, capsys):
    there = install()
    seconds = ask(there, "issue", NUMBER)
    workers = [start(there), start(there)]

    began = time.perf_counter()
    for death in range(1, DEATHS + 1):
        ask(there, "until", death * NUMBER // (DEATHS + 1))
        # The last time both at once: nobody is left to take over.
        victims = workers if death == DEATHS else workers[:1]
        for victim in victims:
            kill(victim)
        workers = [*workers[len(victims) :], *(start(there) for _ in victims)]
    ask(there, "until", NUMBER)
    took = time.perf_counter() - began

    for worker in workers:
        kill(worker)
    picture = ask(there, "state")
    shutil.rmtree(there.folder / "files", ignore_errors=True)
    with capsys.disabled():
        print(  # noqa: T201 -- the figure
            f"\n{NUMBER} offers: issued in {seconds:.1f} s, made by two workers in {took:.0f} s,"
            f" {NUMBER / took:.1f} a second, {DEATHS} deaths"
        )
    assert picture == {
        "letters": NUMBER,
        "numbers": NUMBER,
        "offers": NUMBER,
        "jobs": NUMBER,
        "files": NUMBER * FORMATS,
        "kept": NUMBER * FORMATS,
        "faults": [],
    }


def ask(there, *command):
    return json.loads(there.run("tests/faults/issue_batch.py", *map(str, command)))


def start(there):
    return there.start("tests/faults/run_worker.py")

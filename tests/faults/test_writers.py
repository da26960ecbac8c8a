"""Many writers at once on the embedded database: nobody is told “database is locked” (G3)."""

import statistics

import pytest

from tests.faults.conftest import BACKENDS, IS_LONG
from tests.faults.installation import answer, tell

WRITERS = 32 if IS_LONG else 6
ROUNDS_EACH = 20 if IS_LONG else 4
SLOWEST_SECONDS = 20.0  # the busy timeout: whoever waits longer is told “locked”
pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]


@pytest.mark.parametrize("backend", BACKENDS)
def test_writers_at_once_are_served_without_an_error(install, backend):
    there = install(backend)
    writers = [there.start("tests/faults/write.py", str(n)) for n in range(WRITERS)]
    assert [answer(writer) for writer in writers] == ["ready"] * WRITERS

    for writer in writers:
        tell(writer, rounds=ROUNDS_EACH)
    came = [answer(writer) for writer in writers]

    errors = [error for each in came for error in each["errors"]]
    seconds = sorted(second for each in came for second in each["seconds"])
    assert errors == []
    assert len(seconds) == WRITERS * ROUNDS_EACH * 2
    assert seconds[-1] < SLOWEST_SECONDS
    middle, late = statistics.median(seconds), statistics.quantiles(seconds, n=100)[-1]
    print(f"median {middle:.2f} s, p99 {late:.2f} s, slowest {seconds[-1]:.2f} s")  # noqa: T201

"""kill -9 while a contract is signed: signature and record both or neither, and it goes on."""

import random
import signal
import time

import pytest

from tests.faults.conftest import IS_LONG
from tests.faults.installation import Dead, answer, kill, tell

KILLS = 60 if IS_LONG else 4
LATEST = 1.5
SEED = 20270329
pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800 if IS_LONG else 600)]
SIDES = ("employer", "workers")


def ask(process, **command):
    tell(process, **command)
    return answer(process)


def start(there):
    return there.start("tests/faults/sign_contract.py")


def sign_until_done(there, process, side, deaths):
    """Send the signature until it is acknowledged, killing at each of the moments given."""
    for wait in deaths:
        tell(process, do="sign", side=side)
        time.sleep(wait)
        kill(process)
        assert process.returncode in {-signal.SIGKILL, 0}, there.complaints
        process = start(there)
        found = ask(process, do="state")
        assert found["kept"] == found["recorded"]
        assert found["all_good"]
        if side in found["kept"]:
            return process
    try:
        assert ask(process, do="sign", side=side) == {"ok": True}
    except Dead:
        pytest.fail(there.complaints)
    return process


def test_a_kill_leaves_both_or_neither_and_the_contract_is_signed_at_last(install):
    there, chance = install(), random.Random(SEED)  # noqa: S311 -- moments, not secrets
    process = start(there)
    ask(process, do="build")

    for side in SIDES:
        deaths = [chance.uniform(0, LATEST) for _ in range(KILLS // 2)]
        process = sign_until_done(there, process, side, deaths)

    assert ask(process, do="state") == {
        "kept": ["employer", "workers"],
        "recorded": ["employer", "workers"],
        "positions": [1, 2],
        "all_good": True,
        "concluded": True,
    }

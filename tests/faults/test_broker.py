"""Celery is the doorbell, the job table is the truth: a broker that forgets loses nothing."""

import os
import time

import pytest

from tests.faults.conftest import REDIS
from tests.faults.installation import ROOT, answer, kill, tell

STORY = str(ROOT / "seeds" / "demo" / "demo_wage_round.yaml")
ACTS = 7  # to the offer and its answer
SECONDS = 90
pytestmark = [pytest.mark.faults, pytest.mark.services, pytest.mark.timeout(300)]
CELERY = ("-m", "celery", "-A", "workflow.celery", "worker", "-P", "solo", "-l", "warning")
QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")


@pytest.fixture
def broker():
    """Return the broker and the name of a queue of our own; take away what is left of it."""
    redis = pytest.importorskip("redis", reason="redis（extra scale）没有安装")
    line = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        line.ping()
    except redis.ConnectionError as fault:
        pytest.skip(f"Redis 没有应答（XIEYUE_TEST_REDIS）：{fault}")
    queue = f"xieyue-test-{os.getpid()}"
    yield line, queue
    for key in line.scan_iter(f"{queue}*"):
        line.delete(key)
    line.close()


@pytest.fixture
def played(install, broker):
    """Return an installation in which a round has begun, with its papers waiting and rung for."""
    _, queue = broker
    there = install(REDIS_URL=REDIS, XIEYUE_QUEUE=queue)
    web = there.start("tests/faults/drive_round.py", STORY)
    tell(web, do="build")
    things = answer(web)
    for number in range(ACTS):
        tell(web, do="act", number=number, things=things)
        things |= answer(web)["made"]
    return there, web


def undone(web):
    tell(web, do="state")
    return answer(web)["faults"]


def wait_until_done(web):
    until = time.monotonic() + SECONDS
    while (faults := undone(web)) and time.monotonic() < until:
        time.sleep(0.5)
    return faults


def test_each_job_is_rung_once_and_done_once(played, broker):
    there, web = played
    line, queue = broker
    waiting = len([fault for fault in undone(web) if fault.startswith("job")])

    assert line.llen(f"{queue}:{queue}") >= waiting > 0
    there.start(*CELERY, *QUIET)

    assert wait_until_done(web) == []
    assert line.llen(f"{queue}:{queue}") == 0


def test_broker_that_forgot_everything_loses_nothing(played, broker):
    there, web = played
    line, queue = broker

    line.delete(f"{queue}:{queue}")
    bell = there.start(*CELERY, *QUIET)
    time.sleep(5)
    assert undone(web) != []
    sweeper = there.start("tests/faults/run_worker.py", "--ring")
    time.sleep(3)
    kill(bell)
    kill(sweeper)
    line.delete(f"{queue}:{queue}")
    there.start(*CELERY, *QUIET)
    there.start("tests/faults/run_worker.py", "--ring")

    assert wait_until_done(web) == []


def test_broker_that_is_gone_stops_nobody(install):
    there = install(REDIS_URL="redis://127.0.0.1:1/0")
    web = there.start("tests/faults/drive_round.py", STORY)
    tell(web, do="build")
    things = answer(web)

    tell(web, do="act", number=0, things=things)
    things |= answer(web)["made"]
    tell(web, do="act", number=1, things=things)

    assert answer(web)["ok"], there.complaints

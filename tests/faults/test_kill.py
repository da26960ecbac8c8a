"""kill -9 of web and worker at random points of a round: nothing lost, nothing twice, it goes on.

RELIABILITY G1 and G2. The oracle is the same story driven without a kill: journal, papers with
their numbers and facts, and clocks must come out equal, and nothing may be wrong in itself.
"""

import random
import signal
import time
from collections import Counter

import pytest

from tests.faults.conftest import BACKENDS, IS_LONG
from tests.faults.installation import ROOT, Dead, Installation, answer, kill, tell

STORY = str(ROOT / "seeds" / "demo" / "demo_wage_round.yaml")
KILLS = 40 if IS_LONG else 6
SEED = 20270108
LATEST = 0.3
SECONDS_TO_DRAIN = 120
ACTS = 45
pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800 if IS_LONG else 420)]


class Drive:
    """A story under way: the two processes, and what was acknowledged."""

    def __init__(self, there):
        self.there = there
        self.killed = Counter()
        self.web = self.worker = None
        self.start_web()
        self.things = self.ask(do="build")

    def start_web(self):
        self.web = self.there.start("tests/faults/drive_round.py", STORY)

    def start_worker(self):
        self.worker = self.there.start("tests/faults/run_worker.py")

    def ask(self, **command):
        tell(self.web, **command)
        return answer(self.web)

    def kill_web(self):
        kill(self.web)
        self.killed["web"] += 1

    def kill_worker(self):
        kill(self.worker)
        self.killed["worker"] += 1
        self.start_worker()

    def act(self, number, deaths=()):
        """Send one act until it is acknowledged; at each sending one of the deaths happens.

        An acknowledgement on its way when the web dies is lost with it: the act is sent again.
        """
        deaths = list(deaths)
        while True:
            try:
                tell(self.web, do="act", number=number, things=self.things)
                if deaths:
                    self.die(*deaths.pop())
                done = answer(self.web)
            except Dead:
                assert self.web.wait() == -signal.SIGKILL, self.there.complaints
                self.start_web()
                continue
            self.things |= done["made"]
            return

    def die(self, after, victims):
        """Wait so long, then kill.

        :raises Dead: if the web is among the victims.
        """
        time.sleep(after)
        for victim in victims:
            victim(self)
        if self.web.returncode is not None:
            raise Dead

    def drain(self):
        """Let the worker make what waits; return the picture once all is made, or time is over."""
        until = time.monotonic() + SECONDS_TO_DRAIN
        while time.monotonic() < until:
            self.there.run("tests/faults/run_worker.py", "--once")
            picture = self.ask(do="state")
            if not any(fault.startswith(("paper", "job")) for fault in picture["faults"]):
                return picture
        return picture


@pytest.fixture(scope="module")
def calm(migrated, tmp_path_factory):
    """Return what the story comes to when nobody is killed."""
    with Installation.like(migrated, tmp_path_factory.mktemp("calm")) as there:
        drive = Drive(there)
        for number in range(ACTS):
            drive.act(number)
        return drive.ask(do="state")


VICTIMS = {
    "web": (Drive.kill_web,),
    "worker": (Drive.kill_worker,),
    "both": (Drive.kill_worker, Drive.kill_web),
}


def deaths_of(chance, kills):
    """Return for some acts, when after its sending who is killed."""
    deaths = {}
    for number in sorted(chance.choices(range(ACTS), k=kills)):
        victims = VICTIMS[chance.choice(list(VICTIMS))]
        deaths.setdefault(number, []).append((chance.uniform(0, LATEST), victims))
    return deaths


@pytest.mark.parametrize("backend", BACKENDS if IS_LONG else BACKENDS[:1])
def test_nothing_is_lost_or_done_twice_and_the_round_goes_on(install, calm, backend):
    chance = random.Random(SEED)  # noqa: S311 -- the same points of death in each run
    drive = Drive(install(backend))
    drive.start_worker()
    deaths = deaths_of(chance, KILLS - KILLS // 3)

    for number in range(ACTS):
        drive.act(number, deaths.get(number, ()))
    for _ in range(KILLS // 3):
        time.sleep(chance.uniform(1.5, 4))
        drive.kill_worker()
    kill(drive.worker)
    picture = drive.drain()

    assert picture["journal"] == calm["journal"]
    assert picture["papers"] == calm["papers"]
    assert picture["clocks"] == calm["clocks"]
    assert picture["faults"] == []
    assert drive.killed.total() >= KILLS

"""Two processes want the same step at once: one of them gets it (VIEWFLOW §3.6).

Bare Viewflow with its default lock let both through, 40 times of 40 on PostgreSQL.
"""

import pytest

from tests.faults.conftest import BACKENDS, IS_LONG
from tests.faults.installation import answer, tell

LAST_DAY, THE_DAY_AFTER = "2027-01-28", "2027-01-29"
TIMES = 10 if IS_LONG else 2
pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]


class Race:
    """Two racers and a referee, each a process, kept for all races on one backend."""

    def __init__(self, there):
        self.there = there
        self.referee, *self.racers = [there.start("tests/faults/race.py") for _ in range(3)]

    def prepared(self):
        return self.judge("prepare")

    def judge(self, what, **asked):
        tell(self.referee, do=what, **asked)
        return answer(self.referee)

    def run(self, place, *asked):
        """Let both start at the same moment; return what each answers, and what is left."""
        for racer, each in zip(self.racers, asked, strict=True):
            tell(racer, **place, **each)
        assert [answer(racer) for racer in self.racers] == ["ready"] * 2, self.there.complaints
        for racer in self.racers:
            tell(racer)
        return [answer(racer) for racer in self.racers], self.judge("look", **place)


@pytest.fixture(scope="module", params=BACKENDS)
def race(request, install_once):
    return Race(install_once(request.param))


# Defects 1 and 2: two complete one step.
def test_two_who_answer_at_once_give_one_answer(race):
    asked = {"do": "respond", "on": LAST_DAY}

    came, left = race.run(race.prepared(), asked, asked)

    assert sorted(each["ok"] for each in came) == [False, True]
    assert left["acts"].count("bargaining.respond") == 1
    assert left["open"] == ["talk"]
    assert left["faults"] == []


# A double click: the same form twice at once is one effect, and both are told it is done.
def test_one_form_sent_twice_at_once_has_one_effect_and_two_good_answers(race):
    asked = {"do": "respond", "on": LAST_DAY, "key": "form-1"}

    came, left = race.run(race.prepared(), asked, asked)

    assert [each["ok"] for each in came] == [True, True]
    assert sorted(each["repeat"] for each in came) == [False, True]
    assert left["acts"].count("bargaining.respond") == 1
    assert left["open"] == ["talk"]
    assert left["faults"] == []


# The response races the timer: exactly one path, and the journal says which.
@pytest.mark.parametrize("time", range(TIMES))
def test_answer_and_timer_at_once_take_exactly_one_path(race, time):
    (answered, clock), left = race.run(
        race.prepared(),
        {"do": "respond", "on": LAST_DAY},
        {"do": "clock", "on": THE_DAY_AFTER},
    )

    assert answered["ok"]
    assert left["stage"] == "talks"
    assert left["open"] == ["talk"]
    fell_silent = "bargaining.fall_silent" in left["acts"]
    assert fell_silent == ("bargaining.fall_silent" in clock["acts"])
    assert left["acts"].count("bargaining.respond") == 1
    assert left["faults"] == []

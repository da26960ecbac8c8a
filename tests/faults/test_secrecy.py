"""G7: attackers with the database, its files and the logs guess no better than chance.

The same attackers catch a vote whose roll and ballots merely lie in separate tables.
"""

import json
from math import sqrt

import pytest

from tests.faults import attackers
from tests.faults.attackers import ATTACKERS
from tests.faults.conftest import BACKENDS, IS_LONG

SIZES = [12] * 20 + [60] * 20 + [300] * 20 if IS_LONG else [12, 12, 60, 60]
SIGMAS = 5
pytestmark = [pytest.mark.faults, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module", params=BACKENDS)
def stolen(request, install_once):
    """Votes that were held, and everything a thief could take away afterwards."""
    there = install_once(request.param)
    asked = json.dumps({"sizes": SIZES, "seed": 20270326})
    held = json.loads(there.run("tests/faults/hold_vote.py", asked))
    if request.param == "sqlite":
        spoils = attackers.sqlite_spoils(there.folder)
    else:
        spoils = attackers.postgres_spoils(there.environment["DATABASE_URL"])
    yield held, spoils
    spoils.line.close()


def hits(attacker, spoils, votes):
    """Return how many votes the attacker assigns rightly, of how many he claims to know."""
    right = claimed = 0
    for vote in votes:
        guess = attacker(spoils, vote)
        right += sum(a == b for a, b in zip(guess, vote["choices"], strict=False))
        claimed += len([each for each in guess if each])
    return right, claimed


def chance(votes):
    """Return what a guesser who knows the result alone gets right, and how far chance strays."""
    expected = variance = 0.0
    for vote in votes:
        size = len(vote["choices"])
        share = sum((vote["choices"].count(c) / size) ** 2 for c in set(vote["choices"]))
        expected += size * share
        variance += size * share * (1 - share)
    return expected, sqrt(variance)


@pytest.mark.parametrize("name", ATTACKERS)
def test_an_attacker_guesses_no_better_than_chance(stolen, name):
    held, spoils = stolen

    right, claimed = hits(ATTACKERS[name], spoils, held["ours"])

    expected, sigma = chance(held["ours"])
    assert claimed == 0 or abs(right - expected) <= SIGMAS * sigma


@pytest.mark.parametrize("name", ["where it lies", "which transaction", "size of the answer"])
def test_the_same_attacker_catches_the_naive_scheme(stolen, name):
    held, spoils = stolen

    right, claimed = hits(ATTACKERS[name], spoils, held["naive"])

    assert right == claimed == sum(SIZES)


def test_carving_catches_the_naive_scheme(stolen):
    held, spoils = stolen

    right, claimed = hits(ATTACKERS["carving the files"], spoils, held["naive"])

    expected, sigma = chance(held["naive"])
    # The files of a server lie in another's folder: there he gets nothing to cut.
    assert right > expected + SIGMAS * sigma if spoils.files else claimed == 0


def test_no_answer_to_a_vote_is_longer_than_another(stolen):
    held, _ = stolen

    assert {size for vote in held["ours"] for *_, size in vote["log"]} == {held["ours"][0]["log"][0][-1]}  # fmt: skip  # noqa: E501


def test_the_files_hold_no_envelope_once_the_box_was_opened(stolen):
    held, spoils = stolen
    now = b"".join(file.read_bytes() for file in spoils.files if "backup" not in file.name)
    left = [each for vote in held["ours"] for each in vote["envelopes"] if bytes.fromhex(each) in now]  # fmt: skip  # noqa: E501
    rows = spoils.ask("SELECT count(*) FROM congress_elector WHERE envelope IS NOT NULL")

    assert left == []
    assert rows[0][0] == 0
    assert spoils.ask("SELECT count(*) FROM congress_slip")[0][0] == 0


def test_no_table_of_the_vote_keeps_a_time(stolen):
    _, spoils = stolen
    tables = ("congress_poll", "congress_elector", "congress_slip", "congress_castballot")
    if spoils.is_sqlite:
        kinds = {row[2] for table in tables for row in spoils.ask(f"PRAGMA table_info({table})")}
    else:
        names = ",".join(f"'{table}'" for table in tables)
        sql = f"SELECT data_type FROM information_schema.columns WHERE table_name IN ({names})"  # noqa: S608
        kinds = {row[0] for row in spoils.ask(sql)}

    assert not {kind for kind in kinds if "time" in kind}

from datetime import date

import pytest

from contracts.congress.checks import elections
from contracts.statutes.law import Law

DAY = date(2027, 1, 6)


def law(region="CN"):
    return Law(region=region, instruments=(), on=DAY)


@pytest.mark.parametrize(
    ("region", "workers", "attended", "votes", "outcome", "found", "required"),
    [
        ("CN", 62, 55, [54, 48], "ok", 55, 42),
        ("CN", 10, 6, [6, 6], "block", 6, 7),
        ("CN", 10, 7, [6, 7], "ok", 7, 7),
        ("CN", 10, 9, [8, 5], "block", 5, 6),
        ("BJ", 10, 9, [5], "block", 5, 6),
        ("ZJ", 10, 9, [6], "ok", 9, 7),
        ("SH", 10, 9, [5], "warn", 5, 5),
        ("SH", 10, 9, [4], "block", 4, 5),
        ("SH", 10, 9, [6], "ok", 9, 7),
        ("HA", 11, 8, [6], "ok", 8, 8),
    ],
)
def test_attendance_comes_first_and_then_the_weakest_seat(
    *, region, workers, attended, votes, outcome, found, required
):
    verdict = elections.check_election(
        workers=workers, attended=attended, votes=votes, law=law(region)
    )

    assert verdict.rule == "R_ELECTION_QUORUM"
    assert (verdict.outcome, verdict.found, verdict.required) == (outcome, found, required)


def test_a_meeting_too_small_is_told_the_share_and_who_is_missing():
    verdict = elections.check_election(workers=10, attended=6, votes=[6], law=law())

    assert verdict.message == "本单位职工10人，到会6人（须全体职工三分之二以上，即≥7人 ✗，差1人）。"
    assert verdict.citations == ("EDM 25",)


def test_exactly_half_is_explained_either_way():
    refused = elections.check_election(workers=10, attended=9, votes=[5], law=law())
    enough = elections.check_election(workers=10, attended=9, votes=[5], law=law("SH"))

    assert refused.message.endswith("正好一半，不是过半数。")
    assert enough.message.endswith("正好一半，达到半数以上，多一票更稳妥。")


def test_a_seat_is_won_with_more_than_half_of_the_whole_unit():
    assert elections.votes_needed(10, law()) == 6
    assert elections.votes_needed(11, law()) == 6
    assert elections.votes_needed(10, law("SH")) == 5

from datetime import date

import pytest

from contracts.congress.checks import delegates
from contracts.statutes.law import Law

DAY = date(2027, 3, 26)


def law(region="CN"):
    return Law(region=region, instruments=(), on=DAY)


def figures(verdict):
    return verdict.outcome, verdict.found, verdict.required


@pytest.mark.parametrize(
    ("region", "workers", "seats", "outcome", "required"),
    [
        ("CN", 184, 32, "ok", 30),
        ("CN", 184, 29, "block", 30),
        ("CN", 1000, 50, "ok", 50),
        ("CN", 1000, 49, "block", 50),
        ("CN", 3000, 100, "ok", 100),
        ("CN", 3000, 99, "block", 100),
        ("BJ", 700, 34, "block", 35),
        ("SH", 420, 45, "ok", 45),
        ("SH", 420, 44, "block", 45),
        ("ZJ", 250, 47, "ok", 47),
        ("HZ", 250, 46, "block", 47),
        ("NB", 99, 30, "ok", 30),
        ("HA", 150, 30, "ok", 30),
        ("HA", 150, 29, "block", 30),
        ("HA", 500, 50, "ok", 50),
        ("HA", 500, 49, "block", 50),
        ("HA", 500, 75, "ok", 50),
        ("HA", 500, 76, "block", 75),
        ("HA", 12000, 500, "ok", 500),
        ("HA", 12000, 501, "warn", 500),
        ("HA", 80, 29, "block", 30),
        ("CQ", 400, 30, "ok", 30),
        ("LN", 601, 30, "block", 31),
        ("SY", 600, 30, "ok", 30),
    ],
)
def test_each_place_asks_for_its_own_number_of_delegates(region, workers, seats, outcome, required):
    verdict = delegates.check_number(workers=workers, seats=seats, law=law(region))

    assert verdict.rule == "R_DELEGATE_NUM"
    assert figures(verdict) == (outcome, seats, required)


def test_too_few_delegates_are_told_how_many_are_missing_and_by_which_article():
    verdict = delegates.check_number(workers=420, seats=44, law=law("SH"))

    assert verdict.citations == ("SH-WC 21",)
    assert verdict.message.startswith("职工420人，职工代表44名（须≥45名 ✗，差1名）。")
    assert verdict.remedy == "请把名额调整到≥45名，各选举单位按人数重新分配。"


def test_below_a_hundred_workers_the_assembly_is_named():
    small = delegates.check_number(workers=99, seats=30, law=law())
    large = delegates.check_number(workers=100, seats=30, law=law())

    assert small.message.endswith("职工不足100人，也可以开职工大会，不用选代表。")
    assert "职工大会" not in large.message


@pytest.mark.parametrize(
    ("region", "seats", "management", "outcome", "required"),
    [
        ("CN", 32, 6, "ok", 6),
        ("CN", 32, 7, "warn", 6),
        ("SH", 44, 8, "ok", 8),
        ("SH", 44, 9, "block", 8),
        ("ZJ", 40, 8, "ok", 8),
        ("ZJ", 40, 9, "block", 8),
    ],
)
def test_managers_hold_a_fifth_and_only_a_hard_text_refuses(
    region, seats, management, outcome, required
):
    verdict = delegates.check_management(seats=seats, management=management, law=law(region))

    assert verdict.rule == "R_DELEGATE_MGMT"
    assert figures(verdict) == (outcome, management, required)


@pytest.mark.parametrize(
    ("region", "seats", "workers", "women", "women_seats", "outcome", "required"),
    [
        ("CN", 32, 300, 150, 16, "ok", 16),
        ("CN", 32, 300, 150, 6, "warn", 16),
        ("CN", 32, 184, 50, 9, "ok", 9),
        ("CN", 32, 184, 0, 0, "ok", 0),
        ("CN", 30, 3000, 10, 0, "warn", 1),
        ("SH", 45, 420, 210, 22, "warn", 23),
        ("ZJ", 40, 120, 37, 13, "ok", 13),
        ("ZJ", 40, 120, 37, 12, "block", 13),
        ("NB", 40, 120, 60, 19, "block", 20),
    ],
)
def test_women_are_represented_as_they_work(
    *, region, seats, workers, women, women_seats, outcome, required
):
    verdict = delegates.check_women(
        seats=seats, women_seats=women_seats, workers=workers, women=women, law=law(region)
    )

    assert verdict.rule == "R_DELEGATE_WOMEN"
    assert figures(verdict) == (outcome, women_seats, required)


@pytest.mark.parametrize(
    ("region", "dispatch_seats", "outcome", "required"),
    [("CN", 1, "ok", 1), ("CN", 0, "warn", 1), ("ZJ", 0, "ok", 0)],
)
def test_dispatched_workers_have_a_delegate_or_attend(region, dispatch_seats, outcome, required):
    verdict = delegates.check_dispatched(
        seats=32, dispatch_seats=dispatch_seats, workers=184, dispatch=8, law=law(region)
    )

    assert verdict.rule == "R_DELEGATE_DISPATCH"
    assert figures(verdict) == (outcome, dispatch_seats, required)


@pytest.mark.parametrize(
    ("region", "operators", "outcome", "required"),
    [
        ("CN", 8, "ok", 8),
        ("CN", 9, "block", 8),
        ("ZJ", 8, "ok", 8),
        ("HZ", 9, "block", 8),
        ("SH", 12, "ok", 12),
        ("SH", 13, "block", 12),
        ("LN", 9, "block", 8),
    ],
)
def test_operators_hold_few_seats_of_an_area_congress(region, operators, outcome, required):
    verdict = delegates.check_operators(seats=40, operators=operators, law=law(region))

    assert verdict.rule == "R_REGIONAL_OPERATOR"
    assert figures(verdict) == (outcome, operators, required)


def test_shanghai_sets_a_least_number_for_an_area_congress():
    short = delegates.check_area_number(seats=29, law=law("SH"))

    assert figures(short) == ("block", 29, 30)
    assert delegates.check_area_number(seats=30, law=law("SH")).outcome == "ok"
    assert delegates.check_area_number(seats=10, law=law("CN")) is None

"""The table in numbers, region by region: one case on each side of every threshold."""

from datetime import date

import pytest

from contracts.bargaining.checks import table
from contracts.bargaining.checks.seats import Counts, Population, Seat
from contracts.parties.models import Side
from contracts.statutes.law import Law, instrument_codes

ON = date(2027, 5, 20)


def law(region, kind="wage"):
    return Law(on=ON, region=region, instruments=instrument_codes(kind))


def verdict_of(verdict):
    return (verdict.outcome, verdict.found, verdict.required)


@pytest.mark.parametrize(
    ("region", "side", "own", "other", "expected"),
    [
        ("CN", Side.WORKERS, 3, None, ("ok", 3, 3)),
        ("CN", Side.WORKERS, 2, None, ("block", 2, 3)),
        ("CN", Side.EMPLOYER, 4, 4, ("ok", 4, 3)),
        ("CN", Side.EMPLOYER, 3, 4, ("block", 3, 4)),
        ("SH", Side.EMPLOYER, 3, 4, ("ok", 3, 3)),
        ("SH", Side.EMPLOYER, 5, 4, ("block", 5, 4)),
        ("SH", Side.WORKERS, 5, 4, ("ok", 5, 3)),
        ("BJ", Side.WORKERS, 10, None, ("ok", 10, 3)),
        ("BJ", Side.WORKERS, 11, None, ("warn", 11, 10)),
        ("CQ", Side.WORKERS, 15, None, ("ok", 15, 3)),
        ("CQ", Side.WORKERS, 16, None, ("block", 16, 15)),
    ],
)
def test_size_of_a_side(region, side, own, other, expected):
    verdict = table.check_count(side, Counts(own=own, other=other), law(region))

    assert verdict_of(verdict) == expected


@pytest.mark.parametrize(("own", "expected"), [(4, ("block", 4, 5)), (5, ("ok", 5, 5))])
def test_firm_above_scale_in_zhejiang_sends_five(own, expected):
    verdict = table.check_count(Side.WORKERS, Counts(own=own), law("ZJ"), is_above_scale=True)

    assert verdict_of(verdict) == expected


@pytest.mark.parametrize(
    ("region", "kind", "own", "outsiders", "expected"),
    [
        ("CN", "wage", 3, 1, ("ok", 1, 1)),
        ("CN", "wage", 3, 2, ("block", 2, 1)),
        ("CN", "wage", 5, 2, ("block", 2, 1)),
        ("CN", "wage", 6, 2, ("ok", 2, 2)),
        ("SD", "wage", 9, 1, ("block", 1, 0)),
        ("SD", "comprehensive", 9, 3, ("ok", 3, 3)),
        ("HA", "comprehensive", 9, 1, ("block", 1, 0)),
        ("HA", "wage", 9, 3, ("ok", 3, 3)),
    ],
)
def test_share_of_outsiders(region, kind, own, outsiders, expected):
    counts = Counts(own=own, outsiders=outsiders)

    assert verdict_of(table.check_outsiders(Side.WORKERS, counts, law(region, kind))) == expected


def test_outsider_may_not_be_chief():
    counts = Counts(own=3, outsiders=1, is_chief_outside=True)

    verdict = table.check_outsiders(Side.EMPLOYER, counts, law("CN"))

    assert verdict_of(verdict) == ("block", 1, 0)
    assert verdict.citations[0] == "CC22 23"


@pytest.mark.parametrize(
    ("region", "outcome"),
    [("CN", "ok"), ("SD", "block")],
)
def test_union_officer_on_the_employers_side_is_barred_where_the_region_says_so(region, outcome):
    officer = Seat(person=1, name="甲", is_union_officer=True)

    verdict = table.check_no_dual(Side.EMPLOYER, [officer], [], law(region))

    assert verdict.outcome == outcome


def test_head_of_the_firm_may_not_speak_for_the_workers():
    head = Seat(person=1, name="甲", is_head_of_firm=True)

    assert table.check_no_dual(Side.WORKERS, [head], [], law("CN")).outcome == "block"


@pytest.mark.parametrize(
    ("region", "women", "workers", "expected"),
    [
        ("CQ", 79, 400, None),
        ("CQ", 80, 400, ("block", 0, 1)),
        ("HA", 39, 400, None),
        ("HA", 200, 400, ("warn", 0, 2)),
        ("CN", 200, 400, None),
    ],
)
def test_women_among_the_representatives(region, women, workers, expected):
    people = Population(workers=workers, women=women)

    verdict = table.check_women(Counts(own=4, women=0), people, law(region), kind="wage")

    assert (verdict and verdict_of(verdict)) == expected


def test_womens_committee_in_shanghai_asks_for_a_woman():
    people = Population(workers=400, women=9, has_womens_committee=True)

    verdict = table.check_women(Counts(own=4, women=1), people, law("SH"), kind="wage")

    assert verdict_of(verdict) == ("ok", 1, 1)


@pytest.mark.parametrize(
    ("own", "front_line", "expected"),
    [(6, 2, ("ok", 2, 2)), (6, 1, ("block", 1, 2)), (7, 2, ("block", 2, 3))],
)
def test_a_third_of_the_workers_in_shandong_come_from_the_shop_floor(own, front_line, expected):
    verdict = table.check_front_line(Counts(own=own, front_line=front_line), law("SD"))

    assert verdict_of(verdict) == expected


def test_nation_asks_for_no_share_from_the_shop_floor():
    assert table.check_front_line(Counts(own=6, front_line=0), law("CN")) is None


@pytest.mark.parametrize(
    ("dispatch", "expected"),
    [(20, None), (21, 0)],
)
def test_more_than_a_twentieth_dispatched_in_chongqing_ask_for_one_of_them(dispatch, expected):
    people = Population(workers=400, dispatch=dispatch)

    verdict = table.check_dispatched(Counts(own=4, dispatched=0), people, law("CQ"))

    assert (verdict and verdict.found) == expected


def test_what_was_not_asked_is_in_order():
    people = Population(workers=400, women=200, dispatch=200)

    assert table.check_women(Counts(own=4), people, law("CQ")) is None
    assert table.check_dispatched(Counts(own=4), people, law("CQ")) is None

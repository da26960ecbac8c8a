from datetime import date

import pytest

from contracts.statutes import formulas, rulebook
from contracts.statutes.formulas import Bounds, FormulaFaulty
from contracts.statutes.law import Law

DAY = date(2027, 3, 26)


def seats(region, workers):
    return formulas.bounds(Law(region=region, on=DAY).need("wc.reps.count").value, workers)


@pytest.mark.parametrize(
    ("region", "workers", "least"),
    [
        ("CN", 1, 30),
        ("CN", 600, 30),
        ("CN", 601, 31),
        ("CN", 2000, 100),
        ("CN", 2001, 100),
        ("CN", 90000, 100),
        ("SH", 99, 30),
        ("SH", 100, 30),
        ("SH", 199, 30),
        ("SH", 200, 35),
        ("SH", 420, 45),
        ("SH", 3000, 175),
        ("SH", 3001, 175),
        ("ZJ", 99, 30),
        ("ZJ", 100, 40),
        ("ZJ", 199, 40),
        ("ZJ", 200, 47),
        ("ZJ", 999, 96),
        ("ZJ", 1000, 100),
        ("ZJ", 2000, 120),
        ("ZJ", 4999, 160),
        ("ZJ", 5000, 200),
    ],
)
def test_formulas_of_the_packs_give_the_least_number_of_delegates(region, workers, least):
    assert seats(region, workers) == Bounds(least=least)


@pytest.mark.parametrize(
    ("workers", "bounds"),
    [
        (99, None),
        (100, Bounds(least=30)),
        (200, Bounds(least=30)),
        (201, Bounds(least=21, most=30)),
        (1000, Bounds(least=100, most=150)),
        (1001, Bounds(least=31, most=100)),
        (10000, Bounds(least=300, most=1000)),
        (10001, Bounds(most=500, is_advice=True)),
    ],
)
def test_bands_of_henan_give_both_ends(workers, bounds):
    assert seats("HA", workers) == bounds


@pytest.mark.parametrize(
    "written",
    [
        "__import__('os').system('true')",
        "N.bit_length()",
        "[N for N in (1, 2)]",
        "N if N else 1",
        "max(N, key=N)",
        "M+1",
        "True",
        "N**2",
        "N != 3: 4",
        "N/2",
        "30+",
    ],
)
def test_what_is_no_plain_formula_is_refused(written):
    with pytest.raises(FormulaFaulty):
        formulas.bounds({"type": "formula", "expr": written}, 7)


@pytest.mark.parametrize("bands", [[["about 100", ">=30"]], [["1-100", "a few"]]])
def test_a_band_that_cannot_be_read_is_refused(bands):
    with pytest.raises(FormulaFaulty):
        formulas.bounds({"type": "bands", "bands": bands}, 7)


def test_other_values_have_no_bounds():
    assert formulas.bounds({"type": "inherit", "from": "CN"}, 7) is None


def test_every_formula_and_band_of_the_packs_can_be_read():
    book = rulebook.shipped()
    values = [rule.value for pack in book.packs.values() for rule in pack.rules]

    for value in values:
        for number in (0, 1, 99, 100, 101, 200, 999, 1000, 2999, 3001, 5000, 10001, 300000):
            formulas.bounds(value, number)

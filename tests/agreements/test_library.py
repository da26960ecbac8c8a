from decimal import Decimal

import pytest

from contracts.agreements import library


def test_numbers_are_read_exactly_and_percentages_as_fractions():
    assert library.read({"avg_growth": "5%", "base_wage": 5033.7}) == {
        "avg_growth": Decimal("0.05"),
        "base_wage": Decimal("5033.7"),
    }


def test_an_empty_clause_stays_and_is_none():
    assert library.read({"night_allowance": None}) == {"night_allowance": None}


def test_an_unknown_key_is_refused_and_the_known_ones_are_named():
    with pytest.raises(library.ClauseUnknown) as refused:
        library.read({"lunch": 10})

    assert str(refused.value).startswith("没有“lunch”这种条款。可用的条款：avg_growth、base_wage")
    assert str(refused.value).endswith("piece_rates、text。")


@pytest.mark.parametrize(
    "clauses",
    [
        {"pay_day": "十五号"},
        {"overtime": {"night": 2}},
        {"piece_rates": [{"job": "糊盒"}]},
        {"annual_leave": 5},
    ],
)
def test_a_value_that_does_not_fit_its_type_is_refused(clauses):
    with pytest.raises(library.ClauseNotReadable):
        library.read(clauses)

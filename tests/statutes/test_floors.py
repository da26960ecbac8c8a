from datetime import date
from decimal import Decimal

from contracts.statutes import floors
from contracts.statutes.floors import MinimumWageRow

CITY_OLD = MinimumWageRow(
    "SY", "city", Decimal(1810), Decimal("18.3"), date(2019, 11, 1), date(2021, 10, 31)
)
CITY = MinimumWageRow(
    "SY", "city", Decimal(1910), Decimal("19.2"), date(2021, 11, 1), date(2024, 4, 30)
)
COUNTY = MinimumWageRow(
    "SY", "county", Decimal(1640), Decimal("16.5"), date(2021, 11, 1), date(2024, 4, 30)
)
PROVINCE = MinimumWageRow("LN", "1", Decimal(2100), None, date(2024, 5, 1))
ROWS = [CITY_OLD, CITY, COUNTY, PROVINCE]


def test_the_row_of_place_tier_and_day_is_picked_on_both_sides_of_a_rise():
    places = ["SY", "LN", "CN"]

    assert floors.pick(ROWS, places=places, tier="city", on=date(2021, 10, 31)) == CITY_OLD
    assert floors.pick(ROWS, places=places, tier="city", on=date(2021, 11, 1)) == CITY
    assert floors.pick(ROWS, places=places, tier="county", on=date(2024, 4, 30)) == COUNTY


def test_a_place_with_several_tiers_is_not_settled_without_one():
    assert floors.pick(ROWS, places=["SY", "LN"], on=date(2022, 1, 1)) is None
    assert floors.tiers(ROWS, place="SY", on=date(2022, 1, 1)) == ["city", "county"]


def test_a_place_without_a_row_falls_back_to_the_wider_one():
    assert floors.pick(ROWS, places=["SY", "LN"], on=date(2024, 5, 1)) == PROVINCE


def test_a_tier_the_wider_place_does_not_know_is_not_settled():
    assert floors.pick(ROWS, places=["SY", "LN"], tier="city", on=date(2024, 5, 1)) is None


def test_before_the_first_row_nothing_is_known():
    assert floors.pick(ROWS, places=["SY", "LN"], tier="city", on=date(2019, 10, 31)) is None


def test_of_two_rows_in_force_the_newer_one_holds():
    older = MinimumWageRow("BJ", "", Decimal(2320), None, date(2021, 8, 1))
    newer = MinimumWageRow("BJ", "", Decimal(2420), None, date(2023, 9, 1))

    assert floors.pick([newer, older], places=["BJ"], on=date(2024, 1, 1)) == newer

from datetime import date
from decimal import Decimal

import pytest

from contracts.statutes.law import Law, Local, RuleMissing, instrument_codes
from contracts.statutes.periods import DueDay
from contracts.statutes.rulebook import RegionUnknown


def test_a_rule_shows_where_it_stands():
    law = Law(region="CN", instruments=("WAGE",), on=date(2026, 3, 2))

    rule = law.need("cb.offer.response_deadline")

    assert rule.source == (
        "集体合同规定 劳动和社会保障部令第22号 第32条；"
        "工资集体协商试行办法 劳动和社会保障部令第9号 第17条"
    )
    assert rule.citations == ["CC22 32", "WA9 17"]
    assert rule.zh == "收到要约后20日内书面回应"


def test_the_same_law_another_day_keeps_place_and_instrument():
    law = Law(region="ZJ", instruments=("WAGE",), on=date(2026, 3, 2))

    earlier = law.at(date(2010, 12, 31))

    assert (earlier.region, earlier.instruments) == ("ZJ", ("WAGE",))
    assert law.need("cb.offer.response_deadline").pack == "ZJ"
    assert earlier.need("cb.offer.response_deadline").pack == "CN"


def test_the_general_clock_of_a_wage_agreement_is_asked_by_another_instrument():
    law = Law(region="CN", instruments=("WAGE",), on=date(2026, 3, 2))

    wage, general = law.need("cb.file.deadline"), law.need("cb.file.deadline", instrument="CC")

    assert (wage.value["amount"], general.value["amount"]) == (7, 10)


@pytest.mark.parametrize("key", ["wc.vote.base", "open.duty", "sup.instruments", "floor.hours.day"])
def test_families_with_a_scope_of_their_own_are_found_from_any_contract(key):
    law = Law(region="HZ", instruments=("WAGE",), on=date(2026, 3, 2))

    assert law.need(key).key == key


def test_supervision_of_another_name_is_found_by_its_instrument():
    law = Law(region="SY", instruments=("WAGE",), on=date(2026, 3, 2))

    assert law.find("cb.dispute.mediation_period") is None
    assert law.need("cb.dispute.mediation_period", instrument="SUP").pack == "SY"


def test_a_rule_that_must_be_there_and_is_not_is_named():
    law = Law(region="CN", instruments=("CC",), on=date(2026, 3, 2))

    with pytest.raises(RuleMissing, match=r"cb\.materials\.lead（地区 CN，CC，2026-03-02）"):
        law.need("cb.materials.lead")


def test_a_region_without_a_pack_is_refused():
    law = Law(region="XX", on=date(2026, 3, 2))

    with pytest.raises(RegionUnknown, match="没有“XX”的规则包；已有：BJ、"):
        law.find("cb.offer.form")


def test_instruments_may_be_given_as_a_list():
    law = Law(region="CN", instruments=["WAGE", "REGION"], on=date(2026, 3, 2))

    assert law.instruments == ("WAGE", "REGION")
    assert law.need("ri.binding").key == "ri.binding"


@pytest.mark.parametrize(
    ("kind", "scope", "codes"),
    [
        ("comprehensive", "enterprise", ("CC",)),
        ("wage", "regional", ("WAGE", "REGION")),
        ("women", "industry", ("FEMALE", "INDUSTRY")),
        ("safety", "enterprise", ("OSH",)),
        ("", "enterprise", ()),
    ],
)
def test_words_of_a_case_become_codes_of_the_packs(kind, scope, codes):
    assert instrument_codes(kind, scope) == codes


def test_local_values_ride_along():
    local = Local(min_wage_month=Decimal(1850), min_wage_hour=Decimal("18.5"), effective_offset=16)
    law = Law(on=date(2026, 3, 2), local=local)

    assert law.local.min_wage_hour == Decimal("18.5")
    assert law.at(date(2026, 4, 1)).local == local
    assert law.due(date(2026, 3, 2), law.need("cb.offer.response_deadline").period) == DueDay(
        day=date(2026, 3, 22), rolled=date(2026, 3, 23)
    )


def test_decimals_of_the_packs_are_exact():
    law = Law(on=date(2024, 12, 31))

    days = law.need("floor.monthly_work_days.old").value["value"]

    assert days == Decimal("20.83")

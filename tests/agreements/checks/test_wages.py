from decimal import Decimal

import pytest

from contracts.agreements import library
from contracts.agreements.checks import wages
from contracts.agreements.texts import AreaFloor, GradeLine, Text
from tests.factories.agreements import law_of


def text(**clauses):
    return Text(kind="wage", clauses=library.read(clauses))


def test_firm_minimum_below_the_local_one_blocks_and_names_both_figures():
    verdict = wages.check_min_wage(text(firm_min_wage=1820), law_of())

    assert (verdict.rule, verdict.outcome) == ("R_FLOOR_WAGE", "block")
    assert (verdict.found, verdict.required) == (1820, 1850)
    assert verdict.message == "企业最低工资1820元；不得低于当地最低工资1850元/月。"
    assert verdict.remedy == "把企业最低工资提到不得低于1850元/月的数再提交。"


def test_firm_minimum_at_the_local_one_is_enough_in_the_national_pack():
    assert wages.check_min_wage(text(firm_min_wage=1850), law_of()).outcome == "ok"


@pytest.mark.parametrize(("wage", "outcome"), [(2010, "block"), (2011, "ok")])
def test_zhejiang_asks_for_more_than_the_local_minimum(wage, outcome):
    law = law_of(region="ZJ", minimum="2010")

    assert wages.check_min_wage(text(firm_min_wage=wage), law).outcome == outcome


def test_a_piece_rate_is_worth_rate_times_quota_times_paid_days():
    rates = [{"job": "糊盒", "rate": 0.08, "quota_day": 1050}]

    verdict = wages.check_min_wage(text(firm_min_wage=2000, piece_rates=rates), law_of())

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", 1827, 1850)
    assert "糊盒" in verdict.message


def test_a_grade_below_the_minimum_blocks_and_names_the_post():
    line = GradeLine("保洁", 3, Decimal(1700), Decimal(1800))

    verdict = wages.check_min_wage(Text(kind="wage", grades=[line]), law_of())

    assert (verdict.outcome, verdict.found) == ("block", 1800)
    assert "保洁" in verdict.message


def test_without_a_local_minimum_nobody_is_refused():
    law = law_of()
    law = type(law)(on=law.on, instruments=law.instruments)

    assert wages.check_min_wage(text(firm_min_wage=100), law).outcome == "warn"


def test_a_firm_may_not_go_below_the_area_contract_it_confirmed():
    floor = AreaFloor("沙岗镇纸盒行业工资专项集体合同", Decimal(2000))
    draft = Text(kind="wage", clauses={"firm_min_wage": Decimal(1950)}, area_floor=floor)

    [verdict] = wages.check_area_floor(draft, law_of())

    assert (verdict.rule, verdict.outcome) == ("R_FLOOR_REGIONAL", "block")
    assert (verdict.found, verdict.required) == (1950, 2000)


def test_an_area_contract_is_not_measured_by_another():
    floor = AreaFloor("甲", Decimal(2000))
    draft = Text(
        kind="wage",
        scope="regional",
        clauses={"firm_min_wage": Decimal(1950)},
        area_floor=floor,
    )

    assert wages.check_area_floor(draft, law_of()) == []


def test_legal_overtime_passes():
    agreed = text(
        overtime={"workday": 1.5, "rest_day": 2, "holiday": 3, "base": "岗位工资"},
        overtime_day_cap=3,
        overtime_month_cap=36,
    )

    assert wages.check_overtime(agreed, law_of()).outcome == "ok"


@pytest.mark.parametrize(
    ("clauses", "found", "required"),
    [
        ({"overtime": {"workday": "120%"}}, Decimal("1.2"), Decimal("1.5")),
        ({"overtime": {"rest_day": 1.5}}, Decimal("1.5"), 2),
        ({"overtime": {"holiday": 2}}, 2, 3),
        ({"overtime_day_cap": 4}, 4, 3),
        ({"overtime_month_cap": 40}, 40, 36),
    ],
)
def test_overtime_below_law_blocks(clauses, found, required):
    verdict = wages.check_overtime(text(**clauses), law_of())

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", found, required)


@pytest.mark.parametrize("cycle", ["月", "每月", "半月", "按周", "1个月"])
def test_monthly_or_oftener_is_a_lawful_pay_cycle(cycle):
    assert wages.check_pay(text(pay_day=15, pay_cycle=cycle), law_of()).outcome == "ok"


@pytest.mark.parametrize(("cycle", "months"), [("季度", 3), ("每2个月", 2), ("年", 12)])
def test_paying_less_often_than_monthly_blocks(cycle, months):
    verdict = wages.check_pay(text(pay_day=15, pay_cycle=cycle), law_of())

    assert (verdict.outcome, verdict.found, verdict.required) == ("block", months, 1)


def test_postponing_the_pay_day_over_a_holiday_blocks():
    agreed = text(pay_day=15, text={"支付日遇节假日": "顺延至节后第一个工作日"})

    verdict = wages.check_pay(agreed, law_of())

    assert verdict.outcome == "block"
    assert verdict.citations == ("WAGEPAY 7", "MIGRANT 14")


def test_a_wage_agreement_without_a_pay_day_is_warned_of():
    assert wages.check_pay(text(firm_min_wage=1950), law_of()).outcome == "warn"

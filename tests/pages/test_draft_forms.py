"""What the form of a draft makes of what is typed, and what it starts from."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.bargaining.models import Round
from contracts.bargaining.sessions import Spoken
from contracts.parties.actors import acting_as
from tests.factories import agreements
from tests.factories.bargaining import (
    SeatedRoundFactory,
    meet,
)
from tests.factories.forms import chair_of, opened, refused, rows, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def round_with(settled: list[Spoken]) -> Round:
    """A wage round at whose table this was settled."""
    round_ = SeatedRoundFactory()
    meet(round_, positions=settled)
    agreements.local_values()
    return round_


# Every clause of the library, as it is typed and as a case file gives it.
TYPED = {
    "kind": "wage",
    "no": "望工资2027-009",
    "term_from": "2027-04-01",
    "term_to": "2028-03-31",
    "c_avg_growth": "5",
    "c_base_wage": "5,033.7",
    "c_firm_min_wage": "1950元",
    "c_pay_day": "15",
    "c_pay_cycle": "月",
    "c_overtime_workday": "1.5",
    "c_overtime_rest_day": "2",
    "c_overtime_holiday": "3",
    "c_overtime_base": "岗位工资+技能工资",
    "c_overtime_day_cap": "3",
    "c_overtime_month_cap": "36",
    "c_night_allowance": "25",
    "c_heat_allowance": "200",
    "c_seniority_pay": "10",
    "c_hours_day": "8",
    "c_hours_week": "40",
    "c_training_fund": "1.5%",
    "c_probation_months": "6",
    "c_labour_contract_years": "3",
    "c_maternity_days": "98",
    "c_nursing_minutes": "60",
    "similarity": "41%",
    "numeric_clauses": "9",
    **rows("grades", {"post": "车工", "headcount": 46, "before": 5350, "after": "5650.5"}),
    **rows("annual_leave", {"years": 1, "days": 5}, {"years": 10, "days": 10}),
    **rows("piece_rates", {"job": "缝纫", "rate": "0.35", "quota_day": 300}),
    **rows("text", {"heading": "补差", "words": "增资自4月1日起算，\r\n生效后补发差额"}),
}
DATA = {
    "kind": "wage",
    "no": "望工资2027-009",
    "term": {"from": date(2027, 4, 1), "to": date(2028, 3, 31)},
    "similarity": Decimal("0.41"),
    "numeric_clauses": 9,
    "grades": [
        {
            "post": "车工",
            "headcount": 46,
            "before": Decimal(5350),
            "after": Decimal("5650.5"),
        },
    ],
    "clauses": {
        "avg_growth": Decimal("0.05"),
        "base_wage": Decimal("5033.7"),
        "firm_min_wage": Decimal(1950),
        "pay_day": Decimal(15),
        "pay_cycle": "月",
        "overtime": {
            "workday": Decimal("1.5"),
            "rest_day": Decimal(2),
            "holiday": Decimal(3),
            "base": "岗位工资+技能工资",
        },
        "overtime_day_cap": Decimal(3),
        "overtime_month_cap": Decimal(36),
        "night_allowance": Decimal(25),
        "heat_allowance": Decimal(200),
        "seniority_pay": Decimal(10),
        "hours_day": Decimal(8),
        "hours_week": Decimal(40),
        "training_fund": Decimal("0.015"),
        "probation_months": Decimal(6),
        "labour_contract_years": Decimal(3),
        "maternity_days": Decimal(98),
        "nursing_minutes": Decimal(60),
        "annual_leave": {1: Decimal(5), 10: Decimal(10)},
        "piece_rates": [
            {"job": "缝纫", "rate": Decimal("0.35"), "quota_day": Decimal(300)},
        ],
        "text": {"补差": "增资自4月1日起算，\n生效后补发差额"},
    },
}


def test_draft_gives_term_clauses_and_wage_table_as_a_case_file():
    round_ = round_with([])

    data = sent("agreements.draft", round_, chair_of(round_), **TYPED)

    assert data == DATA


def test_draft_starts_from_what_the_table_settled():
    round_ = round_with(
        [
            Spoken("年度平均工资增幅", base="5033.7", workers="6.5%", employer="3%", settled="5%"),
            Spoken("企业最低工资", workers=2100, employer=1850, settled=1950),
            Spoken("支付日", workers=10, employer=20, settled=15),
            Spoken("加班基数", workers="均值", employer="基本工资", settled="岗位工资+技能工资"),
            Spoken("工作餐补贴", workers="每天12元", employer="每天8元", settled="每天10元"),
            Spoken("高温津贴", workers=300, employer=200),
        ],
    )

    with acting_as(chair_of(round_)):
        form = opened("agreements.draft", round_, chair_of(round_))

    shown = {n: form[n].value() for n in form.fields if n.startswith("c_") and form[n].value()}
    assert shown == {
        "c_avg_growth": "5",
        "c_base_wage": "5033.7",
        "c_firm_min_wage": "1950",
        "c_pay_day": "15",
        "c_overtime_workday": "1.5",
        "c_overtime_rest_day": "2",
        "c_overtime_holiday": "3",
        "c_overtime_base": "岗位工资+技能工资",
    }
    assert form.tables["text"].forms[0].initial == {"heading": "工作餐补贴", "words": "每天10元"}
    assert form["c_firm_min_wage"].help_text.endswith(
        "<strong>当地最低工资 1850 元/月。</strong>",
    )


def test_second_draft_starts_from_the_first():
    round_ = round_with([])
    agreements.DraftFactory(round_.case, clauses={"firm_min_wage": 1820, "pay_day": 15})

    with acting_as(chair_of(round_)):
        form = opened("agreements.draft", round_, chair_of(round_))

    assert (form["no"].value(), form["c_firm_min_wage"].value(), form["term_to"].value()) == (
        "望工资2027-009",
        "1820",
        date(2028, 3, 31),
    )


def test_draft_with_the_same_post_twice_and_a_term_backwards_is_told_so():
    round_ = round_with([])
    grade = {"post": "车工", "before": 5000, "after": 5200}

    found = refused(
        "agreements.draft",
        round_,
        chair_of(round_),
        kind="wage",
        term_from="2027-04-01",
        term_to="2026-03-31",
        c_avg_growth="0.05",
        c_firm_min_wage="一千九",
        **rows("grades", grade, grade),
    )

    assert found == {
        "term_to": ["期限止（2026-03-31）早于期限起（2027-04-01），请核对。"],
        "c_avg_growth": [
            "您写的“0.05”是百分之0.05。如果是5%，请写5；确实只有0.05%，请写成 0.05%。",
        ],
        "c_firm_min_wage": ["“一千九”不是数字，请只写数字，例如 1950。"],
        "grades-1-post": ["这一行和上面的重复，请合并。"],
    }

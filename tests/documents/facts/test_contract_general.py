"""The general contract and the one on safety print every clause at its place."""

from datetime import date

import pytest

from tests.documents.filled import fill
from tests.factories.agreements import CaseFactory, draw_up, local_values
from tests.factories.parties import EmployerFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
DAY = date(2027, 5, 14)
FRAME = {
    "contract_no": "望集2027-031",
    "term_from": "2027年4月1日",
    "term_to": "2028年3月31日",
    "company_name": "青湾纸品",
    "uscc": "9121XXXXMADEMO0001",
    "company_address": "",
    "legal_rep_name": "杜恒",
    "employer_chief": "杜恒",
    "employer_chief_post": "",
    "union_name": "青湾纸品工会委员会",
    "union_chair_name": "高桂芝",
    "union_chief": "高桂芝",
    "union_chief_post": "",
    "covered_workers": "120",
    "covered_migrant": "70",
    "covered_women": "40",
    "covered_dispatch": "",
    "local_law": "",
    "check_cycle": "每六个月",
    "breach": "",
    "dispute_handling": "",
    "change_conditions": "",
    "sitting": "",
    "passed_on": "",
    "hrss_name": "当地人力资源和社会保障行政部门",
    "renewal_lead": "三个月",
    "copies_clause": "本合同一式五份，甲乙双方各执一份，报送劳动保障行政部门三份，具有同等效力。",
    "employer_sign_date": "",
    "union_sign_date": "",
}


@pytest.fixture
def case():
    local_values()
    firm = EmployerFactory(
        name="青湾纸品",
        uscc="9121XXXXMADEMO0001",
        headcount_total=120,
        headcount_migrant=70,
        headcount_women=40,
    )
    union = UnionFactory(name="青湾纸品工会委员会", firm=firm)
    seat_head(union, name="高桂芝")
    seat_head(firm, name="杜恒")
    return CaseFactory(union=union)


AGREED = {
    "hours_day": 8,
    "hours_week": 40,
    "night_allowance": 20,
    "annual_leave": {1: 5, 10: 10, 20: 15},
    "probation_months": 2,
    "training_fund": "2%",
    "maternity_days": 98,
    "nursing_minutes": 60,
    "overtime": {"workday": 1.5, "rest_day": 2, "holiday": 3, "base": "岗位工资"},
    "text": {"职工福利": "每年体检一次", "班车": "早晚各一班"},
}
PRINTED = {
    **FRAME,
    "labour_contract_years": "",
    "probation_months": "2",
    "renewal_notice": "",
    "labor_contract_mgmt": "",
    "firm_min_wage": "",
    "pay_cycle": "月",
    "pay_day": "",
    "ot_base": "岗位工资",
    "monthly_paid_days": "21.75",
    "ot_workday": "150%",
    "ot_restday": "200%",
    "ot_holiday": "300%",
    "ot_day_cap": "",
    "ot_month_cap": "",
    "night_allowance": "20",
    "heat_allowance": "",
    "hours_day": "8",
    "hours_week": "40",
    "marriage_days": "",
    "bereavement_days": "",
    "leave_rule": "",
    "safety_clause": "",
    "insurance_clause": "",
    "welfare": "每年体检一次。",
    "meal_allowance": "",
    "hardship_fund": "",
    "training_fund_pct": "2%",
    "training_plan": "",
    "women_form": "专章",
    "maternity_days": "98",
    "nursing_minutes": "60",
    "women_clause": "",
    "discipline": "",
    "layoff_clause": "",
    "union_hours": "",
    "union_conditions": "",
    "annual_leave": [
        {"years": "1", "upto": "10", "days": "5"},
        {"years": "10", "upto": "20", "days": "10"},
        {"years": "20", "upto": "", "days": "15"},
    ],
    "extra_clauses": [{"heading": "班车", "words": "早晚各一班。"}],
}


def contract_of(case, kind, clauses, **facts):
    return draw_up(case, kind=kind, number="望集2027-031", clauses=clauses, **facts).made


def test_the_general_contract_prints_what_was_agreed_and_leaves_the_rest_blank(case):
    contract = contract_of(case, "comprehensive", AGREED, women_content="chapter")

    facts = fill("cc_contract", contract, on=DAY, kind="comprehensive")

    assert facts == PRINTED


@pytest.mark.parametrize(
    ("content", "form"),
    [("", "专章"), ("clauses", "专章"), ("annex", "附件"), ("linked", "专项"), ("none", "")],
)
def test_the_chapter_on_women_has_the_form_the_sides_chose(case, content, form):
    contract = contract_of(case, "comprehensive", {"hours_day": 8}, women_content=content)

    assert fill("cc_contract", contract, on=DAY)["women_form"] == form


def test_the_safety_contract_puts_free_clauses_where_they_belong(case):
    clauses = {
        "heat_allowance": 200,
        "overtime_day_cap": 3,
        "text": {
            "防护用品发放标准": "每人每月手套两副",
            "职业健康检查": "接害岗位每年一次",
            "应急演练": "每半年一次",
            "安全奖": "无事故班组每季奖励",
        },
    }
    contract = contract_of(case, "safety", clauses)

    facts = fill("safety_contract", contract, on=DAY, kind="safety")

    assert facts == {
        **FRAME,
        "duties": "",
        "safety_input": "",
        "hazards": "",
        "ppe_standard": "每人每月手套两副。",
        "health_check": "接害岗位每年一次。",
        "heat_measures": "",
        "heat_allowance": "200",
        "ot_day_cap": "3",
        "ot_month_cap": "",
        "training_hours": "",
        "drill": "每半年一次。",
        "stop_work_right": "",
        "injury": "",
        "committee": "",
        "extra_clauses": [{"heading": "安全奖", "words": "无事故班组每季奖励。"}],
    }

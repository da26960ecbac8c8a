"""What the library gives a place is printed there, and nothing of a free clause gets lost."""

from datetime import date

import pytest

from contracts.agreements import wordings
from contracts.agreements.library import clause_types
from tests.documents.filled import fill
from tests.factories.agreements import AreaCaseFactory, CaseFactory, DraftFactory, local_values
from tests.factories.parties import EmployerFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
DAY = date(2027, 5, 14)
VALUES = {
    "fraction": "7%",
    "overtime": {"workday": 1.5, "rest_day": 2, "holiday": 3, "base": "岗位工资"},
    "steps": {1: 5},
    "pieces": [{"job": "糊盒", "rate": "0.35", "quota_day": 300}],
    "words": "月",
    "day": 15,
    "sentence": "按双方商定的办。",
    "phrase": "照旧",
}
#: Names under which a contract prints what the library calls otherwise.
PRINTED = {
    "overtime": "ot_base",
    "overtime_day_cap": "ot_day_cap",
    "overtime_month_cap": "ot_month_cap",
}
AREA = {"avg_growth": "growth_floor_pct", "firm_min_wage": "area_min_wage"}


@pytest.fixture
def case():
    local_values()
    firm = EmployerFactory(
        name="青湾纸品", uscc="9121XXXXMADEMO0001", headcount_total=120, headcount_women=40
    )
    union = UnionFactory(firm=firm)
    seat_head(union, name="高桂芝")
    seat_head(firm, name="杜恒")
    return CaseFactory(union=union)


def everything(document):
    keys = wordings.variables_of(document)
    return {key: VALUES.get(clause_types()[key].type, 1950) for key in keys}


@pytest.mark.parametrize("kind", list(wordings.DOCUMENTS))
def test_each_variable_of_the_library_reaches_the_text_of_its_contract(case, kind):
    document = wordings.document_of(kind)
    agreed = everything(document)
    agreement = DraftFactory(case, kind=kind, clauses=agreed)

    facts = fill(document, agreement, on=DAY)

    names = {key: PRINTED.get(key, clause_types()[key].printed_as) for key in agreed}
    assert {key for key, name in names.items() if not facts[name]} == set()
    assert facts["extra_clauses"] == []


def test_each_variable_of_the_library_reaches_the_text_of_an_area():
    local_values()
    agreed = everything("regional_contract")
    agreement = DraftFactory(AreaCaseFactory(), scope="industry", clauses=agreed)

    facts = fill("regional_contract", agreement, on=DAY)

    names = {
        key: AREA.get(key) or PRINTED.get(key, clause_types()[key].printed_as) for key in agreed
    }
    assert {key for key, name in names.items() if not facts[name]} == set()


def test_a_free_clause_goes_to_its_place_only_if_nothing_of_it_is_lost(case):
    clauses = {"text": {"工作餐补贴": "每个工作日10元", "工作餐": "自办食堂的，标准为12元"}}
    agreement = DraftFactory(case, clauses=clauses)

    facts = fill("wage_contract", agreement, on=DAY)

    assert facts["meal_allowance"] == "10"
    assert facts["extra_clauses"] == [{"heading": "工作餐", "words": "自办食堂的，标准为12元。"}]


def test_a_variable_stands_before_a_free_clause_of_the_same_matter(case):
    clauses = {"bonus_rule": "按利润的5%计发", "text": {"年终奖金": "春节前发"}}
    agreement = DraftFactory(case, clauses=clauses)

    facts = fill("wage_contract", agreement, on=DAY)

    assert facts["bonus_rule"] == "按利润的5%计发。"
    assert facts["extra_clauses"] == [{"heading": "年终奖金", "words": "春节前发。"}]

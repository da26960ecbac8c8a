"""The papers of an area's contract count only who confirmed, and reckon rates by the month."""

from datetime import date

import pytest

from contracts.agreements import confirmations
from contracts.bargaining.rounds import Cover
from tests.documents.filled import fill
from tests.factories.agreements import draw_up, local_values
from tests.factories.bargaining import AreaRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
DAY = date(2027, 11, 20)
CLAUSES = {
    "firm_min_wage": 2000,
    "pay_day": 15,
    "pay_cycle": "月",
    "piece_rates": [{"job": "糊盒", "rate": 0.09, "quota_day": 1050}],
    "text": {"新企业加入": "随时可以加入", "旺季用工": "不得互挖职工"},
}
FIRMS = [
    Cover(name="华泰纸盒厂", workers=32, migrant=20, women=18, mandate="charter"),
    Cover(name="永盛纸盒厂", workers=25, migrant=17, women=12, mandate="letter"),
]
ANSWERS = [
    {
        "name": "华泰纸盒厂",
        "workers": 32,
        "migrant": 20,
        "women": 18,
        "answer": "confirmed",
        "own_min_wage": 1950,
    },
    {"name": "永盛纸盒厂", "workers": 25, "migrant": 17, "women": 12, "answer": "refused"},
]


@pytest.fixture
def contract():
    local_values()
    round_ = AreaRoundFactory(covers=FIRMS)
    return draw_up(round_.case, scope="industry", number="沙岗行工2027-01", clauses=CLAUSES).made


def naming(contract):
    return {
        "area_name": "沙岗镇纸盒行业",
        "contract_name": "工资专项集体合同",
        "contract_no": "沙岗行工2027-01",
        "union_name": contract.workers_party.name,
        "employer_name": contract.employer_party.name,
    }


def test_the_draft_lists_every_firm_and_counts_nobody_as_covered(contract):
    facts = fill("regional_contract", contract, on=DAY, kind="wage", scope="industry")

    assert (facts["firms_listed"], facts["workers_listed"], facts["firms_confirmed"]) == (
        "2",
        "57",
        "",
    )
    assert [row["confirmed"] for row in facts["firms"]] == ["", ""]
    assert (facts["area_min_wage"], facts["local_min_wage"], facts["pay_day"]) == (
        "2,000",
        "1,850",
        "15",
    )
    assert facts["new_firm_clause"] == "随时可以加入。"
    assert facts["extra_clauses"] == [{"heading": "旺季用工", "words": "不得互挖职工。"}]


def test_after_the_round_of_confirmations_only_those_who_signed_count(contract):
    confirmations.confirm(contract, firms=ANSWERS, on=DAY)

    facts = fill("regional_contract", contract, on=DAY, kind="wage", scope="industry")

    assert (facts["firms_confirmed"], facts["workers_covered"], facts["migrant_covered"]) == (
        "1",
        "32",
        "20",
    )
    assert facts["as_of"] == "2027年11月20日"
    assert facts["firms"] == [
        {
            "seq": "1",
            "name": "华泰纸盒厂",
            "workers": "32",
            "migrant": "20",
            "women": "18",
            "confirmed": "2027年11月20日确认",
        },
        {
            "seq": "2",
            "name": "永盛纸盒厂",
            "workers": "25",
            "migrant": "17",
            "women": "12",
            "confirmed": "未确认",
        },
    ]


def test_the_table_reckons_each_rate_by_the_month_and_sets_it_against_the_minimum(contract):
    facts = fill("regional_wage_table", contract, on=DAY, kind="wage", scope="industry")

    assert facts == {
        **naming(contract),
        "union_chief": "　　　　",
        "employer_chief": "　　　　",
        "scope_word": "行业",
        "effective_from": "2027年4月1日",
        "paid_days": "21.75",
        "local_min_wage": "1,850",
        "area_min_wage": "2,000",
        "trial_firms": "",
        "trial_pass_pct": "",
        "rates": [
            {
                "seq": "1",
                "job": "糊盒",
                "unit": "件",
                "quota": "1050",
                "new_rate": "0.09",
                "month_est": "2,055.38",
                "vs_min": "111.1%",
            },
        ],
    }


def test_a_firm_that_pays_less_promises_to_make_it_up(contract):
    row = confirmations.confirm(contract, firms=ANSWERS, on=DAY).made[0]

    facts = fill("regional_employer_confirmation", row, on=DAY)

    assert facts == {
        **naming(contract),
        "term_from": "2027年4月1日",
        "term_to": "2028年3月31日",
        "firm_name": "华泰纸盒厂",
        "uscc": "",
        "operator": "",
        "confirm": "确认执行并补足差额",
        "firm_workers": "32",
        "firm_migrant": "20",
        "firm_women": "18",
        "own_min_wage": "1,950",
        "area_min_wage": "2,000",
        "shortfall": "我单位现行最低月工资1,950元低于合同约定的2,000元，"
        "自合同生效之日起调整为不低于2,000元。",
        "confirm_date": "2027年11月20日",
    }


def test_a_firm_that_pays_enough_only_confirms(contract):
    answer = {**ANSWERS[0], "own_min_wage": 2100}
    row = confirmations.confirm(contract, firms=[answer], on=DAY).made[0]

    facts = fill("regional_employer_confirmation", row, on=DAY)

    assert (facts["confirm"], facts["shortfall"]) == ("确认执行", "")

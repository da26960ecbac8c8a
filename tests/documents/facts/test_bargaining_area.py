"""The register of an area's firms adds up, and a mandate says who empowers whom for what."""

from datetime import date

import pytest

from contracts.bargaining.models import CoveredFirm
from contracts.bargaining.rounds import Cover
from tests.documents.filled import fill
from tests.factories.bargaining import AreaRoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
DAY = date(2027, 3, 1)


@pytest.fixture
def round_():
    firms = [
        Cover(name="华泰纸盒厂", workers=32, migrant=20, women=18, mandate="charter"),
        Cover(name="永盛纸盒厂", workers=25, migrant=17, women=12, mandate="letter"),
        Cover(name="长兴纸盒厂", workers=9, migrant=6, women=4, mandate="none"),
    ]
    return AreaRoundFactory(covers=firms, on=DAY)


def test_the_register_sums_workers_and_counts_the_mandates(round_):
    facts = fill("regional_enterprise_list", round_, on=DAY)

    firms = facts.pop("firms")
    assert facts == {
        "area_name": "沙岗镇纸盒行业",
        "contract_name": "工资专项集体合同",
        "union_name": round_.workers_party.name,
        "employer_name": round_.employer_party.name,
        "firms_total": "3",
        "workers_total": "66",
        "migrant_total": "43",
        "women_total": "34",
        "mandated_firms": "2",
        "list_date": "2027年3月1日",
    }
    assert firms[2] == {
        "seq": "3",
        "name": "长兴纸盒厂",
        "uscc": "",
        "operator": "",
        "workers": "9",
        "migrant": "6",
        "women": "4",
        "mandate": "没有授权",
        "has_union": "",
        "remark": "",
    }


def test_a_mandate_empowers_the_chamber_for_this_round(round_):
    firm = CoveredFirm.objects.get(round=round_, name="永盛纸盒厂")

    facts = fill("regional_mandate", firm, on=DAY)

    matters = facts.pop("matters")
    assert facts == {
        "area_name": "沙岗镇纸盒行业",
        "mandator_firm": "永盛纸盒厂",
        "uscc": "",
        "operator": "",
        "workers": "25",
        "migrant": "17",
        "agent": "",
        "agent_firm": round_.employer_party.name,
        "union_name": round_.workers_party.name,
        "contract_name": "工资专项集体合同",
        "valid_from": "2027年3月1日",
        "valid_to": "本轮集体合同签订之日",
        "issue_date": "2027年3月1日",
    }
    assert len(matters) == 3

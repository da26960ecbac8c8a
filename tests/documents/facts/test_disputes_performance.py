"""The papers of a dispute name both parties, the contract, and the clause the claim rests on."""

from datetime import date

import pytest

from contracts.disputes import arbitrations, intakes, mediations
from tests.documents.filled import fill
from tests.factories.agreements import CaseFactory, InForceFactory, local_values
from tests.factories.parties import EmployerFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CLAIM = "补发夜班津贴"
PARTIES = {
    "applicant": "海峰铸造工会委员会",
    "applicant_address": "临港工业园6号",
    "applicant_head": "孙立军",
    "applicant_phone": "13900000000",
    "respondent": "海峰铸造",
    "respondent_address": "临港工业园6号",
    "respondent_head": "曲连海",
    "respondent_phone": "",
}
CONTRACT = {
    "contract_name": "工资专项集体合同",
    "contract_no": "望工资2027-009",
    "effective_date": "2027年4月22日",
}
EVIDENCE = [
    {"seq": "1", "name": "工资专项集体合同文本"},
    {"seq": "2", "name": "工资条、考勤等履行情况的记录"},
]


@pytest.fixture
def union():
    local_values()
    firm = EmployerFactory(name="海峰铸造", address="临港工业园6号")
    union = UnionFactory(name="海峰铸造工会委员会", firm=firm)
    seat_head(union, name="孙立军", phone="13900000000")
    seat_head(firm, name="曲连海")
    return union


@pytest.fixture
def contract(union):
    clauses = {"firm_min_wage": 1950, "night_allowance": 25, "pay_day": 15}
    return InForceFactory(CaseFactory(union=union), clauses=clauses)


@pytest.fixture
def dispute(contract):
    made = intakes.take_in(
        contract.workers_party,
        respondent=contract.employer_party,
        claim=CLAIM,
        on=date(2027, 9, 10),
    )
    return made.made


def test_the_intake_ticks_performance_and_quotes_the_clause(dispute):
    facts = fill("dispute_intake", dispute, on=date(2027, 9, 10))

    assert facts == {
        **{key: value for key, value in PARTIES.items() if not key.endswith("_address")},
        **CONTRACT,
        "doc_no": "〔2027〕1号",
        "issuer_unit": "海峰铸造工会委员会",
        "received_date": "2027年9月10日",
        "clause": "夜班津贴：每班25元。",
        "persons_n": "",
        "amount": "",
        "known_date": "2027年9月10日",
        "kind_boxes": "☑集体合同履行　□工资报酬　□加班　□社会保险　□解除终止　"
        "□工伤　□女职工　□其他",
        "facts": "补发夜班津贴。",
        "route": "",
        "due": "",
    }


def test_an_intake_without_a_contract_ticks_other(union):
    dispute = intakes.take_in(union, respondent=None, claim="社保未缴", on=date(2027, 9, 10)).made

    facts = fill("dispute_intake", dispute, on=date(2027, 9, 10))

    assert facts["kind_boxes"].endswith("☑其他")
    assert (facts["respondent"], facts["contract_no"], facts["clause"]) == ("", "", "")


def test_the_application_for_mediation_tells_until_when_it_lasts(dispute):
    mediations.apply(dispute, on=date(2027, 9, 11))

    facts = fill("mediation_application", dispute, on=date(2027, 9, 11))

    assert facts == {
        **PARTIES,
        **CONTRACT,
        "clause": "夜班津贴：每班25元。",
        "mediator": "",
        "claims": "补发夜班津贴。",
        "facts": "",
        "due": "2027年9月26日",
        "apply_date": "2027年9月11日",
        "evidence": EVIDENCE,
    }


def test_the_agreement_states_what_was_claimed_and_what_was_agreed(dispute):
    mediations.apply(dispute, on=date(2027, 9, 11))
    mediations.agree(dispute, terms="十月十五日前补发287元", on=date(2027, 9, 20))

    facts = fill("mediation_agreement", dispute, on=date(2027, 9, 20))

    assert facts == {
        **PARTIES,
        "contract_name": "工资专项集体合同",
        "contract_no": "望工资2027-009",
        "doc_no": "〔2027〕1号",
        "clause": "夜班津贴：每班25元。",
        "mediator": "",
        "claims": "补发夜班津贴。",
        "accepted_date": "2027年9月11日",
        "agree_date": "2027年9月20日",
        "content": "十月十五日前补发287元。",
        "perform_due": "",
        "amount": "",
    }


def test_the_application_for_arbitration_keeps_within_the_limitation(contract, dispute):
    arbitrations.apply(
        contract.workers_party,
        respondent=contract.employer_party,
        claim=CLAIM,
        dispute=dispute,
        on=date(2027, 11, 15),
    )

    facts = fill("cc_arbitration_application", dispute, on=date(2027, 11, 15))

    assert facts == {
        **PARTIES,
        **CONTRACT,
        "union_word": "申请人",
        "clause": "夜班津贴：每班25元。",
        "facts": "",
        "claims": "补发夜班津贴。",
        "known_date": "2027年9月10日",
        "limit_date": "2028年9月10日",
        "mediated": "",
        "commission": "",
        "apply_date": "2027年11月15日",
        "evidence": [*EVIDENCE, {"seq": "3", "name": "双方协商、调解情况的记录"}],
    }

"""What changes a signed text is told old beside new, and with the day it was agreed on."""

from datetime import date

import pytest

from contracts.agreements import changes, filings, opinions
from contracts.bargaining.sessions import Spoken
from tests.documents.filled import fill
from tests.factories.agreements import FiledFactory, InForceFactory, local_values, sign
from tests.factories.bargaining import SeatedRoundFactory, meet
from tests.factories.parties import (
    EmployerFactory,
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    seat_head,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CLAUSES = {
    "firm_min_wage": 1950,
    "pay_day": 15,
    "night_allowance": 25,
    "text": {"班车": "早晚各一"},
}
PARTIES = {
    "company_name": "海峰铸造",
    "union_name": "海峰铸造工会委员会",
    "contract_name": "工资专项集体合同",
    "contract_no": "望工资2027-009",
    "employer_chief": "曲连海",
    "union_chief": "孙立军",
    "hrss_name": "望海县人社局",
    "doc_no": "〔2027〕1号",
}


@pytest.fixture
def case():
    local_values()
    county = FederationFactory(name="望海县总工会")
    LabourDepartmentFactory(name="望海县人社局", path=county.path)
    employer = EmployerFactory(name="海峰铸造", parent=county)
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer, parent=county)
    seat_head(union, name="孙立军", post="工会主席", level="一线")
    seat_head(employer, name="曲连海", post="董事长", level="企业负责人")
    return SeatedRoundFactory(union=union).case


@pytest.fixture
def in_force(case):
    return InForceFactory(case, clauses=CLAUSES)


def test_an_amendment_sets_the_new_words_beside_the_old(in_force):
    new = {"night_allowance": 30, "seniority_pay": 10, "text": {"班车": "早中晚各一"}}
    amendment = changes.amend(
        in_force,
        clauses=new,
        term_to=date(2028, 12, 31),
        grounds="班次调整",
        on=date(2027, 9, 1),
    ).made

    facts = fill("amendment_agreement", amendment, on=date(2027, 9, 1), kind="wage")

    assert facts == {
        **PARTIES,
        "sign_date": "2027年3月29日",
        "term_from": "2027年4月1日",
        "term_to_before": "2028年3月31日",
        "term_to": "2028年12月31日",
        "reason": "班次调整。",
        "agreed_on": "2027年9月1日",
        "passed_on": "",
        "sitting": "",
        "copies": "五",
        "changes": [
            {"clause": "夜班津贴", "old_text": "每班25元。", "new_text": "每班30元。"},
            {
                "clause": "工龄工资",
                "old_text": "原合同没有约定。",
                "new_text": "每满一年每月10元。",
            },
            {"clause": "班车", "old_text": "早晚各一。", "new_text": "早中晚各一。"},
        ],
    }


def test_a_term_that_stays_is_not_printed_as_changed(in_force):
    amendment = changes.amend(in_force, clauses={"pay_day": 12}, on=date(2027, 9, 1)).made

    facts = fill("amendment_agreement", amendment, on=date(2027, 9, 1), kind="wage")

    assert (facts["term_to"], facts["reason"]) == ("", "双方协商一致。")


def test_a_termination_names_its_day_and_reason(in_force):
    ending = changes.terminate(in_force, grounds="企业搬迁", on=date(2027, 12, 1)).made

    facts = fill("termination_agreement", ending, on=date(2027, 12, 1), kind="wage")

    assert facts == {
        **PARTIES,
        "sign_date": "2027年3月29日",
        "term_from": "2027年4月1日",
        "term_to": "2028年3月31日",
        "reason": "企业搬迁。",
        "terminate_date": "2027年12月1日",
        "worker_arrangement": "",
        "passed_on": "",
        "sitting": "",
        "copies": "四",
    }


def test_the_note_on_a_text_filed_anew_shows_the_clause_before_and_after(case):
    agreement = FiledFactory(case, clauses=CLAUSES)
    opinions.give(agreement, on=date(2027, 4, 18), result="objection", clauses=["夜班津贴"])
    spoken = [Spoken("夜班津贴", workers=28, employer=26, settled=28)]
    meet(case.bargaining_round_set.get(), positions=spoken, on=date(2027, 4, 20))
    sign(agreement, on=date(2027, 4, 22))
    filing = filings.file(agreement, on=date(2027, 4, 23), copies=3).made

    facts = fill("objection_revision_note", filing, on=date(2027, 4, 23), kind="wage")

    assert facts == {
        **PARTIES,
        "first_received": "2027年4月6日",
        "opinion_received": "2027年4月18日",
        "renegotiate_date": "2027年4月20日",
        "revote_date": "",
        "revote_sitting": "",
        "resign_date": "2027年4月22日",
        "refile_date": "2027年4月23日",
        "copies": "三",
        "changes": [
            {
                "clause": "夜班津贴",
                "objection": "见审查意见书",
                "old_text": "每班25元。",
                "new_text": "每班28元。",
            },
        ],
        "attachments": [
            {"seq": "1", "name": "工资专项集体合同（重新签订的文本）"},
            {"seq": "2", "name": "审查意见书复印件"},
            {"seq": "3", "name": "协商会议记录"},
        ],
    }


def test_without_a_session_the_note_points_at_the_new_text(case):
    agreement = FiledFactory(case, clauses=CLAUSES)
    opinions.give(agreement, on=date(2027, 4, 18), result="objection", clauses=["高温津贴"])
    sign(agreement, on=date(2027, 4, 22))
    filing = filings.file(agreement, on=date(2027, 4, 23), copies=3).made

    facts = fill("objection_revision_note", filing, on=date(2027, 4, 23), kind="wage")

    assert facts["renegotiate_date"] == ""
    [change] = facts["changes"]
    assert (change["old_text"], change["new_text"]) == ("—", "见重新签订的文本。")

"""The letters of supervision find what a firm let pass, and say what came before them."""

from datetime import date

import pytest

from contracts.supervision import letters
from tests.documents.filled import fill
from tests.factories.bargaining import OfferedRoundFactory
from tests.factories.parties import (
    EmployerFactory,
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    seat_head,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
LATE = {
    "matter": "未按期书面答复协商要约",
    "basis": "《集体合同规定》第三十二条、《工资集体协商试行办法》第十七条",
    "due": "2027年3月21日",
    "days": "46",
}
LAWS = [
    "《中华人民共和国工会法》第二十一条：工会代表职工与企业进行平等协商，依法签订集体合同。",
    (
        "《中华人民共和国工会法》第五十四条：无正当理由拒绝进行平等协商的，"
        "由县级以上人民政府责令改正，依法处理。"
    ),
]


@pytest.fixture
def county():
    return FederationFactory(name="望海县总工会")


@pytest.fixture
def firm(county):
    employer = EmployerFactory(name="宏运物流", parent=county)
    union = UnionFactory(name="宏运物流工会委员会", firm=employer, parent=county)
    seat_head(union, name="孙立军")
    seat_head(employer, name="曲连海")
    OfferedRoundFactory(union=union, received_on=date(2027, 3, 1))
    return employer


def sent(county, receiver, kind, day, **facts):
    return letters.send(county, receiver=receiver, kind=kind, on=day, **facts).made


def test_a_reminder_names_what_the_firm_let_pass_and_what_to_do(county, firm):
    day = date(2027, 5, 6)
    letter = sent(county, firm, "reminder", day, served_on=date(2027, 5, 7), reply_days=15)

    facts = fill("tip_letter", letter, on=day, issuer=county)

    assert facts == {
        "issuer_unit": "望海县总工会",
        "doc_no": "〔2027〕1号",
        "receiver": "宏运物流",
        "matter": "",
        "facts": "",
        "reply_due": "2027年5月22日",
        "served_date": "2027年5月7日",
        "contact": "",
        "copied_to": "宏运物流工会委员会",
        "issue_date": "2027年5月6日",
        "overdue": [LATE],
        "laws": [{"law": law} for law in LAWS],
        "suggestions": [{"suggestion": "尽快以书面形式答复协商要约。"}],
    }


def test_an_opinion_says_that_the_reminder_was_not_answered(county, firm):
    sent(county, firm, "reminder", date(2027, 5, 6))
    demands = ["书面答复要约", "指派协商代表"]
    letter = sent(county, firm, "opinion", date(2027, 6, 3), facts="未答复要约", demands=demands)

    facts = fill("opinion_letter", letter, on=date(2027, 6, 3), issuer=county)

    assert (
        facts["before"]
        == "我会已于2027年5月6日向你单位送达工会劳动法律监督提示函，至今没有收到书面答复。"
    )
    assert (facts["facts"], facts["reply_due"]) == ("未答复要约。", "2027年6月18日")
    assert facts["opinions"] == [{"opinion": "书面答复要约。"}, {"opinion": "指派协商代表。"}]


def test_a_recommendation_names_the_firm_of_the_opinion_it_follows(county, firm):
    office = LabourDepartmentFactory(name="望海县人社局", path=county.path)
    opinion = sent(county, firm, "opinion", date(2027, 6, 3))
    letter = sent(county, office, "recommendation", date(2027, 6, 28), follows=opinion)

    facts = fill("suggestion_letter", letter, on=date(2027, 6, 28), issuer=county)

    assert (facts["receiver"], facts["firm"]) == ("望海县人社局", "宏运物流")
    assert facts["before"] == (
        "我会于2027年6月3日向宏运物流送达工会劳动法律监督意见书，"
        "答复期限至2027年6月18日届满，至今没有收到书面答复。"
    )
    assert facts["evidence"] == [{"seq": "1", "name": "工会劳动法律监督意见书和送达回执"}]


def test_a_recommendation_that_follows_nothing_leaves_the_firm_to_be_written_in(county):
    office = LabourDepartmentFactory(name="望海县人社局", path=county.path)
    letter = sent(county, office, "recommendation", date(2027, 6, 28))

    facts = fill("suggestion_letter", letter, on=date(2027, 6, 28), issuer=county)

    assert (facts["firm"], facts["before"], facts["overdue"]) == ("", "", [])

"""The urge note names what was left undone, by whom, since when, and the day to answer by."""

from datetime import date

import pytest

from contracts.bargaining import suspensions
from contracts.deadlines.models import Deadline
from contracts.documents.facts.supervision_urging import OMISSIONS, omission
from contracts.supervision import letters
from tests.documents.filled import fill
from tests.factories.bargaining import OfferedRoundFactory, SeatedRoundFactory
from tests.factories.parties import EmployerFactory, FederationFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@pytest.fixture
def town():
    return FederationFactory(name="临港街道总工会")


@pytest.fixture
def union(town):
    employer = EmployerFactory(name="海峰铸造", parent=town)
    union = UnionFactory(name="海峰铸造工会委员会", firm=employer, parent=town)
    seat_head(union, name="孙立军")
    seat_head(employer, name="曲连海")
    return union


@pytest.fixture
def silent(union):
    return OfferedRoundFactory(union=union, received_on=date(2027, 3, 1))


def test_where_the_employer_is_silent_its_union_is_asked_to_press_it(silent, town):
    clock = Deadline.objects.get(case=silent.case, code="DL_OFFER_REPLY")

    facts = fill("urge_note", clock, on=date(2027, 3, 22), issuer=town)

    assert facts == {
        "issuer_unit": "临港街道总工会",
        "doc_no": "〔2027〕1号",
        "times": "一",
        "addressee": "海峰铸造工会委员会",
        "lead": f"{silent.case.title}一案中，下列事项期限届满，至今没有办理完毕的记录。",
        "matter": "未按期书面答复协商要约",
        "responsible": "海峰铸造",
        "period_basis": "《集体合同规定》第三十二条、《工资集体协商试行办法》第十七条",
        "base_date": "2027年3月1日",
        "original_due": "2027年3月21日",
        "overdue_days": "1",
        "new_due": "2027年3月27日",
        "demand": "请你会督促海峰铸造以书面形式答复协商要约。",
        "next_step": "期满仍未办理又不说明理由的，将依照《工会劳动法律监督办法》"
        "向责任方发出工会劳动法律监督提示函。",
        "contact": "",
        "reply": "",
        "issue_date": "2027年3月22日",
    }


def test_what_both_sides_let_pass_is_both_sides_to_mend(union, town):
    round_ = SeatedRoundFactory(union=union)
    suspensions.suspend(round_, until=date(2027, 3, 8), reason="春节", on=date(2027, 3, 2))
    clock = Deadline.objects.get(case=round_.case, code="DL_SUSPEND")

    facts = fill("urge_note", clock, on=date(2027, 3, 9), issuer=town)

    assert facts["responsible"] == "海峰铸造工会委员会、海峰铸造"
    assert facts["period_basis"] == "双方约定的日期"
    assert (facts["demand"], facts["next_step"]) == ("请你会按照中止协商书的约定恢复协商。", "")


def test_an_urge_letter_finds_what_its_receiver_let_pass(silent, town):
    letter = letters.send(
        town,
        receiver=silent.employer_party,
        kind="urge",
        on=date(2027, 3, 25),
    ).made

    facts = fill("urge_note", letter, on=date(2027, 3, 25), issuer=town)

    assert (facts["addressee"], facts["matter"]) == ("海峰铸造", "未按期书面答复协商要约")
    assert (facts["original_due"], facts["overdue_days"]) == ("2027年3月21日", "4")
    assert facts["demand"] == "请你单位以书面形式答复协商要约。"
    assert facts["new_due"] == "2027年3月30日"


def test_every_omission_is_told_and_an_unknown_one_by_its_title():
    assert OMISSIONS["DL_FILE_WAGE"].matter == OMISSIONS["DL_FILE_GENERAL"].matter
    assert omission("DL_APPROVAL").action == "办理“上级工会对建制请示批复”"

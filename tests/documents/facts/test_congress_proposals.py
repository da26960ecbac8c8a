"""The papers of proposals: called for, written down, listed, answered."""

from datetime import date

import pytest

from contracts.congress import proposals
from contracts.congress.models import Proposal
from contracts.congress.proposals import Answered, Decided, Told
from tests.documents.filled import fill
from tests.factories.congress import CongressFactory
from tests.factories.parties import EmployerFactory, UnionFactory, seat_head

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CALLED, CLOSED, ADMITTED = date(2027, 2, 22), date(2027, 3, 5), date(2027, 3, 12)
FANS = Told(
    "铸造车间增设风机",
    "刘淑华",
    "陈永胜、王𬭳",
    "安全卫生",
    "夏季浇注区过热，影响52人",
    "6月底前增设4台风机",
)


@pytest.fixture
def congress():
    firm = EmployerFactory(name="海峰铸造")
    union = UnionFactory(name="海峰铸造工会委员会", firm=firm)
    seat_head(union, name="孙立军", phone="13900000000")
    return CongressFactory(union=union)


@pytest.fixture
def call(congress):
    return proposals.call(congress, until=CLOSED, on=CALLED).made


@pytest.fixture
def register(congress, call):
    proposals.receive(congress, proposals=[FANS, Told("上市时间表")], on=CLOSED)
    proposals.close(congress, on=CLOSED)
    decisions = [Decided(1, "立案", handler="安全生产部"), Decided(2, "不立案", reason="不属职权")]
    return proposals.admit(congress, decisions=decisions, on=ADMITTED).made


def test_the_call_says_until_when_and_how_long_an_answer_takes(call):
    facts = fill("motion_call", call, on=CALLED)

    assert (facts["call_date"], facts["due_date"]) == ("2027年2月22日", "2027年3月5日")
    assert (facts["form"], facts["members"], facts["reply_period"]) == (
        "职工代表大会",
        "代表",
        "30日内",
    )
    assert facts["contact"] == "孙立军　13900000000"


def test_a_call_without_a_day_leaves_the_day_to_the_hand(congress):
    made = proposals.call(congress, on=CALLED).made

    assert fill("motion_call", made, on=CALLED)["due_date"] == ""


def test_the_form_ticks_the_kind_and_leaves_the_decision_to_the_group(congress):
    proposals.receive(congress, proposals=[FANS], on=CLOSED)

    facts = fill("proposal_form", Proposal.objects.get(), on=CLOSED)

    assert (facts["proposal_no"], facts["proposer"]) == ("1号", "刘淑华")
    assert facts["category_boxes"] == (
        "□工资福利　□工时休假　☑安全卫生　□女职工\n□生产经营　□培训　□后勤　□其他"
    )
    assert facts["decision_boxes"] == "□立案　□并案　□转意见建议　□不立案"


def test_a_proposal_kept_on_paper_prints_an_empty_form(congress):
    proposals.receive(congress, on=CLOSED)

    facts = fill("proposal_form", Proposal.objects.get(), on=CLOSED)

    assert [facts[name] for name in ("title", "proposer", "reason", "suggestion")] == [""] * 4


def test_the_register_lists_every_decision_and_the_last_day_of_the_answers(register):
    facts = fill("proposal_register", register, on=ADMITTED)

    counts = ("total", "filed", "filing_rate", "merged", "other", "open_count", "reply_due")
    assert [facts[name] for name in counts] == ["2", "1", "50%", "0", "1", "", "2027年4月11日"]
    assert [(row["decision"], row["reason"], row["due"]) for row in facts["items"]] == [
        ("立案", "", "2027年4月11日"),
        ("不立案", "不属职权", ""),
    ]


def test_the_answer_names_result_and_days_and_leaves_the_rating_to_the_proposer(congress, register):
    replies = [Answered(1, "列入计划", "5月采购，6月15日前装好")]
    proposals.reply(congress, replies=replies, on=date(2027, 4, 9))

    facts = fill("proposal_reply", register.proposals.get(number=1), on=date(2027, 4, 9))

    assert facts["result_boxes"] == "□已解决　☑列入计划　□部分采纳　□暂不能解决"
    assert (facts["filed_date"], facts["reply_due"], facts["reply_date"]) == (
        "2027年3月12日",
        "2027年4月11日",
        "2027年4月9日",
    )
    assert (facts["handler"], facts["view_boxes"]) == (
        "安全生产部",
        "□满意　□基本满意　□不满意",
    )

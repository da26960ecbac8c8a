"""The papers of appraisals, board seats, opinions on plans and open affairs."""

from datetime import date

import pytest

from contracts.congress import appraisals, board_elections, disclosure_plans, opinions
from contracts.congress.appraisals import Sheets
from contracts.congress.choices import Opinion, PlanKind, Seat
from contracts.congress.disclosure_plans import Affair
from contracts.congress.opinions import Arrangement, Plan
from tests.documents.filled import fill
from tests.factories.congress import SITS_ON, CongressFactory, SessionFactory
from tests.factories.parties import EmployerFactory, FederationFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
SHEETS = Sheets(29, 28, 1, 12, 10, 3, 2)


@pytest.fixture
def congress():
    town = FederationFactory(name="临港街道总工会")
    firm = EmployerFactory(name="海峰铸造", parent=town, headcount_total=184, ownership="私营")
    return CongressFactory(union=UnionFactory(name="海峰铸造工会", firm=firm, parent=town))


@pytest.fixture
def session(congress):
    return SessionFactory(congress)


def elected(session, *, votes=26, seat=Seat.SUPERVISOR, **more):
    return board_elections.elect(
        session, seat=seat, name="陈永胜", votes_for=votes, on=SITS_ON, **more
    ).made


def heard(session, **more):
    plan = Plan(
        PlanKind.LAYOFF, date(2027, 3, 8), date(2027, 4, 20), 22, compensation="每满一年一个月工资"
    )
    return opinions.give(session, plan, opinion=Opinion.AMENDED, on=SITS_ON, **more).made


def test_the_sheets_of_an_appraisal_come_before_the_count(session):
    made = appraisals.begin(session, target="曲明远", post="副总经理", on=SITS_ON).made

    facts = fill("democratic_review", made, on=SITS_ON)

    assert (facts["target"], facts["target_title"]) == ("曲明远", "副总经理")
    assert [facts[name] for name in ("count_date", "issued", "valid", "good_rate")] == [""] * 4


def test_a_counted_appraisal_gives_grades_and_their_share_of_the_valid_sheets(session):
    made = appraisals.count(session, target="曲明远", sheets=SHEETS, on=SITS_ON).made

    facts = fill("democratic_review", made, on=SITS_ON)

    grades = ("issued", "returned", "invalid", "valid", "excellent", "good_rate")
    assert [facts[name] for name in grades] == ["29", "28", "1", "27", "12", "81.48%"]


def test_the_report_on_a_board_seat_counts_by_all_entitled(session):
    facts = fill("staff_director_election", elected(session, term_to=date(2030, 3, 25)))

    numbers = ("should_attend", "attended", "quorum_needed", "votes_for", "pass_needed")
    assert [facts[name] for name in numbers] == ["32", "29", "22", "26", "17"]
    assert (facts["board"], facts["outcome"], facts["failed_reason"]) == ("监事会", "当选", "")
    assert (facts["superior_union"], facts["term_to"]) == ("临港街道总工会", "2030年3月25日")
    assert facts["basis"] == (
        "《中华人民共和国公司法》第七十六条、第一百三十条和《企业民主管理规定》第十七条、第二十条"
    )


def test_a_failed_board_election_says_what_was_lacking(session):
    facts = fill("staff_director_election", elected(session, votes=16, is_executive=True))

    assert facts["outcome"] == "未当选"
    assert facts["failed_reason"] == "赞成16票，未达到17票；董事、高级管理人员不得兼任监事"


def test_the_opinion_on_a_plan_states_days_and_shares_and_waits_for_the_answer(session):
    made = heard(session, arrangements=[Arrangement("铸造车间", 22, "转岗")])

    facts = fill("layoff_settlement_opinion", made)

    assert (facts["days_before"], facts["share"], facts["must_pass"]) == ("43", "11.96%", "")
    assert (facts["vote_result"], facts["basis"]) == (
        "原则同意并提修改意见",
        "《中华人民共和国劳动合同法》第四十一条",
    )
    assert (facts["compensation"], facts["reemployment"], facts["employer_reply"]) == (
        "每满一年一个月工资。",
        "",
        "",
    )
    assert facts["affected_list"] == [{"group": "铸造车间", "count": "22", "arrangement": "转岗"}]


def test_the_firms_answer_is_printed_on_the_opinion(session):
    made = heard(session)
    opinions.answer(made, content="采纳第一条", on=date(2027, 4, 2))

    facts = fill("layoff_settlement_opinion", made)

    assert (facts["employer_reply"], facts["reply_date"]) == ("采纳第一条。", "2027年4月2日")


def test_the_catalogue_lists_affairs_in_order_and_names_the_duty(congress):
    made = disclosure_plans.draw_up(
        congress,
        year=2027,
        items=[Affair("工资支付", "每月", "公开栏", "财务部"), Affair("培训计划")],
        on=date(2027, 1, 12),
    ).made

    facts = fill("disclosure_catalogue", made, on=date(2027, 1, 12))

    assert facts["basis"].startswith("《企业民主管理规定》第三十一条")
    assert [(row["seq"], row["frequency"], row["dept"]) for row in facts["items"]] == [
        ("1", "每月", "财务部"),
        ("2", "即时", ""),
    ]

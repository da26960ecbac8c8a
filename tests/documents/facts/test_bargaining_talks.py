"""The papers of the talks are filled from sessions, suspensions and the settlement."""

from datetime import date

import pytest

from contracts.bargaining import (
    settlements,
    suspensions,
)
from contracts.bargaining.sessions import Spoken
from contracts.parties.models import Side
from tests.documents.facts.bargaining_story import check_form, fill
from tests.factories.bargaining import meet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
WORKERS, EMPLOYER = Side.WORKERS, Side.EMPLOYER


def test_agenda_lets_the_side_in_the_chair_speak_first(session):
    facts = fill("talks_agenda", session, on=date(2027, 2, 2))

    check_form("talks_agenda", facts)
    assert (facts["meeting_no"], facts["chair"], facts["chair_side"]) == ("一", "孙立军", "职工方")
    assert [row["speaker"] for row in facts["items"]] == [
        "孙立军",
        "孙立军",
        "曲明远",
        "双方代表",
        "孙立军、曲明远",
    ]


def test_sign_in_sheet_lists_both_sides_and_the_recorder(session):
    facts = fill("talks_signin", session, on=date(2027, 2, 2))

    check_form("talks_signin", facts)
    assert [row["side"] for row in facts["signins"]] == ["职工方"] * 3 + ["企业方"] * 3 + ["记录员"]
    assert facts["signins"][3]["role"] == "首席代表（受法定代表人书面委托），副总经理"


def test_record_keeps_both_sides_words(session):
    facts = fill("bargaining_record", session, on=date(2027, 2, 2))

    check_form("bargaining_record", facts)
    assert (facts["chair"], facts["conclusion"]) == ("孙立军（职工方首席代表）", "部分一致")
    assert [
        (row["union_position"], row["employer_position"], row["status"], row["settled_text"])
        for row in facts["rounds"]
    ] == [("8%", "2%", "分歧", ""), ("每班30元", "每班18元", "一致", "每班25元")]
    assert [row["data_cited"] for row in facts["rounds"]] == ["计算基数每月5033.7元", ""]


def test_summary_for_the_workers_holds_no_sides_figures(session):
    facts = fill("talks_summary", session, on=date(2027, 2, 2))

    check_form("talks_summary", facts)
    assert facts["agreed"] == [{"topic": "夜班津贴", "settled": "每班25元"}]
    assert [row["topic"] for row in facts["outstanding"]] == ["年度平均工资增幅"]
    assert "8%" not in str(facts)


def test_suspension_names_the_day_and_what_is_taken_up_again(session):
    suspension = suspensions.suspend(
        session.round,
        until=date(2027, 3, 2),
        reason="订单预测分歧",
        on=date(2027, 2, 2),
    ).made

    facts = fill("suspension_agreement", suspension, on=date(2027, 2, 2))

    check_form("suspension_agreement", facts)
    assert (facts["resume_date"], facts["resume_topics"]) == ("2027年3月2日", "年度平均工资增幅")
    assert (facts["reason"], facts["superior_union"]) == ("订单预测分歧", "临港街道总工会")


def test_consensus_sets_ask_answer_and_result_side_by_side(session):
    meet(
        session.round,
        positions=[Spoken("年度平均工资增幅", workers="6.5%", employer="3.5%", settled="5%")],
        on=date(2027, 3, 9),
    )
    settlement = settlements.settle(session.round, on=date(2027, 3, 9)).made

    facts = fill("consensus_statement", settlement, on=date(2027, 3, 9))

    check_form("consensus_statement", facts)
    assert (facts["meetings_held"], facts["meeting_dates"]) == ("2", "2027年2月2日、3月9日")
    assert [
        (row["topic"], row["union_ask"], row["employer_counter"], row["settled"])
        for row in facts["items"]
    ] == [
        ("年度平均工资增幅", "8%", "2%", "5%"),
        ("夜班津贴", "每班30元", "每班18元", "每班25元"),
    ]

"""What the forms of the talks and of coordination make of what is typed."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.bargaining.sessions import Spoken
from contracts.parties.actors import acting_as
from tests.factories.bargaining import (
    SeatedRoundFactory,
    TalkingRoundFactory,
    meet,
)
from tests.factories.forms import chair_of, opened, refused, rows, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@pytest.mark.parametrize(
    ("act", "typed", "expected"),
    [
        ("bargaining.report_silence", {}, {}),
        ("bargaining.resume", {}, {}),
        ("bargaining.settle", {}, {}),
        ("bargaining.coordination:apply", {}, {"step": "apply"}),
        ("bargaining.coordination:accept", {}, {"step": "accept"}),
        ("bargaining.coordination:extend", {"days": 15}, {"step": "extend", "days": 15}),
        (
            "bargaining.coordination:conclude",
            rows("terms", {"term": "增幅按4%谈\n3月底前签"}),
            {"step": "conclude", "terms": ["增幅按4%谈\n3月底前签"]},
        ),
        (
            "bargaining.suspend",
            {"until": "2027-06-20", "reason": "春节停工"},
            {"until": date(2027, 6, 20), "reason": "春节停工"},
        ),
        (
            "bargaining.request_data",
            {"meets_on": "2027-06-10", **rows("items", {"item": "利润表"})},
            {"items": ["利润表"], "meets_on": date(2027, 6, 10)},
        ),
        ("bargaining.hand_over_data", rows("items", {"item": "利润表"}), {"items": ["利润表"]}),
        ("disputes.arbitrate", {"claim": "未按合同补差"}, None),
    ],
)
def test_short_forms_of_a_round(act, typed, expected):
    round_ = TalkingRoundFactory()
    if expected is None:
        parties = [round_.workers_party, round_.employer_party]
        expected = {"parties": parties, "claim": "未按合同补差", "step": "apply"}

    assert sent(act, round_, chair_of(round_), **typed) == expected


@pytest.mark.parametrize(
    ("act", "typed", "expected"),
    [
        (
            "bargaining.suspend",
            {"until": "2027-06-01"},
            {"until": ["恢复日期（2027-06-01）要晚于办理日期（2027-06-01），请核对。"]},
        ),
        (
            "bargaining.request_data",
            {"meets_on": "2027-05-31", **rows("items", {"item": "利润表"})},
            {"meets_on": ["首次协商日期（2027-05-31）早于办理日期（2027-06-01），请核对。"]},
        ),
        (
            "bargaining.hand_over_data",
            rows("items"),
            {"": ["“交接的资料”至少填1行，现在是0行。"]},
        ),
        (
            "bargaining.coordination:extend",
            {"days": "0"},
            {"days": ["请写1到999之间的整数。"]},
        ),
    ],
)
def test_short_forms_of_a_round_say_what_is_wrong(act, typed, expected):
    round_ = TalkingRoundFactory()

    assert refused(act, round_, chair_of(round_), **typed) == expected


def test_session_takes_who_was_there_and_what_both_said():
    round_ = SeatedRoundFactory()
    people = [row.person for row in round_.representatives.order_by("pk")]

    data = sent(
        "bargaining.meet",
        round_,
        chair_of(round_),
        chair=people[0].pk,
        present=[person.pk for person in people],
        **rows(
            "positions",
            {
                "topic": "年度平均工资增幅",
                "base": "5033.7",
                "workers": "8%",
                "employer": "2%",
                "settled": "5%",
            },
            {"topic": "加班基数", "workers": "前12个月均值", "settled": "岗位工资"},
        ),
    )

    assert data == {
        "chair": people[0],
        "present": sorted(people, key=lambda person: person.pk),
        "positions": [
            {
                "topic": "年度平均工资增幅",
                "base": Decimal("5033.7"),
                "workers": "8%",
                "employer": "2%",
                "settled": "5%",
            },
            {"topic": "加班基数", "workers": "前12个月均值", "settled": "岗位工资"},
        ],
    }


def test_session_offers_open_topics_with_what_was_said_and_leaves_silent_ones_out():
    round_ = SeatedRoundFactory()
    said = [
        Spoken("年度平均工资增幅", base=5000, workers="8%", employer="2%"),
        Spoken("夜班津贴", workers=30, employer=18, settled=25),
    ]
    meet(round_, positions=said)
    chair = chair_of(round_)
    people = [row.person.pk for row in round_.representatives.order_by("pk")]

    with acting_as(chair):
        shown = opened("bargaining.meet", round_, chair).tables["positions"].forms
    silent = rows("positions", {"topic": "年度平均工资增幅", "base": "5000"})
    found = refused("bargaining.meet", round_, chair, chair=people[0], present=people, **silent)

    assert [row.initial for row in shown if row.initial] == [
        {"topic": "年度平均工资增幅", "base": "5000"},
    ]
    assert shown[0].note == "上次：职工方 8%，企业方 2%"
    assert found == {"": ["“谈了什么”至少填1行，现在是0行。"]}

from datetime import date
from decimal import Decimal

import pytest

from contracts.bargaining import rounds, suspensions
from contracts.bargaining.sessions import Spoken
from contracts.parties.models import Side
from tests.factories.bargaining import (
    OfferedRoundFactory,
    SeatedRoundFactory,
    TalkingRoundFactory,
    meet,
    seat,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def outcomes(outcome):
    return {verdict.rule: verdict.outcome for verdict in outcome.verdicts}


def test_session_keeps_both_sides_words_and_figures():
    spoken = Spoken("年度平均工资增幅", base=5033.7, workers="8%", employer=0.02)

    session = meet(SeatedRoundFactory(), positions=[spoken]).made

    position = session.positions.get()
    assert (position.workers_words, position.workers_value) == ("8%", Decimal(8))
    assert (position.employer_words, position.employer_value) == ("2%", Decimal(2))
    assert position.base_value == Decimal("5033.7")
    assert position.is_percentage
    assert not position.is_settled


def test_sessions_are_numbered_and_leave_the_stage():
    round_ = SeatedRoundFactory()

    first, second = meet(round_), meet(round_, on=date(2027, 3, 9))

    assert [first.made.number, second.made.number] == [1, 2]
    assert outcomes(first) == {"cb.chairing": "ok", "R_RECORDER": "ok"}
    assert round_.stage == "talks"


def test_everybody_present_is_kept_with_his_side():
    round_ = SeatedRoundFactory()
    chair, boss = round_.workers_party.head, round_.employer_party.head

    session = meet(round_, chair=chair, present=[chair, boss]).made

    assert session.chair_side == "workers"
    assert dict(session.attendances.values_list("person__name", "side")) == {
        chair.name: "workers",
        boss.name: "employer",
    }


@pytest.mark.parametrize(
    "facts",
    [
        {"positions": [Spoken("夜班津贴", workers=25)]},
        {"positions": []},
        {"is_one_sided": True},
    ],
)
def test_words_of_one_side_alone_are_no_session(facts):
    outcome = meet(SeatedRoundFactory(), **facts)

    assert outcomes(outcome)["cb.chairing"] == "block"
    assert "疑似没谈过" in outcome.verdicts[0].message
    assert outcome.made.is_one_sided


def test_session_to_which_one_side_came_is_no_session():
    round_ = TalkingRoundFactory()
    workers = seat(round_, Side.WORKERS)

    outcome = meet(round_, present=workers)

    assert outcomes(outcome)["cb.chairing"] == "block"


def test_one_topic_with_both_words_among_several_is_enough():
    positions = [Spoken("夜班津贴", workers=25, employer=15), Spoken("工龄工资", workers=20)]

    outcome = meet(SeatedRoundFactory(), positions=positions)

    assert outcomes(outcome)["cb.chairing"] == "ok"


def test_session_without_a_recorder_is_blocked():
    round_ = TalkingRoundFactory()
    seat(round_, Side.WORKERS)
    seat(round_, Side.EMPLOYER)

    outcome = meet(round_)

    assert outcomes(outcome)["R_RECORDER"] == "block"


def test_session_before_the_other_side_agreed_is_refused():
    with pytest.raises(rounds.OutOfOrder) as refused:
        meet(OfferedRoundFactory())

    assert [verdict.rule for verdict in refused.value.verdicts] == ["R_ORDER"]


def test_one_sided_session_before_the_answer_is_also_called_what_it_is():
    with pytest.raises(rounds.OutOfOrder) as refused:
        meet(OfferedRoundFactory(), positions=[Spoken("夜班津贴", workers=25)])

    assert [v.rule for v in refused.value.verdicts] == ["R_ORDER", "cb.chairing"]


def test_after_an_objection_the_sides_may_meet_again():
    round_ = SeatedRoundFactory()
    rounds.advance_stage(round_, "filing")

    outcome = meet(round_, on=date(2027, 6, 21))

    assert not outcome.blocks
    assert round_.stage == "filing"


def test_meeting_again_ends_a_suspension():
    round_ = SeatedRoundFactory()
    suspensions.suspend(round_, until=date(2027, 3, 20), on=date(2027, 3, 2))

    meet(round_, on=date(2027, 3, 20))

    assert suspensions.running(round_) is None


def test_figures_said_at_the_table_must_agree():
    said = Spoken("工资增长", base=1500, workers="涨259元，15%", employer="涨100元")

    outcome = meet(SeatedRoundFactory(), positions=[said])

    assert [(v.rule, v.found, v.required) for v in outcome.verdicts if v.blocks] == [
        ("R_FIGURES", Decimal(15), Decimal("17.27")),
    ]


def test_figures_that_agree_pass():
    said = Spoken("工资增长", base=1500, workers="涨259元，17.27%", employer="涨100元")

    outcome = meet(SeatedRoundFactory(), positions=[said])

    assert not outcome.blocks

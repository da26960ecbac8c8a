from datetime import date

import pytest

from contracts.bargaining import rounds, settlements
from contracts.bargaining.sessions import Spoken
from contracts.parties.models import Side
from tests.factories.bargaining import (
    OfferedRoundFactory,
    SeatedRoundFactory,
    TalkingRoundFactory,
    meet,
    seat,
    worker_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 3, 9)


def test_both_chiefs_hand_the_agreed_terms_on_to_drafting():
    round_ = SeatedRoundFactory()
    meet(round_)

    outcome = settlements.settle(round_, on=ON)

    assert round_.stage == "draft"
    assert outcome.made.workers_chief == round_.workers_party.head
    assert outcome.made.employer_chief == round_.employer_party.head
    assert outcome.made.sessions_held == 1
    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("cb.chairing", "ok")]


def test_terms_nobody_talked_about_are_blocked():
    verdicts = settlements.settle(SeatedRoundFactory(), on=ON).verdicts

    assert [(v.rule, v.outcome) for v in verdicts] == [("cb.chairing", "block")]
    assert verdicts[0].message == "疑似没谈过：还没有一次记下双方意见的协商会议。"


def test_session_with_one_sides_words_does_not_count_as_talks():
    round_ = SeatedRoundFactory()
    meet(round_, positions=[Spoken("夜班津贴", workers=25)])

    assert settlements.settle(round_, on=ON).blocks


def test_side_without_a_chief_cannot_settle():
    round_ = TalkingRoundFactory()
    seat(round_, Side.WORKERS, recorder=worker_of(round_))
    meet(round_)

    verdicts = settlements.settle(round_, on=ON).verdicts

    assert [v.rule for v in verdicts if v.blocks] == ["R_CHIEF_EMPLOYER"]


def test_terms_cannot_be_settled_before_the_offer_is_answered():
    with pytest.raises(rounds.OutOfOrder):
        settlements.settle(OfferedRoundFactory(), on=ON)


def test_nobody_settles_twice_on_the_same_talks():
    round_ = SeatedRoundFactory()
    meet(round_)
    settlements.settle(round_, on=ON)

    with pytest.raises(settlements.AlreadySettled, match="此后没有再开过协商会议"):
        settlements.settle(round_, on=ON)


def test_after_another_session_the_terms_are_settled_again():
    round_ = SeatedRoundFactory()
    meet(round_)
    settlements.settle(round_, on=ON)
    meet(round_)

    assert settlements.settle(round_, on=ON).made.sessions_held == 2

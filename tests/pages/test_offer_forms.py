"""What the forms of offer and answer make of what is typed."""

from datetime import date

import pytest

from contracts.bargaining import plans
from contracts.bargaining.plans import PlannedPosition
from contracts.parties.actors import acting_as
from contracts.parties.models import Side
from tests.factories.bargaining import (
    OfferedRoundFactory,
    RoundFactory,
    worker_of,
)
from tests.factories.forms import chair_of, officer_of, opened, refused, rows, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_offer_names_topics_delivery_and_receipt():
    round_ = RoundFactory()
    receiver = worker_of(round_)

    data = sent(
        "bargaining.offer",
        round_,
        chair_of(round_),
        delivered_by="EMS",
        sent_on="2027-05-28",
        received_on="2027-06-01",
        received_by=receiver.pk,
        renewal="on",
        **rows("topics", {"topic": "企业最低工资"}, {"topic": "夜班津贴"}),
    )

    assert data == {
        "made_by": "workers",
        "topics": ["企业最低工资", "夜班津贴"],
        "delivered_by": "EMS",
        "sent_on": date(2027, 5, 28),
        "received_on": date(2027, 6, 1),
        "received_by": receiver,
        "renewal": True,
    }


def test_offer_starts_from_the_topics_of_the_own_plan_and_not_from_its_figures():
    round_ = RoundFactory()
    position = PlannedPosition("夜班津贴", ask="30", target="25", bottom="20")
    plans.draw_up(round_, side=Side.WORKERS, positions=[position], on=date(2027, 3, 2))

    with acting_as(chair_of(round_)):
        form = opened("bargaining.offer", round_, chair_of(round_))

    assert form.tables["topics"].forms[0].initial == {"topic": "夜班津贴"}
    assert form.advice() == ("对方今天收到的话，应在20日内答复，最后一天是2027年6月21日。",)


def test_days_in_the_wrong_order_are_told_with_both_days():
    round_ = RoundFactory()

    found = refused(
        "bargaining.offer",
        round_,
        chair_of(round_),
        delivered_by="当面",
        sent_on="2027-05-28",
        received_on="2027-05-27",
        **rows("topics", {"topic": "夜班津贴"}),
    )

    assert found == {
        "received_on": ["收到日期（2027-05-27）早于发出日期（2027-05-28），请核对回执。"],
    }


def test_what_has_not_happened_yet_cannot_be_entered():
    round_ = RoundFactory()

    found = refused(
        "bargaining.offer",
        round_,
        chair_of(round_),
        on="2027-06-02",
        delivered_by="当面",
        received_on="2027-06-03",
        **rows("topics", {"topic": "夜班津贴"}),
    )

    assert found == {
        "on": ["2027-06-02 还没有到；办理日期最晚写今天（2027-06-01）。"],
        "received_on": ["2027-06-03 还没有到；等事情办成了再填（今天是2027-06-01）。"],
    }


def test_reminder_says_when_it_was_received():
    round_ = OfferedRoundFactory()

    data = sent("bargaining.remind", round_, chair_of(round_), received_on="2027-06-01")

    assert data == {"received_on": date(2027, 6, 1)}


def test_answer_is_yes_or_no_with_a_reason():
    round_ = OfferedRoundFactory()
    officer = officer_of(round_)

    yes = sent("bargaining.respond", round_, officer, answer="agree", received_on="2027-06-01")
    no = sent(
        "bargaining.respond",
        round_,
        officer,
        answer="refuse",
        reason="订单不足，\r\n先等一季度。",
        received_on="2027-06-01",
    )
    bare = refused("bargaining.respond", round_, officer, answer="refuse", received_on="2027-06-01")

    assert yes == {"answer": "agree", "received_on": date(2027, 6, 1)}
    assert no == {
        "answer": "refuse",
        "reason": "订单不足，\n先等一季度。",
        "received_on": date(2027, 6, 1),
    }
    assert bare == {"reason": ["选了“不同意协商”，请写明理由。"]}


def test_answer_before_the_offer_is_told_so():
    round_ = OfferedRoundFactory(received_on=date(2027, 5, 20))

    found = refused(
        "bargaining.respond",
        round_,
        officer_of(round_),
        answer="agree",
        received_on="2027-05-19",
    )

    assert found == {
        "received_on": ["答复日期（2027-05-19）早于收到要约的日子（2027-05-20），请核对。"],
    }

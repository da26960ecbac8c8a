from datetime import date

import pytest

from contracts.bargaining import offers, rounds
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from contracts.parties.models import Side
from tests.factories.bargaining import OfferedRoundFactory, RoundFactory, TalkingRoundFactory
from tests.factories.parties import FederationFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def make(round_, *, on=date(2027, 3, 3), received_on=date(2027, 3, 5), **facts):
    return offers.make(
        round_,
        **{
            "made_by": Side.WORKERS,
            "topics": ["工时休假", "夜班津贴"],
            "delivered_by": "EMS",
            "on": on,
            "received_on": received_on,
        }
        | facts,
    )


def last_day(round_, code="DL_OFFER_REPLY"):
    return clock.running(round_).get(code=code).last_day


def test_answer_is_due_twenty_days_after_receipt_not_after_sending():
    round_ = RoundFactory()

    outcome = make(round_)

    assert last_day(round_) == date(2027, 3, 25)
    assert outcome.made.last_day == date(2027, 3, 25)
    assert round_.stage == "offer"
    assert clock.running(round_).get().side == "employer"
    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [
        ("R_OFFER_WRITTEN", "ok"),
        ("R_CONFIDENTIAL", "ok"),
    ]
    assert list(outcome.made.topics.order_by("place").values_list("topic", flat=True)) == [
        "工时休假",
        "夜班津贴",
    ]


def test_employer_in_zhejiang_has_ten_working_days_to_answer():
    round_ = RoundFactory(region="ZJ")

    make(round_, on=date(2026, 3, 2), received_on=date(2026, 3, 2))

    assert last_day(round_) == date(2026, 3, 16)


def test_offer_without_proof_of_delivery_is_blocked_and_starts_no_clock():
    round_ = RoundFactory()

    outcome = make(round_, delivered_by="口头")

    assert [v.rule for v in outcome.verdicts if v.blocks] == ["R_OFFER_WRITTEN"]
    assert list(clock.running(round_)) == []


def test_offer_nobody_is_known_to_have_received_starts_no_clock():
    round_ = RoundFactory()

    outcome = make(round_, received_on=None)

    assert outcome.blocks
    assert outcome.made.last_day is None


@pytest.mark.parametrize(
    ("received_on", "state", "late"),
    [(date(2027, 1, 30), "met", 0), (date(2027, 1, 31), "late", 1)],
)
def test_renewal_is_in_time_up_to_the_day_the_window_opens(received_on, state, late):
    round_ = RoundFactory(on=date(2027, 1, 4), previous_expires_on=date(2027, 3, 31))

    make(round_, on=received_on, received_on=received_on, is_renewal=True)

    window = Deadline.objects.get(code="DL_RENEW_WAGE")
    assert (window.state, window.days_late) == (state, late)


def test_offer_after_the_old_agreement_ended_is_warned_of():
    round_ = RoundFactory(previous_expires_on=date(2027, 3, 2))

    outcome = make(round_, on=date(2027, 3, 3))

    assert [(v.rule, v.outcome, v.found) for v in outcome.verdicts][-1] == (
        "cb.no_auto_renewal",
        "warn",
        1,
    )


def test_second_offer_within_the_period_is_refused():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))

    with pytest.raises(offers.OfferStillOpen):
        make(round_, on=date(2027, 3, 21), received_on=date(2027, 3, 21))


def test_second_offer_after_silence_takes_the_place_of_the_first():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))

    make(round_, on=date(2027, 3, 22), received_on=date(2027, 3, 22))

    assert last_day(round_) == date(2027, 4, 11)
    assert offers.open_offer(round_).made_on == date(2027, 3, 22)


def test_offer_after_the_talks_opened_is_refused():
    with pytest.raises(rounds.OutOfOrder) as refused:
        make(TalkingRoundFactory())

    assert refused.value.verdicts[0].rule == "R_ORDER"


def test_offer_received_before_it_was_sent_is_refused():
    with pytest.raises(offers.ReceivedBeforeSent):
        make(RoundFactory(), sent_on=date(2027, 3, 6))


def test_reminder_leaves_the_clock_running():
    round_ = OfferedRoundFactory()

    reminder = offers.remind(round_, on=date(2027, 3, 18)).made

    assert (reminder.reminded_on, reminder.received_on) == (date(2027, 3, 18), date(2027, 3, 18))
    assert last_day(round_) == date(2027, 3, 21)


def test_reminder_received_before_it_was_sent_is_refused():
    with pytest.raises(offers.ReceivedBeforeSent):
        offers.remind(
            OfferedRoundFactory(),
            on=date(2027, 3, 18),
            received_on=date(2027, 3, 17),
        )


def test_reminder_without_an_offer_is_refused():
    with pytest.raises(offers.NoOffer):
        offers.remind(RoundFactory(), on=date(2027, 3, 18))


def test_reminder_after_the_answer_is_refused():
    with pytest.raises(offers.OfferAlreadyAnswered):
        offers.remind(TalkingRoundFactory(), on=date(2027, 3, 18))


@pytest.mark.parametrize(
    ("answered_on", "state", "late"),
    [(date(2027, 3, 21), "met", 0), (date(2027, 3, 22), "late", 1)],
)
def test_yes_opens_the_talks_and_a_late_answer_shows_as_late(answered_on, state, late):
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))

    offer = offers.respond(round_, answer="agree", on=answered_on).made

    assert round_.stage == "talks"
    assert Deadline.objects.get(code="DL_OFFER_REPLY").state == state
    assert offer.days_late == late


def test_no_stays_at_the_offer_and_is_kept_with_a_warning():
    round_ = OfferedRoundFactory(region="ZJ")

    outcome = offers.respond(round_, answer="refuse", reason="订单少", on=date(2027, 3, 5))

    assert round_.stage == "offer"
    assert outcome.made.is_refused
    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [("cb.offer.refusal", "warn")]
    assert list(clock.running(round_)) == []


def test_second_answer_is_refused_and_the_first_one_stands():
    round_ = OfferedRoundFactory()
    offers.respond(round_, answer="refuse", reason="订单少", on=date(2027, 3, 5))

    with pytest.raises(offers.OfferAlreadyAnswered):
        offers.respond(round_, answer="agree", on=date(2027, 3, 6))

    assert offers.latest_offer(round_).answer == "refuse"


def test_answer_before_the_offer_arrived_is_refused():
    with pytest.raises(offers.ReceivedBeforeSent):
        offers.respond(
            OfferedRoundFactory(received_on=date(2027, 3, 5)),
            answer="agree",
            on=date(2027, 3, 4),
        )


def test_answer_without_an_offer_is_refused():
    with pytest.raises(offers.NoOffer):
        offers.respond(RoundFactory(), answer="agree", on=date(2027, 3, 4))


def test_silence_is_reported_to_the_higher_union_the_day_after_the_last():
    town = FederationFactory()
    round_ = OfferedRoundFactory(union=UnionFactory(parent=town), received_on=date(2027, 3, 1))

    report = offers.report_silence(round_, on=date(2027, 3, 22)).made

    assert report.reported_to == town
    assert last_day(round_) == date(2027, 3, 21)


def test_on_the_last_day_there_is_no_silence_yet():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))

    with pytest.raises(offers.NotYetSilent):
        offers.report_silence(round_, on=date(2027, 3, 21))


def test_refusal_is_reported_at_once():
    round_ = OfferedRoundFactory(received_on=date(2027, 3, 1))
    offers.respond(round_, answer="refuse", on=date(2027, 3, 2))

    report = offers.report_silence(round_, on=date(2027, 3, 2)).made

    assert report.offer.is_refused


def test_nothing_is_reported_of_an_offer_that_was_accepted():
    with pytest.raises(offers.OfferAlreadyAnswered):
        offers.report_silence(TalkingRoundFactory(), on=date(2027, 4, 1))


def test_nothing_is_reported_without_an_offer():
    with pytest.raises(offers.NoOffer):
        offers.report_silence(RoundFactory(), on=date(2027, 4, 1))

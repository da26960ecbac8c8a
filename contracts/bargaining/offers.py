"""Make an offer, remind, answer it, and report silence. Receipt starts the clock, not sending."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from contracts.bargaining import rounds
from contracts.bargaining.checks import offers as offer_checks
from contracts.bargaining.checks import refusals
from contracts.bargaining.choices import Answer, Stage
from contracts.bargaining.models import Offer, OfferTopic, Reminder, Round, SilenceReport
from contracts.deadlines import clock
from contracts.parties import tree
from contracts.parties.models import Person, Side
from contracts.verdicts.verdict import OK, Outcome, Refused, Verdict

REPLY_CODE = "DL_OFFER_REPLY"


class OfferStillOpen(Refused):
    """已有一份要约在等答复，期限还没有到；请先等答复，或者催告。"""


class NoOffer(Refused):
    """本轮还没有发出要约；请先发出书面要约。"""

    rule = "R_ORDER"


class OfferAlreadyAnswered(Refused):
    """这份要约已经有答复；要改变答复，需要一份新的要约。"""


class NotYetSilent(Refused):
    """对方还在答复期限内，也没有拒绝；期限过后仍不答复，再向上级工会报告。"""

    rule = "R_ORDER"


class ReceivedBeforeSent(Refused):
    """收到日期早于发出日期；请核对送达回执。"""

    rule = "R_ORDER"


@transaction.atomic
def make(
    round_: Round,
    *,
    made_by: Side,
    topics: Sequence[str],
    delivered_by: str,
    on: date,
    received_on: date | None,
    sent_on: date | None = None,
    received_by: Person | None = None,
    is_renewal: bool = False,
) -> Outcome:
    """Make a written offer (要约): the period to answer runs from proved receipt.

    An offer ends the renewal windows of the round and of the old contract: in time up to the day
    the window opens, later shows as days after it. A new offer takes the place of one that was left
    unanswered past its last day.

    :raises OutOfOrder: if the talks are open already.
    :raises OfferStillOpen: if an offer waits within its period.
    :raises ReceivedBeforeSent: if the days cannot be true.
    """
    _need_room(round_, sent_on=sent_on or on, received_on=received_on, on=on)
    offer = Offer(
        **Offer.belonging_to(round_.case),
        round=round_,
        made_by=made_by,
        made_on=on,
        is_renewal=is_renewal,
        delivered_by=delivered_by,
        sent_on=sent_on or on,
        received_on=received_on,
        received_by=received_by,
    )
    _stop_renewal_windows(round_, on=offer.received_on or offer.sent_on)
    verdicts = _judge(offer, topics, on=on)
    offer.save(force_insert=True)
    _list_topics(offer, topics)
    rounds.advance_stage(round_, Stage.OFFER)
    return Outcome(made=offer, verdicts=verdicts, looked_at=[round_])


def _need_room(round_: Round, *, sent_on: date, received_on: date | None, on: date) -> None:
    """Lock the round and make sure that an offer may be made in it."""
    rounds.lock(round_)
    rounds.need_stage(
        round_,
        {Stage.PREP, Stage.OFFER},
        act="再发要约",
        first="协商已经开始；新的议题请在协商会议上提出。",
    )
    if received_on is not None and received_on < sent_on:
        raise ReceivedBeforeSent
    _supersede(round_, on=on)


def _judge(offer: Offer, topics: Sequence[str], *, on: date) -> list[Verdict]:
    """Judge the offer, and start the period to answer where receipt is proved."""
    law = rounds.law_of(offer.round, on=on)
    written = offer_checks.check_written(
        delivered_by=offer.delivered_by,
        received_on=offer.received_on,
        law=law,
    )
    if offer.received_on is not None and written.outcome == OK:
        _start_reply(offer, offer.received_on)
    late = offer_checks.check_renewal_in_time(
        expires_on=offer.round.previous_expires_on,
        made_on=offer.sent_on,
        law=law,
    )
    verdicts = [written, offer_checks.check_confidential(topics)]
    return [*verdicts, late] if late else verdicts


def _supersede(round_: Round, *, on: date) -> None:
    if round_.stage == Stage.PREP:
        return  # an offer takes the round out of this stage for good
    earlier = open_offer(round_)
    if earlier is None:
        return
    if earlier.last_day is not None and on <= earlier.last_day:
        raise OfferStillOpen
    earlier.superseded_on = on
    earlier.save(update_fields=["superseded_on"])
    clock.cancel(round_, REPLY_CODE, on=on)


def _list_topics(offer: Offer, topics: Sequence[str]) -> None:
    offer.topics_in_order = OfferTopic.objects.bulk_create(
        OfferTopic(**OfferTopic.belonging_to(offer.case), offer=offer, place=place, topic=topic)
        for place, topic in enumerate(topics, start=1)
    )


def _stop_renewal_windows(round_: Round, *, on: date) -> None:
    for code in rounds.RENEWAL_CODES:
        clock.stop(round_, code, on=on)
        if round_.previous is not None:
            clock.stop(round_.previous, code, on=on)


def _start_reply(offer: Offer, received_on: date) -> None:
    """Start the period to answer, by the law of the day of receipt."""
    deadline = clock.start(
        offer.case,
        REPLY_CODE,
        base=received_on,
        law=rounds.law_of(offer.round, on=received_on),
        subject=offer.round,
        side=Side(offer.made_by).other,
    )
    if deadline is not None:
        offer.last_day = deadline.judged_day


def open_offer(round_: Round) -> Offer | None:
    """Return the offer of the round that still waits for an answer."""
    waiting = Offer.objects.filter(
        round=round_,
        responded_on__isnull=True,
        coordinated_on__isnull=True,
        superseded_on__isnull=True,
    )
    offer = next(iter(waiting), None)  # one at most
    if offer is not None:
        offer.round = round_
        offer.lie_in(round_.case)
    return offer


def latest_offer(round_: Round) -> Offer | None:
    """Return the last offer of the round, answered or not."""
    return Offer.objects.filter(round=round_).order_by("-made_on", "-pk").first()


def _need_open_offer(round_: Round) -> Offer:
    offer = open_offer(round_)
    if offer is not None:
        return offer
    if latest_offer(round_) is None:
        raise NoOffer
    raise OfferAlreadyAnswered


@transaction.atomic
def remind(round_: Round, *, on: date, received_on: date | None = None) -> Outcome:
    """Record a written reminder (催告); it starts no clock and ends none.

    :raises NoOffer: if no offer was made.
    :raises OfferAlreadyAnswered: if the offer has its answer.
    :raises ReceivedBeforeSent: if the days cannot be true.
    """
    rounds.lock(round_)
    offer = _need_open_offer(round_)
    received_on = received_on or on
    if received_on < on:
        raise ReceivedBeforeSent
    reminder = Reminder.objects.create(
        **Reminder.belonging_to(round_.case),
        offer=offer,
        reminded_on=on,
        received_on=received_on,
    )
    return Outcome(made=reminder, looked_at=[round_])


@transaction.atomic
def respond(
    round_: Round,
    *,
    answer: str,
    on: date,
    reason: str = "",
    received_on: date | None = None,
) -> Outcome:
    """Record the answer (应约) and stop the clock; a late answer counts, and shows as late.

    Yes opens the talks. No leaves the round at the offer; it is kept even where the law forbids it.
    ``received_on`` is the day the answer reached the side that asked.

    :raises NoOffer: if no offer was made.
    :raises OfferAlreadyAnswered: if an answer is on record.
    :raises ReceivedBeforeSent: if the answer came before the offer.
    """
    rounds.lock(round_)
    offer = _need_open_offer(round_)
    responded_on = received_on or on
    if responded_on < (offer.received_on or offer.sent_on):
        raise ReceivedBeforeSent
    offer.answer, offer.responded_on, offer.reason = Answer(answer), responded_on, reason
    offer.save(update_fields=["answer", "responded_on", "reason"])
    clock.stop(round_, REPLY_CODE, on=responded_on)
    if offer.answer == Answer.AGREE:
        rounds.advance_stage(round_, Stage.TALKS)
        return Outcome(made=offer, looked_at=[round_])
    law = rounds.law_of(round_, on=on)
    refusal = refusals.check_refusal(
        reason=reason,
        law=law,
        side=Side(offer.made_by).other,
        topics=list(offer.topics.values_list("topic", flat=True)),
    )
    return Outcome(made=offer, verdicts=[refusal], looked_at=[round_])


@transaction.atomic
def report_silence(round_: Round, *, on: date) -> Outcome:
    """Report to the higher union that the offer was refused, or left unanswered past its last day.

    :raises NoOffer: if no offer was made.
    :raises OfferAlreadyAnswered: if the other side agreed.
    :raises NotYetSilent: if the other side is still within its period.
    """
    rounds.lock(round_)
    offer = latest_offer(round_)
    if offer is None:
        raise NoOffer
    if not offer.is_refused:
        offer = _need_open_offer(round_)
        if offer.last_day is None or on <= offer.last_day:
            raise NotYetSilent
    party = round_.workers_party
    report = SilenceReport.objects.create(
        **SilenceReport.belonging_to(round_.case),
        offer=offer,
        reported_on=on,
        reported_to=tree.higher_union(party) if party else None,
    )
    return Outcome(made=report, looked_at=[round_, offer])

"""How many statements an act costs: an exact count, so that it does not creep back unseen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.bargaining import rounds
from contracts.bargaining.models import Round
from contracts.deadlines import clock, law
from contracts.deadlines.models import Deadline
from contracts.parties import locking
from tests.factories.acts import OFFER, OFFERED_ON, OPENED_ON, offer, open_round, seat_parties
from tests.factories.bargaining import RoundFactory
from workflow import door

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

REPLY = "DL_OFFER_REPLY"
OPEN = {"kind": "wage", "scope": "enterprise"}


def warm():
    """Let one round go through, so that what a process reads once is read."""
    parties = seat_parties()
    offer(parties, open_round(parties))


def statements(act, **given):
    with CaptureQueriesContext(connection) as done:
        assert door.perform(act, **given).ok
    return len(done)


def test_opening_a_round_costs_so_many_statements():
    warm()
    parties = seat_parties()

    assert statements("bargaining.open", actor=parties.chair, on=OPENED_ON, data=OPEN) == 23


def test_offer_costs_so_many_statements():
    warm()
    parties = seat_parties()
    round_ = open_round(parties)
    given = {"actor": parties.chair, "on": OFFERED_ON, "to": round_, "data": OFFER}

    assert statements("bargaining.offer", **given) == 47


def test_answer_costs_so_many_statements():
    warm()
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    given = {"actor": parties.officer, "on": date(2027, 1, 20), "to": round_}

    assert statements("bargaining.respond", **given, data={"answer": "agree"}) == 49


def test_clocks_read_for_one_act_are_read_again_for_the_next():
    round_ = RoundFactory()
    with clock.watching():
        assert clock.running_in(round_.case_id) == []
        elsewhere = Deadline(
            **Deadline.belonging_to(round_.case),
            code="DL_INFO",
            subject=f"round:{round_.pk}",
            base_on=OPENED_ON,
            last_day=OFFERED_ON,
            rolled_day=OFFERED_ON,
            judged_day=OFFERED_ON,
        )
        elsewhere.save()
        assert clock.running_in(round_.case_id) == []

    with clock.watching():
        assert clock.running_in(round_.case_id) == [elsewhere]


def test_clock_started_and_stopped_in_an_act_is_seen_in_it():
    round_ = RoundFactory()
    with clock.watching():
        assert clock.running_in(round_.case_id) == []
        here = rounds.law_of(round_, on=OPENED_ON)
        started = clock.start(round_.case, REPLY, base=OPENED_ON, law=here, subject=round_)
        assert clock.running_in(round_.case_id) == [started]
        assert clock.stop(round_, REPLY, on=OPENED_ON) == started
        assert clock.running_in(round_.case_id) == []


def test_only_the_very_object_the_door_read_is_not_read_again():
    round_ = RoundFactory()
    copy = Round.objects.get(pk=round_.pk)
    Round.objects.update(number="外面改的")
    with locking.holding(round_):
        locking.lock(round_)
        locking.lock(copy)

    assert (round_.number, copy.number) == ("", "外面改的")


def test_law_of_one_act_is_read_again_for_the_next():
    round_ = RoundFactory()
    with law.remembering():
        first = law.law_for(round_.case, on=OPENED_ON).local
        assert law.law_for(round_.case, on=OPENED_ON, kind="wage").local is first
    with law.remembering():
        assert law.law_for(round_.case, on=OPENED_ON).local is not first

"""What was done on paper weeks ago is entered now, though the clock has already run on."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.deadlines.models import Deadline
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from tests.factories.acts import OFFERED_ON, offer, open_round, seat_parties
from tests.factories.pages import Desk
from workflow.jobs import clockwork

pytestmark = pytest.mark.django_db
ANSWERED_ON = date(2027, 1, 20)
TODAY = date(2027, 3, 1)


def test_an_answer_given_in_time_is_entered_after_the_clock_found_silence():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_, on=OFFERED_ON)
    clockwork.run_to(TODAY)
    desk = Desk(parties.firm, Role.EMPLOYER_CHIEF)
    form = reverse("act", args=["bargaining.respond", f"round:{round_.pk}"])

    values = desk.get(form, on=TODAY).values
    days = {"on": ANSWERED_ON, "received_on": ANSWERED_ON}
    visit = desk.post(form, {**values, **days, "answer": "agree"}, on=TODAY)

    assert visit.status == 302, visit.errors
    with acting_as(SYSTEM):
        reply = Deadline.objects.get(case=round_.case, code="DL_OFFER_REPLY")
        assert (reply.state, reply.stopped_on) == (Deadline.State.MET, ANSWERED_ON)

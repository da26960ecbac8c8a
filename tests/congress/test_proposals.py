from datetime import date

import pytest

from contracts.congress import proposals
from contracts.congress.models import Proposal
from contracts.congress.proposals import CallStillOpen, MoreThanThere, NoCallForProposals
from contracts.deadlines.models import Deadline
from tests.factories.congress import CongressFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CALLED, CLOSED, ADMITTED = date(2027, 2, 22), date(2027, 3, 5), date(2027, 3, 12)


def admitted_congress(received=3, admitted=2):
    congress = CongressFactory()
    proposals.call(congress, on=CALLED)
    proposals.receive(congress, count=received, on=CLOSED)
    proposals.close(congress, on=CLOSED)
    proposals.admit(congress, count=admitted, on=ADMITTED)
    return congress


def clock_of(congress, code):
    return Deadline.objects.get(case=congress.case, code=code)


def test_each_proposal_received_has_its_number():
    congress = CongressFactory()
    proposals.call(congress, on=CALLED)

    proposals.receive(congress, count=2, on=CALLED)
    proposals.receive(congress, on=CLOSED)

    assert list(Proposal.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]


def test_proposals_that_come_without_a_call_open_one():
    congress = CongressFactory()

    done = proposals.receive(congress, on=CALLED)

    assert done.made.called_on == CALLED


def test_closing_starts_the_period_to_admit():
    congress = CongressFactory()
    proposals.receive(congress, on=CALLED)

    proposals.close(congress, on=CLOSED)

    assert clock_of(congress, "DL_PROPOSAL_FILE").last_day == date(2027, 3, 15)


def test_admitting_stops_that_period_and_starts_the_answers():
    congress = admitted_congress()

    assert clock_of(congress, "DL_PROPOSAL_FILE").state == Deadline.State.MET
    assert clock_of(congress, "DL_PROPOSAL_REPLY").last_day == date(2027, 4, 11)


def test_where_none_is_admitted_no_answer_is_due():
    congress = admitted_congress(admitted=0)

    assert not Deadline.objects.filter(case=congress.case, code="DL_PROPOSAL_REPLY").exists()


def test_the_period_of_the_answers_stops_with_the_last_one():
    congress = admitted_congress()

    proposals.reply(congress, count=1, on=date(2027, 4, 9))
    assert clock_of(congress, "DL_PROPOSAL_REPLY").state == Deadline.State.RUNNING

    proposals.reply(congress, on=date(2027, 4, 13))
    assert clock_of(congress, "DL_PROPOSAL_REPLY").days_late == 2


def test_a_second_call_waits_for_the_end_of_the_first():
    congress = CongressFactory()
    proposals.call(congress, on=CALLED)

    with pytest.raises(CallStillOpen):
        proposals.call(congress, on=CLOSED)


def test_more_than_came_in_is_refused_with_the_number():
    congress = CongressFactory()
    proposals.receive(congress, count=3, on=CALLED)

    with pytest.raises(MoreThanThere, match="3件，填了4件"):
        proposals.admit(congress, count=4, on=ADMITTED)


def test_more_answers_than_were_admitted_are_refused():
    congress = admitted_congress()

    with pytest.raises(MoreThanThere, match="2件，填了3件"):
        proposals.reply(congress, count=3, on=ADMITTED)


def test_no_proposal_at_all_is_no_receipt():
    congress = CongressFactory()

    with pytest.raises(MoreThanThere):
        proposals.receive(congress, count=0, on=CALLED)


@pytest.mark.parametrize("verb", [proposals.close, proposals.admit, proposals.reply])
def test_without_proposals_nothing_is_closed_admitted_or_answered(verb):
    congress = CongressFactory()

    with pytest.raises(NoCallForProposals):
        verb(congress, on=CLOSED)

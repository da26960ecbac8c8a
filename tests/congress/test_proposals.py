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


TOLD = [
    proposals.Told(
        "夜班津贴", "王𬭳", "赵铁柱", "工资福利", "夜班津贴五年没有涨", "提高到每班30元"
    ),
    proposals.Told("食堂早餐", proposer="周建国"),
    proposals.Told("上市时间表"),
]


def told_congress():
    congress = CongressFactory()
    proposals.receive(congress, proposals=TOLD, on=CLOSED)
    return congress


def decided(number, decision, **more):
    return proposals.Decided(number, decision, **more)


def test_the_words_of_each_proposal_are_kept_beside_it():
    told_congress()

    words = [row.words for row in Proposal.objects.order_by("number")]

    assert [(text.title, text.proposer) for text in words] == [
        ("夜班津贴", "王𬭳"),
        ("食堂早餐", "周建国"),
        ("上市时间表", ""),
    ]


def test_a_proposal_kept_on_paper_has_no_words():
    proposals.receive(CongressFactory(), on=CLOSED)

    assert Proposal.objects.get().words.title == ""


def test_only_what_is_filed_waits_for_an_answer():
    congress = told_congress()

    proposals.admit(
        congress,
        decisions=[
            decided(1, "立案", handler="人力资源部"),
            decided(2, "转意见建议", reason="已列入3月计划"),
            decided(3, "不立案", reason="不属于职代会职权"),
        ],
        on=ADMITTED,
    )

    rows = list(Proposal.objects.order_by("number"))
    assert [row.admitted_on for row in rows] == [ADMITTED, None, None]
    assert [row.decision for row in rows] == ["立案", "转意见建议", "不立案"]
    assert (rows[0].words.handler, rows[2].words.decision_reason) == (
        "人力资源部",
        "不属于职代会职权",
    )


def test_where_all_are_declined_no_answer_is_due():
    congress = told_congress()

    proposals.admit(congress, decisions=[decided(n, "不立案") for n in (1, 2, 3)], on=ADMITTED)

    assert not Deadline.objects.filter(case=congress.case, code="DL_PROPOSAL_REPLY").exists()


def test_an_answer_has_its_result_and_the_proposer_rates_it():
    congress = told_congress()
    proposals.admit(congress, decisions=[decided(1, "立案")], on=ADMITTED)

    proposals.reply(
        congress, replies=[proposals.Answered(1, "部分采纳", "先涨到25元")], on=date(2027, 4, 9)
    )
    proposals.rate(congress, ratings=[(1, "基本满意")], on=date(2027, 4, 12))

    row = Proposal.objects.get(number=1)
    assert (row.result, row.words.reply, row.rating) == ("部分采纳", "先涨到25元", "基本满意")
    assert clock_of(congress, "DL_PROPOSAL_REPLY").state == Deadline.State.MET


@pytest.mark.parametrize("numbers", [(7,), (1, 1)])
def test_a_number_that_does_not_wait_is_refused(numbers):
    congress = told_congress()

    with pytest.raises(proposals.NoSuchProposal):
        proposals.admit(congress, decisions=[decided(n, "立案") for n in numbers], on=ADMITTED)


def test_nobody_rates_what_was_not_answered():
    congress = told_congress()
    proposals.admit(congress, on=ADMITTED)

    with pytest.raises(proposals.NoSuchProposal, match="1号"):
        proposals.rate(congress, ratings=[(1, "满意")], on=ADMITTED)

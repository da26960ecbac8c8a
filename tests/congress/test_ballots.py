from datetime import date

import pytest
from django.db import IntegrityError, transaction

from contracts.congress import ballots, queries, sittings
from contracts.congress.models import Ballot, Resolution
from contracts.parties.actors import acting_as
from contracts.parties.models import Role
from tests.factories.congress import (
    SITS_ON,
    CongressFactory,
    DraftFactory,
    NoticeFactory,
    SessionFactory,
    counts,
    votes_for,
)
from tests.factories.parties import FederationFactory, UnionFactory, actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]

ITEM = "工资专项集体合同(草案)"


def count(sitting, subject=None, *, counted=None, item=ITEM, is_secret=True, on=SITS_ON):
    return ballots.count(
        sitting,
        item=item,
        subject=subject,
        counts=counted or counts(),
        is_secret=is_secret,
        on=on,
    )


def judged(outcome):
    return {v.rule: (v.outcome, v.found, v.required) for v in outcome.verdicts}


def test_a_draft_passes_with_more_than_half_of_all_delegates():
    sitting = SessionFactory()
    draft = DraftFactory(sitting.congress)

    outcome = count(sitting, draft)

    ballot = outcome.made
    assert judged(outcome) == {
        "R_VOTE_QUORUM": ("ok", 29, 22),
        "R_VOTE_PASS": ("ok", 25, 17),
        "R_VOTE_ARITH": ("ok", None, None),
        "R_SECRET_BALLOT": ("ok", None, None),
    }
    assert (ballot.is_passed, ballot.faults, ballot.kind) == (True, [], "wage")
    assert (ballot.quorum_needed, ballot.pass_needed) == (22, 17)
    assert ballot.resolution.title == "关于通过工资专项集体合同(草案)的决议"
    assert outcome.looked_at == [draft, sitting]
    assert outcome.is_fact
    assert sitting.stage == "vote"


@pytest.mark.parametrize(("yes", "is_passed"), [(17, True), (16, False)])
def test_the_line_lies_between_sixteen_and_seventeen_of_thirty_two(yes, is_passed):
    sitting = SessionFactory()

    outcome = count(sitting, DraftFactory(sitting.congress), counted=votes_for(yes, present=29))

    assert judged(outcome)["R_VOTE_PASS"] == ("ok" if is_passed else "block", yes, 17)
    assert outcome.made.is_passed is is_passed
    assert Resolution.objects.exists() is is_passed


@pytest.mark.parametrize(
    ("region", "is_passed", "required"),
    [("SH", True, 16), ("BJ", True, 16), ("CQ", True, 16), ("ZJ", False, 17), ("SD", False, 17)],
)
def test_a_tie_goes_by_the_text_of_the_place(region, is_passed, required):
    sitting = SessionFactory(region=region)

    outcome = count(sitting, DraftFactory(sitting.congress), counted=votes_for(16, present=29))

    outcomes = {True: "warn", False: "block"}
    assert judged(outcome)["R_VOTE_PASS"] == (outcomes[is_passed], 16, required)
    assert (outcome.made.is_passed, outcome.made.pass_needed) == (is_passed, required)


def test_a_vote_without_a_quorum_is_kept_and_not_passed():
    sitting = SessionFactory(present=21)

    outcome = count(sitting, DraftFactory(sitting.congress), counted=votes_for(21, present=21))

    assert judged(outcome)["R_VOTE_QUORUM"] == ("block", 21, 22)
    assert (outcome.made.is_passed, outcome.made.faults) == (False, ["R_VOTE_QUORUM"])


def test_a_count_that_does_not_add_up_is_kept_and_not_passed():
    sitting = SessionFactory()

    outcome = count(sitting, DraftFactory(sitting.congress), counted=counts(returned=28))

    assert (outcome.made.is_passed, outcome.made.faults) == (False, ["R_VOTE_ARITH"])


def test_a_show_of_hands_on_a_draft_does_not_pass_it():
    sitting = SessionFactory()

    outcome = count(sitting, DraftFactory(sitting.congress), is_secret=False)

    assert outcome.made.faults == ["R_SECRET_BALLOT"]


@pytest.mark.parametrize("subject", [None, "职代会实施细则"])
def test_another_matter_passes_without_a_draft(subject):
    sitting = SessionFactory()

    outcome = count(sitting, subject, item="职代会实施细则")

    assert (outcome.made.is_passed, outcome.made.matter) == (True, subject or "")
    assert outcome.looked_at == [sitting]


def test_several_items_are_voted_one_by_one():
    sitting = SessionFactory()
    wage, women = DraftFactory(sitting.congress), DraftFactory(sitting.congress, kind="women")

    count(sitting, wage)
    count(sitting, women, item="女职工权益保护专项集体合同(草案)")

    assert [b.agreement for b in queries.ballots_at(sitting)] == [wage, women]
    assert queries.last_ballot_on(women).item == "女职工权益保护专项集体合同(草案)"


def test_a_draft_that_failed_may_be_voted_on_at_the_next_sitting():
    sitting = SessionFactory()
    draft = DraftFactory(sitting.congress)
    count(sitting, draft, counted=votes_for(14, present=29))
    later = SessionFactory(
        sitting.congress,
        title="第一届职工代表大会第二次会议",
        sits_on=date(2027, 4, 8),
        on=date(2027, 4, 8),
    )

    outcome = count(later, draft, on=date(2027, 4, 8))

    assert outcome.made.is_passed
    assert [b.is_passed for b in queries.ballots_on(draft)] == [False, True]


# refused


def test_voting_before_the_sitting_is_refused():
    with pytest.raises(sittings.OutOfOrder, match="还没有召开"):
        count(NoticeFactory())


def test_voting_after_the_close_is_refused():
    sitting = SessionFactory()
    sittings.close(sitting, on=SITS_ON)

    with pytest.raises(sittings.OutOfOrder, match="闭会"):
        count(sitting)


def test_counting_an_item_twice_is_refused_and_the_first_count_stands():
    sitting = SessionFactory()
    draft = DraftFactory(sitting.congress)
    first = count(sitting, draft, counted=votes_for(14, present=29)).made

    with pytest.raises(ballots.ItemAlreadyCounted):
        count(sitting, "另一事项")
    with pytest.raises(ballots.ItemAlreadyCounted):
        count(sitting, draft, item="又一次")
    assert list(Ballot.objects.all()) == [first]


def test_a_negative_count_is_refused():
    with pytest.raises(ballots.NegativeCount):
        count(SessionFactory(), counted=counts(no=-2))


def test_the_draft_of_another_firm_is_refused():
    with pytest.raises(ballots.NotThisCongress):
        count(SessionFactory(), DraftFactory(CongressFactory()))


@pytest.mark.parametrize("state", ["superseded_on", "passed_on"])
def test_a_draft_that_is_replaced_or_passed_is_refused(state):
    sitting = SessionFactory()
    draft = DraftFactory(sitting.congress, **{state: date(2027, 3, 20)})

    with pytest.raises(ballots.DraftNotOpen):
        count(sitting, draft)


# the table and who sees it


@pytest.mark.parametrize(
    "wrong",
    [{"yes": 24}, {"valid": 29}, {"returned": 30}, {"issued": 30}, {"faults": ["R_VOTE_PASS"]}],
)
def test_the_table_holds_no_passed_vote_that_does_not_add_up(wrong):
    ballot = count(SessionFactory()).made

    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.filter(pk=ballot.pk).update(**wrong)


def test_results_are_progress_for_the_federation_and_nothing_for_a_stranger():
    county = FederationFactory()
    sitting = SessionFactory(union=UnionFactory(parent=county))
    count(sitting, "职代会实施细则")
    stranger = UnionFactory()

    with acting_as(actor_of(county, Role.FEDERATION_OFFICER)):
        above = Ballot.objects.count()
    with acting_as(actor_of(stranger.firm, Role.EMPLOYER_CHIEF)):
        outside = Ballot.objects.count()

    assert (above, outside) == (1, 0)


def test_nothing_says_who_voted_or_how():
    names = {field.name for field in Ballot._meta.get_fields()}

    assert not names & {"voter", "delegate", "person", "choice", "office", "account"}

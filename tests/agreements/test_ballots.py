from datetime import date

import pytest

from contracts.agreements import ballots
from contracts.deadlines import clock
from contracts.deadlines.models import Deadline
from tests.factories.agreements import CaseFactory, DraftFactory, sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_draft_that_failed_stays_for_another_vote_within_sixty_days():
    agreement = DraftFactory()

    ballots.failed(agreement, on=date(2027, 5, 26), broken=["R_VOTE_PASS"])

    [deadline] = clock.running(agreement)
    assert (agreement.stage, agreement.vote_faults) == ("vote", ["R_VOTE_PASS"])
    assert (deadline.code, deadline.last_day) == ("DL_DRAFT_REVOTE", date(2027, 7, 25))


def test_zhejiang_counts_from_the_new_agreement_not_from_the_vote():
    agreement = DraftFactory(CaseFactory(region="ZJ"))

    ballots.failed(agreement, on=date(2027, 5, 26))

    assert list(clock.running(agreement)) == []


def test_a_passed_draft_goes_to_signing_and_stops_the_period():
    agreement = DraftFactory()
    ballots.failed(agreement, on=date(2027, 5, 26))

    ballots.passed(agreement, on=date(2027, 6, 7))

    assert (agreement.stage, agreement.passed_on, agreement.vote_faults) == (
        "sign",
        date(2027, 6, 7),
        [],
    )
    assert Deadline.objects.get(code="DL_DRAFT_REVOTE").state == "met"


def test_in_shanghai_the_vote_concludes_what_the_chiefs_signed_before():
    agreement = DraftFactory(CaseFactory(region="SH"), kind="comprehensive", clauses={})
    sign(agreement, on=date(2027, 3, 20))
    assert agreement.concluded_on is None

    ballots.passed(agreement, on=date(2027, 3, 26))

    [deadline] = clock.running(agreement)
    assert (agreement.stage, agreement.concluded_on) == ("filing", date(2027, 3, 26))
    assert (deadline.code, deadline.last_day) == ("DL_FILE_GENERAL", date(2027, 4, 5))

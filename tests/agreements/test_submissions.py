from datetime import date

import pytest

from contracts.agreements import submissions
from tests.factories.agreements import CaseFactory, DraftFactory, PassedFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_submitted_draft_waits_for_the_vote():
    agreement = DraftFactory()

    submissions.submit(agreement, on=date(2027, 3, 12))

    assert (agreement.stage, agreement.submitted_on) == ("vote", date(2027, 3, 12))


def test_a_passed_draft_is_not_submitted_again():
    agreement = PassedFactory()

    with pytest.raises(submissions.DraftNotOpen):
        submissions.submit(agreement, on=date(2027, 3, 27))


def test_a_replaced_draft_is_not_submitted():
    case = CaseFactory()
    old = DraftFactory(case)
    DraftFactory(case)

    with pytest.raises(submissions.DraftNotOpen):
        submissions.submit(old, on=date(2027, 3, 13))

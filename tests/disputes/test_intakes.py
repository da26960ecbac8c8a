from datetime import date

import pytest

from contracts.disputes import intakes
from tests.factories.agreements import InForceFactory
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_dispute_hangs_on_the_agreement_between_its_parties():
    agreement = InForceFactory()

    dispute = intakes.take_in(
        agreement.workers_party,
        respondent=agreement.employer_party,
        claim="夜班津贴少发三人",
        on=date(2027, 9, 10),
    ).made

    assert (dispute.agreement, dispute.case) == (agreement, agreement.case)
    assert dispute.known_on == date(2027, 9, 10)


def test_without_an_agreement_it_opens_a_case_between_both_parties():
    union = UnionFactory()

    dispute = intakes.take_in(
        union.firm,
        respondent=union,
        claim="占用会议室",
        on=date(2027, 9, 10),
    ).made

    assert dispute.agreement is None
    assert (dispute.workers_party, dispute.employer_party) == (union, union.firm)

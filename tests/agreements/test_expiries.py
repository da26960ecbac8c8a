from datetime import date

import pytest

from contracts.agreements import changes, expiries, standings
from tests.factories.agreements import CaseFactory, InForceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


@pytest.mark.parametrize(
    ("day", "threshold"),
    [
        (date(2027, 12, 31), None),
        (date(2028, 1, 1), 90),
        (date(2028, 1, 31), 60),
        (date(2028, 3, 1), 30),
        (date(2028, 3, 31), 30),
        (date(2028, 4, 1), 0),
    ],
)
def test_it_warns_ninety_sixty_and_thirty_days_before_and_once_expired(day, threshold):
    agreement = InForceFactory(term_to=date(2028, 3, 31))

    due = expiries.warnings_due(on=day)

    assert due == ([] if threshold is None else [(agreement, threshold)])


def test_each_threshold_warns_once():
    agreement = InForceFactory(term_to=date(2028, 3, 31))
    expiries.warn(agreement, on=date(2028, 1, 1), days_before=90)
    expiries.warn(agreement, on=date(2028, 1, 1), days_before=90)

    assert expiries.warnings_due(on=date(2028, 1, 2)) == []
    assert expiries.warnings_due(on=date(2028, 1, 31)) == [(agreement, 60)]


def test_thresholds_that_were_slept_through_are_not_warned_of_one_by_one():
    agreement = InForceFactory(term_to=date(2028, 3, 31))
    expiries.warn(agreement, on=date(2028, 3, 10), days_before=30)

    assert expiries.warnings_due(on=date(2028, 3, 11)) == []


def test_an_agreement_another_follows_is_not_called_expired():
    case = CaseFactory()
    standings.register_standing(
        case.employer_party,
        kind="wage",
        term_from=date(2026, 4, 1),
        term_to=date(2027, 3, 31),
    )
    InForceFactory(case, in_force_on=date(2027, 4, 22))

    assert expiries.warnings_due(on=date(2027, 4, 23)) == []


def test_a_rescinded_agreement_is_not_warned_of():
    agreement = InForceFactory(term_to=date(2028, 3, 31))
    changes.terminate(agreement, on=date(2027, 12, 1))

    assert expiries.warnings_due(on=date(2028, 1, 1)) == []

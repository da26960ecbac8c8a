from datetime import date

import pytest

from contracts.deadlines.models import Deadline
from contracts.disputes import intakes, mediations
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def dispute():
    union = UnionFactory()
    return intakes.take_in(
        union,
        respondent=union.firm,
        claim="夜班津贴少发三人",
        on=date(2027, 9, 10),
    ).made


def test_mediation_ends_fifteen_days_after_the_application_was_received():
    case = dispute()

    mediations.apply(case, on=date(2027, 9, 11), claim="补发夜班津贴")

    deadline = Deadline.objects.get(code="DL_MEDIATION")
    assert deadline.last_day == date(2027, 9, 26)
    assert (case.stage, case.mediation_last_day) == ("mediate", date(2027, 9, 26))


def test_an_agreement_stops_the_period():
    case = dispute()
    mediations.apply(case, on=date(2027, 9, 11))

    mediations.agree(case, on=date(2027, 9, 20), terms="10日内补发")

    assert Deadline.objects.get(code="DL_MEDIATION").state == "met"
    assert (case.stage, case.settlement) == ("settled", "10日内补发")


def test_nothing_is_settled_that_nobody_applied_for():
    with pytest.raises(mediations.NoMediationApplied):
        mediations.agree(dispute(), on=date(2027, 9, 20))


def test_a_settled_dispute_is_not_mediated_again():
    case = dispute()
    mediations.apply(case, on=date(2027, 9, 11))
    mediations.agree(case, on=date(2027, 9, 20))

    with pytest.raises(mediations.AlreadySettled):
        mediations.apply(case, on=date(2027, 9, 21))

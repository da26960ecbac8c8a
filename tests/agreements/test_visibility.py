import pytest

from contracts.agreements.models import Agreement, Clause
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.choices import Role
from tests.factories.agreements import CaseFactory, ConcludedFactory, DraftFactory, FiledFactory
from tests.factories.parties import (
    FederationFactory,
    LabourDepartmentFactory,
    UnionFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db


def seen(agreement, organisation, role):
    with acting_as(actor_of(organisation, role)):
        return (
            Agreement.objects.filter(pk=agreement.pk).exists(),
            Clause.objects.filter(agreement=agreement).exists(),
        )


def in_county(make):
    with acting_as(SYSTEM):
        county = FederationFactory()
        agreement = make(CaseFactory(parent=county))
    return agreement, county


def test_both_sides_see_the_text_and_strangers_not_even_that_it_exists():
    agreement, _ = in_county(DraftFactory)
    with acting_as(SYSTEM):
        stranger = UnionFactory()

    assert seen(agreement, agreement.workers_party, Role.UNION_CHAIR) == (True, True)
    assert seen(agreement, agreement.employer_party, Role.EMPLOYER_OFFICER) == (True, True)
    assert seen(agreement, stranger, Role.UNION_CHAIR) == (False, False)


def test_the_higher_union_sees_progress_and_the_text_once_it_is_concluded():
    draft, county = in_county(DraftFactory)
    concluded, other = in_county(ConcludedFactory)

    assert seen(draft, county, Role.FEDERATION_OFFICER) == (True, False)
    assert seen(concluded, other, Role.FEDERATION_OFFICER) == (True, True)


def test_the_labour_department_sees_what_was_filed():
    concluded, county = in_county(ConcludedFactory)
    filed, other = in_county(FiledFactory)
    with acting_as(SYSTEM):
        clerk, other_clerk = (LabourDepartmentFactory(path=place.path) for place in (county, other))

    assert seen(concluded, clerk, Role.LABOUR_CLERK) == (False, False)
    assert seen(filed, other_clerk, Role.LABOUR_CLERK) == (True, True)

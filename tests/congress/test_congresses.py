from datetime import date

import pytest

from contracts.congress import congresses
from contracts.congress.choices import CongressStage
from contracts.congress.models import Congress
from contracts.parties.actors import acting_as
from contracts.parties.models import Role
from tests.factories.congress import CongressFactory
from tests.factories.parties import (
    EmployerOrganisationFactory,
    FederationFactory,
    UnionFactory,
    actor_of,
)

pytestmark = pytest.mark.django_db


def test_a_standing_congress_of_a_firm_has_a_case_of_its_own(as_system):
    union = UnionFactory(region="SH")

    congress = congresses.register_standing(
        union.firm,
        form="congress",
        since=date(2025, 6, 10),
        term_years=3,
        last_session_on=date(2026, 6, 20),
        delegates={"total": 30, "management": 5, "women": 10},
    )

    assert (congress.case.matter, congress.case.region) == ("congress", "SH")
    assert congress.case.title == f"{union.firm.name}职工代表大会"
    assert (congress.workers_party, congress.employer_party) == (union, union.firm)
    assert congress.stage == CongressStage.STANDING
    assert (congress.delegates_total, congress.management, congress.women) == (30, 5, 10)
    assert congress.dispatch is None


def test_the_union_of_an_area_meets_the_employers_of_the_area(as_system):
    union = UnionFactory(firm=None, area="沙岗镇纸盒行业")
    chamber = EmployerOrganisationFactory(area=union.area)

    congress = congresses.register_standing(union, term_years=3)

    assert (congress.workers_party, congress.employer_party) == (union, chamber)
    assert str(congress) == "沙岗镇纸盒行业职工代表大会"
    assert congress.delegates_total is None


def test_a_congress_is_progress_both_parties_and_the_federation_above_see_it(as_system):
    county = FederationFactory()
    union = UnionFactory(parent=county)
    congress = CongressFactory(union=union)
    stranger = UnionFactory()

    seen = {}
    for organisation, role in [
        (union, Role.UNION_CHAIR),
        (union.firm, Role.EMPLOYER_OFFICER),
        (county, Role.FEDERATION_OFFICER),
        (stranger, Role.UNION_CHAIR),
        (stranger.firm, Role.EMPLOYER_OFFICER),
    ]:
        with acting_as(actor_of(organisation, role)):
            seen[organisation] = Congress.objects.filter(pk=congress.pk).exists()

    assert seen == {
        union: True,
        union.firm: True,
        county: True,
        stranger: False,
        stranger.firm: False,
    }

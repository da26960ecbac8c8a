from datetime import date

import pytest

from contracts.agreements import queries, standings
from contracts.agreements.library import ClauseUnknown
from contracts.deadlines.models import Deadline
from tests.factories.agreements import AreaCaseFactory
from tests.factories.parties import EmployerFactory, FederationFactory, UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_standing_agreement_is_in_force_and_runs_no_clock():
    union = UnionFactory()

    agreement = standings.register_standing(
        union.firm,
        kind="wage",
        number="望工资2026-017",
        term_from=date(2026, 4, 1),
        term_to=date(2027, 3, 31),
    )

    assert (agreement.workers_party, agreement.employer_party) == (union, union.firm)
    assert agreement.title == f"{union.firm}工资专项集体合同"
    assert agreement.is_valid(on=date(2027, 3, 31))
    assert not agreement.is_valid(on=date(2027, 4, 1))
    assert not Deadline.objects.exists()


def test_an_area_contract_finds_both_parties_and_its_firms():
    case = AreaCaseFactory()
    firm = EmployerFactory(name="永兴木业", headcount_total=38, headcount_migrant=29)

    agreement = standings.register_standing(
        case.workers_party,
        kind="wage",
        scope="industry",
        term_from=date(2026, 9, 10),
        clauses={"firm_min_wage": 1950},
        confirmed={firm: date(2026, 9, 20), "顺达门窗": date(2026, 9, 21)},
    )

    coverage = queries.confirmed_coverage(agreement, on=date(2026, 9, 30))
    assert agreement.employer_party == case.employer_party
    assert (coverage.firms, coverage.workers, coverage.migrant) == (2, 38, 29)
    assert queries.area_floor_of(firm, on=date(2026, 9, 30)).amount == 1950
    assert queries.area_floor_of(firm, on=date(2026, 9, 19)) is None


def test_a_federation_may_stand_for_an_area_alone():
    agreement = standings.register_standing(
        FederationFactory(),
        kind="wage",
        scope="regional",
        name="街道行业合同",
        term_from=date(2026, 9, 10),
    )

    assert (agreement.workers_party, agreement.employer_party) == (None, None)


def test_unknown_clauses_are_refused_here_too():
    with pytest.raises(ClauseUnknown):
        standings.register_standing(
            EmployerFactory(),
            kind="wage",
            term_from=date(2026, 4, 1),
            clauses={"lunch": 10},
        )

from datetime import date

import pytest

from contracts.agreements import confirmations, queries
from contracts.agreements.texts import Coverage
from tests.factories.agreements import AreaCaseFactory, ConcludedFactory
from tests.factories.parties import EmployerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def area_agreement():
    clauses = {"firm_min_wage": 2000, "pay_day": 15, "pay_cycle": "月"}
    return ConcludedFactory(AreaCaseFactory(), scope="industry", clauses=clauses)


def test_only_confirmed_firms_are_covered_and_low_payers_are_named():
    agreement = area_agreement()
    firms = [
        {
            "name": "华泰纸盒厂",
            "workers": 32,
            "migrant": 20,
            "answer": "confirmed",
            "own_min_wage": 1950,
        },
        {"name": "顺心纸盒厂", "workers": 18, "migrant": 11, "answer": "refused"},
        {"name": "长兴纸盒厂", "workers": 9, "migrant": 6, "answer": "closed"},
    ]

    outcome = confirmations.confirm(agreement, on=date(2027, 4, 1), firms=firms)

    assert [(v.rule, v.outcome) for v in outcome.verdicts] == [
        ("R_FLOOR_REGIONAL", "warn"),
        ("R_REGIONAL_CONFIRM", "warn"),
    ]
    assert queries.confirmed_coverage(agreement, on=date(2027, 4, 1)) == Coverage(1, 32, 20)
    assert queries.confirmed_coverage(agreement, on=date(2027, 3, 31)) == Coverage(0, 0, 0)


def test_a_later_answer_of_the_same_firm_replaces_the_earlier_one():
    agreement = area_agreement()
    firm = EmployerFactory(name="顺心纸盒厂")
    confirmations.confirm(
        agreement, on=date(2027, 4, 1), firms=[{"name": firm.name, "answer": "refused"}]
    )

    confirmations.confirm(
        agreement, on=date(2027, 4, 5), firms=[{"name": firm.name, "answer": "confirmed"}]
    )

    [row] = agreement.confirmation_set.all()
    assert (row.answer, row.firm, row.answered_on) == ("confirmed", firm, date(2027, 4, 5))


def test_a_firms_own_agreement_is_not_confirmed_firm_by_firm():
    with pytest.raises(confirmations.NotAnAreaContract):
        confirmations.confirm(ConcludedFactory(), on=date(2027, 4, 1), firms=[])

from datetime import date

import pytest

from contracts.supervision import disclosures
from tests.factories.parties import UnionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def test_a_disclosure_opens_a_case_of_the_firm_and_its_union():
    union = UnionFactory()

    made = disclosures.disclose(union.firm, on=date(2027, 9, 6), items=["加班工时"]).made

    assert (made.employer_party, made.workers_party) == (union.firm, union)
    assert made.items == ["加班工时"]


def test_an_empty_disclosure_is_refused():
    with pytest.raises(disclosures.NothingDisclosed):
        disclosures.disclose(UnionFactory().firm, on=date(2027, 9, 6), items=[])

"""The clause library as a page: every clause of each contract, in plain Chinese."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.agreements import wordings
from contracts.parties.models import Role
from tests.factories.pages import Desk
from tests.factories.parties import UnionFactory

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 20)


def page(kind):
    return Desk(UnionFactory(), Role.UNION_CHAIR).get(f"{reverse('clauses')}?kind={kind}", on=ON)


@pytest.mark.parametrize("kind", [*(kind.value for kind in wordings.DOCUMENTS), "area"])
def test_each_contract_shows_its_clauses_with_names_instead_of_codes(kind):
    visit = page(kind)

    document = wordings.document_of(kind) if kind != "area" else wordings.AREA_DOCUMENT
    codes = {clause.code for clause, _ in wordings.articles_of(document)}
    shown = [each.get("id") for each in visit.page.xpath("//section[@id]")]
    assert (set(shown), shown[0], shown[-1], len(shown)) == (codes, "C1", "C18", len(codes))
    text = "".join(visit.page.xpath("//details//text()"))
    assert "{" not in text
    assert not any("〔" + chr(letter) in text for letter in range(ord("a"), ord("z") + 1))


def test_an_unknown_contract_shows_the_wage_agreement():
    visit = page("nothing")

    assert visit.page.xpath("//nav[@class='chips']//a[@aria-current]/text()") == ["工资"]

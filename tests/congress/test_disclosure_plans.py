from datetime import date

import pytest

from contracts.congress import disclosure_plans
from contracts.congress.disclosure_plans import Affair
from contracts.congress.models import DisclosurePlan
from contracts.deadlines.law import law_for
from tests.factories.congress import CongressFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 1, 12)


def test_a_later_catalogue_of_the_year_takes_the_place_of_the_earlier_one():
    congress = CongressFactory()
    for item in ("工资支付", "社会保险费缴纳"):
        disclosure_plans.draw_up(congress, year=2027, items=[Affair(item)], on=ON)

    standing = DisclosurePlan.objects.get(replaced_on__isnull=True)

    assert [row["item"] for row in standing.items] == ["社会保险费缴纳"]
    assert DisclosurePlan.objects.count() == 2


def test_an_empty_catalogue_is_refused():
    with pytest.raises(disclosure_plans.NothingListed):
        disclosure_plans.draw_up(CongressFactory(), year=2027, items=[], on=ON)


def test_the_usual_affairs_are_those_the_law_of_the_place_names():
    law = law_for(CongressFactory().case, on=ON)

    usual = disclosure_plans.usual(law)

    assert len(usual) == len(law.need("open.items.non_public").value["items"])
    assert usual[2].item == "工资支付、调整和工资标准情况"

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.bargaining.models import Round
from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Role
from tests.factories import site
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, LabourDepartmentFactory
from workflow.desk.models import WorkItem

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 5)


@pytest.fixture
def county():
    return FederationFactory()


def started(above):
    """Return a firm whose round has just been opened."""
    made = site.place("own", above)
    site.open_round(made)
    return made


def table(visit):
    rows = visit.page.xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def firms(above, *, asked="", role=Role.FEDERATION_OFFICER):
    return Desk(above, role).get(reverse("federation") + asked, on=ON)


def test_one_row_tells_of_each_firm_how_far_it_is_and_whose_turn(county):
    place = started(FederationFactory(parent=county))
    with acting_as(SYSTEM):
        WorkItem.objects.update(last_day=date(2027, 1, 3))

    assert table(firms(county)) == [
        [
            place.firm.name,
            "工资专项集体合同",
            "准备",
            "工会（职工方）：准备并发出要约",
            "■逾期 已逾期2天（最迟是1月3日 周日）",
            "0",
        ],
    ]


def test_a_firm_without_a_round_stands_in_the_list_too(county):
    place = site.place("own", county)

    assert table(firms(county)) == [[place.firm.name, "—", "未启动", "—", "—", "0"]]


def test_the_most_urgent_firm_stands_first_and_those_without_work_last(county):
    idle = site.place("own", county)
    later, sooner = started(county), started(county)
    for place, last_day in ((later, date(2027, 1, 20)), (sooner, date(2027, 1, 8))):
        with acting_as(SYSTEM):
            WorkItem.objects.filter(employer_party=place.firm).update(last_day=last_day)

    names = [row[0] for row in table(firms(county))]

    assert names == [sooner.firm.name, later.firm.name, idle.firm.name]


def test_another_county_sees_nothing_of_it(county):
    started(county)

    assert table(firms(FederationFactory())) == []


@pytest.mark.parametrize(
    ("light", "last_day", "is_shown"),
    [
        ("red", date(2027, 1, 4), True),
        ("red", date(2027, 1, 5), False),
        ("amber", date(2027, 1, 8), True),
        ("amber", date(2027, 1, 9), False),
        ("green", date(2027, 1, 9), True),
        ("green", date(2027, 1, 8), False),
    ],
)
def test_the_list_is_narrowed_to_a_light(county, light, last_day, is_shown):
    started(county)
    with acting_as(SYSTEM):
        WorkItem.objects.update(last_day=last_day)

    assert bool(table(firms(county, asked=f"?light={light}"))) == is_shown


def test_the_list_is_narrowed_to_a_stage_or_a_name(county):
    going, idle = started(county), site.place("own", county)

    assert [row[0] for row in table(firms(county, asked="?stage=prep"))] == [going.firm.name]
    assert [row[0] for row in table(firms(county, asked="?stage=none"))] == [idle.firm.name]
    named = table(firms(county, asked=f"?words={idle.firm.name}"))
    assert [row[0] for row in named] == [idle.firm.name]


def test_the_list_asks_as_often_for_three_firms_as_for_one(county):
    desk = Desk(county, Role.FEDERATION_OFFICER)
    desk.get(reverse("federation"), on=ON)
    counts = []
    for new in (1, 2):
        for _ in range(new):
            started(county)
        with CaptureQueriesContext(connection) as captured:
            rows = table(desk.get(reverse("federation"), on=ON))
        counts.append((len(rows), len(captured)))

    (one, before), (three, after) = counts
    assert (one, three) == (1, 3)
    assert before == after


def test_the_labour_department_finds_what_was_filed_with_it(county):
    labour = LabourDepartmentFactory(path=county.path)
    place = site.place("own", county)
    site.walk_to_vote(place)
    desk = Desk(labour, Role.LABOUR_CLERK)
    before = table(desk.get(reverse("filings"), on=site.FILED_ON))

    site.walk_to_filing(place)

    assert before == []
    (row,) = table(desk.get(reverse("filings"), on=site.FILED_ON))
    assert row[1:] == ["号-own", place.firm.name, "2027年4月6日", "报审"]


def test_the_clerk_reads_what_was_filed_though_the_contract_before_it_never_was(county):
    labour = LabourDepartmentFactory(path=county.path)
    old, place = site.place("old", county), site.place("own", county)
    for each in (old, place):
        site.walk_to_vote(each)
    with acting_as(SYSTEM):
        Round.objects.filter(pk=place.round.pk).update(previous=old.agreement)
    site.walk_to_filing(place)
    desk = Desk(labour, Role.LABOUR_CLERK)

    answer = desk.get(reverse("agreement", args=[place.agreement.pk]), on=site.FILED_ON)
    hidden = desk.get(reverse("agreement", args=[old.agreement.pk]), on=site.FILED_ON)

    turn = answer.page.get_element_by_id("turn-title").text_content()
    assert turn == "现在该您办：审查并出具意见"
    assert hidden.status == 404

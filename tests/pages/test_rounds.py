from datetime import date

import pytest
from django.urls import reverse

from contracts.parties.models import Role
from tests.factories import site
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, LabourDepartmentFactory

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 20)


@pytest.fixture
def town():
    return FederationFactory()


@pytest.fixture
def place(town):
    """A firm and its union whose draft lies before the congress."""
    made = site.place("own", town)
    site.walk_to_vote(made)
    return made


def page(place, organisation, role):
    address = reverse("round", args=[place.round.pk])
    return Desk(organisation, role).get(address, on=ON)


def headings(visit):
    return [" ".join(each.text_content().split()) for each in visit.page.xpath("//section/h2")]


def steps(visit):
    bar = visit.page.xpath("//ol[starts-with(@class, 'steps')]")[0]
    return [" ".join(step.text_content().split()) for step in bar]


def test_the_step_bar_says_what_is_done_and_when(place):
    visit = page(place, place.union, Role.UNION_CHAIR)

    assert steps(visit) == [
        "准备（已完成）1月4日",
        "要约（已完成）1月8日",
        "协商（已完成）2月2日",
        "草案（已完成）3月12日",
        "表决（正在进行）进行中",
        "签字（未开始）",
        "报送（未开始）",
        "生效（未开始）",
    ]


def test_the_top_says_whose_turn_it_is_what_to_do_and_why(place):
    visit = page(place, place.union, Role.UNION_CHAIR)

    assert headings(visit)[0] == "现在该您办：职代会表决"
    assert "赞成票要按全体代表算，不是按到会人数算。" in visit.words("hint")[0]


def test_the_other_side_is_told_to_wait_and_whom_for(place):
    visit = page(place, place.firm, Role.EMPLOYER_OFFICER)

    assert headings(visit)[0] == "现在等工会（职工方）：职代会表决"
    assert visit.words("hint") == []


def test_each_side_reads_its_own_plan_and_not_the_others(place):
    workers = page(place, place.union, Role.UNION_CHAIR)
    employer = page(place, place.firm, Role.EMPLOYER_CHIEF)
    recorder = page(place, place.firm, Role.RECORDER)

    assert "职工意见" in workers.response.content.decode()
    assert "职工意见" not in employer.response.content.decode()
    assert "协商方案" in employer.response.content.decode()
    assert "本方内部 只有本方能看到" not in headings(recorder)


def test_who_watches_reads_the_progress_and_nothing_else(place, town):
    visit = page(place, town, Role.FEDERATION_OFFICER)

    assert headings(visit) == [
        "现在等工会（职工方）：职代会表决",
        f"{place.agreement.title} {place.agreement.number}",
        "文书（19）",
        "期限",
        "双方",
    ]
    assert "8%" not in visit.response.content.decode()


def test_a_deadline_explains_its_day(place):
    visit = page(place, place.union, Role.UNION_CHAIR)

    reply = visit.page.xpath("//section[@aria-labelledby='deadlines-title']//dl")[0]
    facts = [" ".join(each.text_content().split()) for each in reply]
    assert facts[:2] == ["从哪天算", "收到要约日：1月8日 周五（当天不算）"]
    assert facts[4:8] == [
        *("多长", "20日内。按自然日数，休息日也算；起算的当天不算。"),
        *("最迟", "1月28日 周四"),
    ]


def test_a_round_before_filing_does_not_exist_for_the_labour_department(place, town):
    labour = LabourDepartmentFactory(path=town.path)

    assert page(place, labour, Role.LABOUR_CLERK).status == 404


def test_the_list_of_rounds_offers_to_open_one_to_who_may(place):
    chair = Desk(place.union, Role.UNION_CHAIR).get(reverse("rounds"), on=ON)
    representative = Desk(place.union, Role.WORKER_REPRESENTATIVE).get(reverse("rounds"), on=ON)

    start = reverse("act", args=["bargaining.open", "new"])
    assert chair.page.xpath("//a[contains(@class, 'btn-main')]/@href") == [start]
    assert representative.page.xpath("//a[contains(@class, 'btn-main')]/@href") == []


def test_the_agreement_shows_its_text_to_the_parties_and_not_yet_to_who_watches(place, town):
    address = reverse("agreement", args=[place.agreement.pk])
    own = Desk(place.union, Role.UNION_CHAIR).get(address, on=ON)
    above = Desk(town, Role.FEDERATION_OFFICER).get(address, on=ON)

    assert "每月1950元" in own.response.content.decode()
    assert "1950" not in above.response.content.decode()
    assert "条文在双方签订以后才能看到" in above.response.content.decode()


def test_the_sitting_says_its_numbers_in_words(place):
    site.walk_to_filing(place)
    address = reverse("sitting", args=[place.sitting.pk])

    visit = Desk(place.union, Role.UNION_CHAIR).get(address, on=site.FILED_ON)

    said = " ".join(visit.page.text_content().split())
    assert "应到32，实到29（须≥22 ✓），赞成25（须≥17 ✓）→ 通过" in said

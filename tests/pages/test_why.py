from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.deadlines.models import Deadline
from contracts.parties.models import CalendarYear, Role
from contracts.supervision import policies
from tests.factories.acts import OFFERED_ON, OPENED_ON, offer, open_round, seat_parties
from tests.factories.pages import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
ON = date(2027, 1, 11)
NOT_LOADED = "2027年度放假安排尚未导入，日子可能有出入"


@pytest.fixture
def offered():
    def offered(region="CN", on=OFFERED_ON, **facts):
        parties = seat_parties(region=region, **facts)
        round_ = open_round(parties, on=on)
        offer(parties, round_, on=on)
        return parties, round_

    return offered


def page(round_, organisation, role=Role.UNION_CHAIR):
    return Desk(organisation, role).get(reverse("round", args=[round_.pk]), on=ON)


def facts(visit):
    rows = visit.page.xpath("(//div[@class='why'])[1]/dl/*")
    return [" ".join(row.text_content().split()) for row in rows]


def marked(visit, css):
    return [
        " ".join(" ".join(cell.itertext()).split())
        for cell in visit.page.xpath(f"(//div[@class='why'])[1]//td[@class='{css}']")
    ]


def test_event_proof_length_day_and_source_are_told(offered):
    parties, round_ = offered()

    told = facts(page(round_, parties.union))

    assert told[:8] == [
        *("从哪天算", "收到要约日：1月8日 周五（当天不算）"),
        "凭什么",
        "送达回执（1月8日 周五） 集体协商要约书（〔2027〕1号，1月8日 周五）",
        *("多长", "20日内。按自然日数，休息日也算；起算的当天不算。"),
        *("最迟", "1月28日 周四"),
    ]
    assert told[8] == "依据"
    assert told[9].startswith("集体合同规定 劳动和社会保障部令第22号 第32条")


def test_the_days_are_counted_on_a_small_calendar(offered):
    parties, round_ = offered()

    visit = page(round_, parties.union)

    assert marked(visit, "base") == ["8 起算"]
    assert marked(visit, "counted")[:2] == ["9 第1", "10 第2"]
    assert marked(visit, "last") == ["28 最迟"]
    assert len(marked(visit, "counted")) == 19


def test_working_days_of_a_year_nobody_entered_are_marked(offered):
    parties, round_ = offered("ZJ")

    visit = page(round_, parties.union)

    assert NOT_LOADED in visit.words("is-warn")
    assert any("2027年度" in w and "放假安排尚未导入" in w for w in visit.words("warns"))
    assert marked(visit, "skipped")[:2] == ["9 不计", "10 不计"]


def test_the_box_and_the_desk_mark_it_too_and_a_day_of_natural_days_is_not_marked(offered):
    parties, round_ = offered("ZJ")
    sure, _ = offered()

    box = page(round_, parties.union).page.xpath(
        "//dl[@class='answers']//span[@class='tag is-warn']"
    )
    desk = Desk(parties.firm, Role.EMPLOYER_OFFICER).get(reverse("desk"), on=ON)
    other = Desk(sure.firm, Role.EMPLOYER_OFFICER).get(reverse("desk"), on=ON)

    assert [tag.text_content() for tag in box] == [NOT_LOADED]
    assert NOT_LOADED in desk.words("task")[0]
    assert NOT_LOADED not in other.words("task")[0]


def test_once_the_year_is_entered_the_mark_is_gone_and_a_changed_count_is_told(offered):
    parties, round_ = offered("ZJ")
    CalendarYear.objects.create(
        year=2027, off=["2027-01-11"], workdays=[], source="通知", entered_on=ON, entered_by="系统"
    )

    visit = page(round_, parties.union)

    assert NOT_LOADED not in visit.words("is-warn")
    assert "按现在的日历数是1月25日 周一" in visit.words("warns")[-1]
    assert marked(visit, "last") == ["22 最迟"]


def test_a_natural_day_that_rolls_shows_both_days(offered):
    parties, round_ = offered(on=date(2027, 1, 10))

    visit = page(round_, parties.union)

    assert marked(visit, "last") == ["30 最迟"]
    assert marked(visit, "rolled") == ["1 顺延到"]
    assert "只影响顺延到的日子，不影响最迟日" in " ".join(visit.words("warns"))


def test_the_target_of_the_federation_stands_beside_the_legal_day(offered):
    parties = seat_parties()
    policies.change(
        parties.federation,
        on=OPENED_ON,
        reason="纪要",
        rolls_holidays=False,
        effective_offset=None,
        targets={"DL_OFFER_REPLY": 10},
        softened=(),
    )
    round_ = open_round(parties)
    offer(parties, round_)

    visit = page(round_, parties.union)

    assert "目标：1月18日 周一前（上级工会的要求，不代替最迟日）" in visit.page.text_content()
    assert f"1月28日 周四 {parties.federation.name}设定的目标日是1月18日 周一" in facts(visit)[7]


def test_a_day_that_was_moved_tells_what_it_was(offered):
    parties, round_ = offered()
    row = Deadline.objects.get()
    row.history = [
        {"last_day": "2027-01-23", "changed_on": "2027-01-09", "reason": "期间由15日内改为20日内"}
    ]
    row.save()

    told = facts(page(round_, parties.union))

    assert told[-2:] == ["改过期", "1月9日 周六由1月23日 周六改来：期间由15日内改为20日内"]


def test_whoever_watches_sees_the_count_but_no_paper_that_is_not_for_him(offered):
    parties, round_ = offered()

    visit = page(round_, parties.federation, Role.FEDERATION_OFFICER)

    assert marked(visit, "last") == ["28 最迟"]


def test_the_panel_asks_no_more_for_three_deadlines_than_for_one(offered):
    parties, round_ = offered()
    desk = Desk(parties.union, Role.UNION_CHAIR)
    address = reverse("round", args=[round_.pk])
    desk.get(address, on=ON)
    counts = []
    for number in (1, 3):
        row = Deadline.objects.order_by("pk").first()
        while Deadline.objects.count() < number:
            row.pk = None
            row.save(force_insert=True)
        with CaptureQueriesContext(connection) as asked:
            desk.get(address, on=ON)
        counts.append(len(asked))

    assert counts[0] == counts[1]

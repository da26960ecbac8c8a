"""A congress founded on the screen, step by step, and who sees where it is stuck."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.congress.models import Congress, Delegate, ElectionUnit, Sitting
from contracts.parties.models import Role
from contracts.parties.references import reference
from tests.factories.acts import seat_parties
from tests.factories.congress import CongressFactory
from tests.factories.forms import rows
from tests.factories.pages import Desk
from tests.factories.parties import FederationFactory, UnionFactory, seat_head
from workflow.desk.models import WorkItem

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]
REQUESTED, APPROVED, PLANNED = date(2026, 12, 21), date(2026, 12, 28), date(2026, 12, 30)
ELECTED, REPEATED, CERTIFIED = date(2027, 1, 6), date(2027, 1, 11), date(2027, 1, 12)
NOTIFIED, SITS = date(2027, 1, 18), date(2027, 1, 29)
UNITS = (
    {"unit": "机加车间", "workers": 174, "seats": 28},
    {"unit": "仓储运输", "workers": 10, "seats": 2},
)


class Founding:
    """The chair of a union, the officer of the town above, and the congress between them."""

    def __init__(self):
        self.parties = seat_parties()
        self.chair = Desk(self.parties.union, Role.UNION_CHAIR)
        self.officer = Desk(self.parties.federation, Role.FEDERATION_OFFICER)

    @property
    def congress(self):
        return Congress.objects.latest("pk")

    def do(self, act, on, *, who=None, subject=None, **typed):
        where = reverse("act", args=[act, reference(subject or self.congress)])
        return (who or self.chair).do(where, on=on, **typed)

    def request(self):
        where = reverse("act-open", args=["congress.request"])
        return self.chair.do(where, on=REQUESTED, form="congress", term_years="3")

    def plan(self):
        self.request()
        self.do("congress.approve", APPROVED, who=self.officer)
        return self.do("congress.plan_seats", PLANNED, seats="30", **rows("units", *UNITS))

    def elect(self, unit, attended, *, on=ELECTED, votes=None):
        row = ElectionUnit.objects.get(name=unit)
        people = [
            {
                "name": f"{unit}{n}",
                "votes": attended if votes is None else votes,
                "category": "工人",
                "gender": "女" if n % 3 == 0 else "男",
            }
            for n in range(row.seats)
        ]
        typed = {"attended": str(attended), **rows("elected", *people)}
        return self.do("congress.elect", on, subject=row, **typed)

    def page(self, who, on):
        return who.get(reverse("congress", args=[self.congress.pk]), on=on)


@pytest.fixture
def founding():
    return Founding()


def steps(visit):
    found = visit.page.xpath("//ol[@aria-label='进度']/li[@aria-current='step']/text()")
    return found[0].strip() if found else ""


def turn(visit):
    (title,) = visit.page.xpath("//*[@id='turn-title']")
    return " ".join(title.text_content().split())


def table(visit):
    found = visit.page.xpath("//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_a_congress_is_founded_on_the_screen_with_one_election_repeated(founding):
    chair = founding.chair
    sent = founding.request()
    assert sent.response["Location"] == reverse("congress", args=[founding.congress.pk])
    page = founding.page(chair, REQUESTED)
    assert (steps(page), turn(page)) == ("批复", "现在等上级工会：批复建制请示")
    assert turn(founding.page(founding.officer, REQUESTED)) == "现在该您办：批复建制请示"

    founding.do("congress.approve", APPROVED, who=founding.officer)
    assert turn(founding.page(chair, APPROVED)) == "现在该您办：分配代表名额"
    founding.do("congress.plan_seats", PLANNED, seats="30", **rows("units", *UNITS))
    assert founding.elect("机加车间", 160).status == 302
    failed = founding.elect("仓储运输", 6)
    said = chair.messages(failed, on=ELECTED)
    assert any("到会6人" in each and "差1人" in each for each in said)
    page = founding.page(chair, ELECTED)
    assert (steps(page), turn(page)) == ("选代表", "现在该您办：各单位选举代表")
    assert table(page)[1][-1] == "要重选 去选举"

    founding.elect("仓储运输", 9, on=REPEATED)
    assert steps(founding.page(chair, REPEATED)) == "审资格"
    founding.do("congress.certify", CERTIFIED)
    assert steps(founding.page(chair, CERTIFIED)) == "公示"
    founding.do("congress.announce_delegates", CERTIFIED)

    page = founding.page(chair, CERTIFIED)
    assert steps(page) == "首次会议"
    assert turn(page) == "现在该您办：代表名单公示到1月17日，期满后发会议通知"
    assert Delegate.objects.filter(left_on__isnull=True).count() == 30
    assert "仓储运输1" in page.response.content.decode()


def test_the_first_sitting_is_called_from_the_congress(founding):
    founding.plan()
    founding.elect("机加车间", 160)
    founding.elect("仓储运输", 9)
    founding.do("congress.certify", CERTIFIED)
    founding.do("congress.announce_delegates", CERTIFIED)

    done = founding.do(
        "congress.notify", NOTIFIED, sits_on=str(SITS), **rows("agenda", {"item": "实施细则"})
    )

    assert done.status == 302
    sitting = Sitting.objects.get()
    assert (sitting.title, sitting.delivered) == ("第一届职工代表大会第一次会议", 30)
    assert sitting.title in founding.page(founding.chair, NOTIFIED).response.content.decode()
    assert not WorkItem.objects.filter(title__startswith="代表名单公示到", done_on=None).exists()


def test_the_higher_union_sees_how_far_it_is_and_no_names(founding):
    founding.plan()
    founding.elect("机加车间", 160)

    page = founding.page(founding.officer, ELECTED)

    assert page.status == 200
    said = page.response.content.decode()
    assert "机加车间" in said
    assert "机加车间1" not in said
    assert table(page)[0][:4] == ["机加车间", "174", "28", "28"]


def test_a_seat_given_up_shows_among_those_who_left(founding):
    founding.plan()
    founding.elect("机加车间", 160)
    founding.elect("仓储运输", 9)
    gone = Delegate.objects.get(name="仓储运输1")
    row = ElectionUnit.objects.get(name="仓储运输")
    typed = {
        "attended": "8",
        "replaces": str(gone.pk),
        **rows("elected", {"name": "于庆海", "votes": 8}),
    }

    done = founding.do("congress.elect", REPEATED, subject=row, **typed)

    assert done.status == 302
    page = founding.page(founding.chair, REPEATED)
    assert "已离任（1）" in page.response.content.decode()
    assert table(page)[1][3] == "2"


def test_the_federation_sees_first_who_has_no_congress(founding):
    above = founding.parties.federation
    founding.request()
    standing = CongressFactory(union=UnionFactory(parent=above))
    bare = UnionFactory(parent=above).firm

    def listed(asked=""):
        return [row[:4] for row in table(founding.officer.get(where + asked, on=REQUESTED))]

    where = reverse("congresses")
    firm = founding.parties.firm
    assert listed() == [
        [bare.name, "184", "还没建", "企业工会请示建制"],
        [firm.name, "184", "正在建：请示", "上级工会：批复建制请示"],
        [standing.employer_party.name, "184", "已建立", "—"],
    ]
    assert [row[0] for row in listed("?state=founding")] == [firm.name]
    assert [row[0] for row in listed("?state=none&least=184")] == [bare.name]
    assert listed("?least=185") == []
    other = Desk(FederationFactory(), Role.FEDERATION_OFFICER)
    assert table(other.get(where, on=REQUESTED)) == []


def test_the_list_asks_as_often_for_three_firms_as_for_one():
    above = FederationFactory()
    desk = Desk(above, Role.FEDERATION_OFFICER)
    where = reverse("congresses")
    desk.get(where, on=REQUESTED)
    counts = []
    for new in (1, 2):
        for _ in range(new):
            CongressFactory(union=UnionFactory(parent=above))
        with CaptureQueriesContext(connection) as captured:
            found = table(desk.get(where, on=REQUESTED))
        counts.append((len(found), len(captured)))

    (one, before), (three, after) = counts
    assert (one, three) == (1, 3)
    assert before == after


def test_a_union_begins_where_it_has_no_congress_and_asks_anew_where_one_stands():
    union = UnionFactory(parent=FederationFactory())
    seat_head(union)
    desk = Desk(union, Role.UNION_CHAIR)
    where = reverse("congresses")

    def ways():
        page = desk.get(where, on=REQUESTED).page
        return [a.text_content() for a in page.xpath("//main//a[contains(@href, 'request')]")]

    assert ways() == ["请示建立职代会"]
    CongressFactory(union=union)
    assert ways() == ["请示换届"]


def test_figures_follow_what_is_typed_and_nothing_is_lost(founding):
    founding.request()
    where = reverse("act", args=["congress.plan_seats", reference(founding.congress)])
    typed = {**founding.chair.get(where, on=PLANNED).values, **rows("units", *UNITS)}
    typed |= {"seats": "32", "management": "7", "_more": "figures"}

    visit = founding.chair.post(where, typed, on=PLANNED)

    told = [
        " ".join(li.text_content().split()) for li in visit.page.xpath("//*[@id='figures']//li")
    ]
    assert visit.status == 200
    assert told[0] == "✕ 各选举单位的名额加起来30名，代表总数32名，少2名。"
    assert told[2].startswith("▲ 代表32名，其中中层以上管理人员和领导人员7名")
    assert visit.values["units-0-unit"] == "机加车间"
    assert visit.values["management"] == "7"


def test_an_approval_given_on_paper_is_entered_by_the_chair(founding):
    founding.request()
    buttons = founding.page(founding.chair, REQUESTED).words("btn")
    assert "补录上级工会的批复" in buttons

    done = founding.do("congress.approve", APPROVED)

    assert done.status == 302
    assert "补录上级工会的批复" not in founding.page(founding.chair, APPROVED).words("btn")
    assert founding.congress.stage == "prepare"


def test_where_a_new_congress_is_being_elected_no_second_one_is_asked_for(founding):
    standing = CongressFactory(union=founding.parties.union, since=date(2024, 3, 26))
    where = reverse("congress", args=[standing.pk])
    assert "请示建立职代会" in founding.chair.get(where, on=REQUESTED).words("btn")

    founding.request()

    assert "请示建立职代会" not in founding.chair.get(where, on=REQUESTED).words("btn")

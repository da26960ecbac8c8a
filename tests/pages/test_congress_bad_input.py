"""What the pages of the congress answer to bad input: the number missing and the way on."""

import pytest
from django.urls import reverse

from contracts.congress.models import Ballot, Election, Poll, Presidium, Sitting
from contracts.parties.models import Role
from contracts.parties.references import reference
from tests.factories.congress import (
    NOTIFIED_ON,
    SITS_ON,
    CongressFactory,
    NoticeFactory,
    SessionFactory,
)
from tests.factories.forms import rows
from tests.factories.founding import ELECTED_ON, PlanFactory, RosterFactory
from tests.factories.pages import Desk
from tests.factories.parties import seat_head

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]


def chair_of(record):
    seat_head(record.workers_party)
    return Desk(record.workers_party, Role.UNION_CHAIR)


def do(record, act, on, **typed):
    where = reverse("act", args=[act, reference(record)])
    return chair_of(record).do(where, on=on, **typed)


def test_a_name_twice_on_the_list_of_an_election():
    congress = PlanFactory()
    twice = [{"name": "邓长江", "votes": 8}, {"name": "邓长江", "votes": 7}]

    visit = do(
        congress,
        "congress.elect",
        ELECTED_ON,
        unit="仓储运输",
        workers="10",
        attended="9",
        **rows("elected", *twice),
    )

    assert visit.status == 422
    assert "邓长江写了两次，请核对；同名的请加以区别。" in visit.words("verdict")[0]
    assert visit.values["elected-1-votes"] == "7"
    assert not Election.objects.exists()


def test_more_elected_than_seats_are_open():
    congress = PlanFactory()
    three = [{"name": name, "votes": 8} for name in ("甲", "乙", "丙")]

    visit = do(
        congress,
        "congress.elect",
        ELECTED_ON,
        unit="仓储运输",
        workers="10",
        attended="9",
        **rows("elected", *three),
    )

    assert visit.status == 422
    assert "仓储运输名额2名，还空2名，这次写了3名，多1名" in visit.words("verdict")[0]
    assert visit.values["elected-2-name"] == "丙"


def test_a_stranger_who_is_to_get_a_letter():
    congress = RosterFactory()
    sitting = SessionFactory(congress, entitled=30, present=30, delivered=30)
    where = reverse("poll_open", args=[sitting.pk])
    asked = {"item": "实施细则", "slips": "29", "remote": "仓储运输 外来人", "tellers": ""}

    visit = chair_of(sitting).post(where, asked, on=SITS_ON)

    assert visit.status == 422
    said = visit.response.content.decode()
    assert "仓储运输 外来人不在代表名册上，不能表决" in said
    assert "补选的代表先办补选登记" in said
    assert visit.form.fields["remote"].strip() == "仓储运输 外来人"
    assert not Poll.objects.exists()


def test_twelve_of_twenty_four_where_thirteen_are_needed():
    sitting = SessionFactory(CongressFactory(delegates=24), entitled=24, present=24)
    counts = {"issued": "24", "returned": "24", "valid": "24", "invalid": "0"}
    votes = {"yes": "12", "no": "12", "abstain": "0"}
    chair = chair_of(sitting)
    where = reverse("act", args=["congress.vote", reference(sitting)])

    done = chair.do(where, on=SITS_ON, item="年度预算", secret="on", **counts, **votes)

    said = " ".join(chair.messages(done, on=SITS_ON))
    assert "赞成12" in said
    assert "13" in said
    assert "差1票" in said
    assert not Ballot.objects.get().is_passed


def test_counts_that_do_not_add_up():
    sitting = SessionFactory()
    counts = {"issued": "30", "returned": "29", "valid": "28", "invalid": "2"}
    votes = {"yes": "25", "no": "2", "abstain": "0"}

    visit = do(sitting, "congress.vote", SITS_ON, item="年度预算", secret="on", **counts, **votes)

    assert visit.status == 422
    assert visit.errors == [
        "发出30张，比实到29人还多。请核对计票单。",
        "有效加废票是30张，收回29张，对不上。请核对计票单。",
        "赞成、反对、弃权共27票，有效28票，对不上。请核对计票单。",
    ]
    assert visit.values["yes"] == "25"
    assert not Ballot.objects.exists()


def test_papers_delivered_six_days_before():
    congress = CongressFactory()
    agenda = rows("agenda", {"item": "实施细则"})

    visit = do(
        congress,
        "congress.notify",
        NOTIFIED_ON,
        sitting="第一次会议",
        sits_on="2027-03-24",
        delivered="32",
        **agenda,
    )

    assert visit.status == 422
    (told,) = visit.words("verdict")
    assert "6" in told
    assert "7" in told
    assert "怎么办：" in told
    assert visit.values["sitting"] == "第一次会议"
    assert not Sitting.objects.exists()


def test_a_presidium_with_too_many_leaders():
    sitting = NoticeFactory()

    visit = do(sitting, "congress.prepare", NOTIFIED_ON, members="7", leaders="4")

    assert visit.status == 422
    (told,) = visit.words("verdict")
    assert "差1人" in told or "增加1" in told or "减少1" in told
    assert visit.values["leaders"] == "4"
    assert not Presidium.objects.exists()

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.parties.actors import SYSTEM, acting_as
from contracts.parties.models import Account, Office, Role
from tests.factories import site
from tests.factories.acts import open_round, seat_parties
from tests.factories.pages import Desk
from workflow.desk.models import WorkItem

pytestmark = pytest.mark.django_db
ON = date(2027, 1, 5)


def todo(organisation, role):
    return Desk(organisation, role).get(reverse("desk"), on=ON).words("task")


def test_the_chair_finds_the_offer_to_make_with_its_form():
    parties = seat_parties()
    round_ = open_round(parties)

    visit = Desk(parties.union, Role.UNION_CHAIR).get(reverse("desk"), on=ON)

    assert len(visit.words("task")) == 1
    assert "准备并发出要约" in visit.words("task")[0]
    form = reverse("act", args=["bargaining.offer", f"round:{round_.pk}"])
    assert visit.page.xpath("//a[@class='btn btn-main']/@href") == [form]


def test_the_other_side_waits_and_has_nothing_to_do():
    parties = seat_parties()
    open_round(parties)

    assert todo(parties.firm, Role.EMPLOYER_OFFICER) == []


def test_another_firm_sees_nothing_of_it():
    open_round(seat_parties())

    assert todo(seat_parties().union, Role.UNION_CHAIR) == []


def test_who_may_not_do_it_reads_who_does():
    parties = seat_parties()
    open_round(parties)

    (task,) = todo(parties.union, Role.WORKER_REPRESENTATIVE)

    assert task.startswith("准备并发出要约 由工会主席办理")


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (date(2027, 1, 8), "▲临近 还剩3天，1月8日 周五"),
        (date(2027, 1, 3), "■逾期 已逾期2天（最迟是1月3日 周日）"),
        (date(2027, 2, 5), "●正常 还剩31天，2月5日 周五"),
    ],
)
def test_the_last_day_has_a_light_and_words(last_day, said):
    parties = seat_parties()
    open_round(parties)
    with acting_as(SYSTEM):
        WorkItem.objects.update(last_day=last_day)

    (task,) = todo(parties.union, Role.UNION_CHAIR)

    assert said in task


def test_what_is_done_moves_to_the_done_list():
    parties = seat_parties()
    open_round(parties)
    with acting_as(SYSTEM):
        WorkItem.objects.update(last_day=ON, done_on=ON, done_by="孙立军")
    desk = Desk(parties.union, Role.UNION_CHAIR)

    done = desk.get(reverse("done"), on=ON)

    assert desk.get(reverse("desk"), on=ON).words("task") == []
    cells = [" ".join(cell.text_content().split()) for cell in done.page.xpath("//tbody/tr/*")]
    assert cells[0] == "准备并发出要约"
    assert cells[2:] == ["1月5日 周二", "孙立军", "按期"]


@pytest.mark.parametrize("name", ["desk", "done", "rounds"])
def test_a_list_asks_as_often_for_three_rows_as_for_one(name):
    parties = seat_parties()
    account = Account.objects.create_user(username="counting")
    Office.objects.create(account=account, organisation=parties.union, role=Role.UNION_CHAIR)
    client = Client()
    client.force_login(account)

    counts = []
    for rounds in (1, 2):
        for _ in range(rounds):
            open_round(parties)
        if name == "done":
            with acting_as(SYSTEM):
                WorkItem.objects.filter(done_on=None).update(done_on=site.OPENED_ON)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        counts.append(len(captured))

    assert counts[0] == counts[1]

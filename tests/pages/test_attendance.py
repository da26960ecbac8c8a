"""A delegate reads the papers by a link; a steward scans the card; the worker's open page."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from contracts.congress import attendance, ballots, boards, sittings
from contracts.congress.models import Invitation, NoticeBoard
from contracts.journal.models import Entry
from contracts.parties.models import Role
from tests.factories.congress import NOTIFIED_ON, SITS_ON, SessionFactory, counts
from tests.factories.meetings import ListedFactory
from tests.factories.pages import Desk
from tests.factories.parties import seat_head

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]


@pytest.fixture
def sitting():
    made = ListedFactory()
    seat_head(made.workers_party)
    return made


@pytest.fixture
def chair(sitting):
    return Desk(sitting.workers_party, Role.UNION_CHAIR)


def link_of(sitting, name="代表0000"):
    return reverse("invitation", args=[Invitation.objects.get(sitting=sitting, name=name).token])


def phone(method, address, on, **said):
    with time_machine.travel(f"{on} 10:00+08:00", tick=False):
        return getattr(Client(), method)(address, said)


def test_a_delegate_says_on_the_phone_that_the_papers_came(sitting):
    link = link_of(sitting)
    shown = phone("get", link, NOTIFIED_ON).content.decode()
    assert attendance.without_papers(sitting).count() == 3

    answer = phone("post", link, NOTIFIED_ON)

    assert answer.status_code == 302
    row = Invitation.objects.get(name="代表0000")
    assert (row.means, row.delivered_on) == ("read", NOTIFIED_ON)
    assert "我已收到会议材料" in shown
    assert "代表0000" not in shown
    assert "您在" in phone("get", link, NOTIFIED_ON).content.decode()
    assert Entry.objects.filter(act="congress.read_papers").count() == 1


def test_nobody_signs_in_from_home(sitting):
    link = link_of(sitting)

    answer = phone("post", link, SITS_ON, sign_in="1")

    assert answer.status_code == 404
    assert attendance.not_there(sitting).count() == 3


def test_a_steward_scans_the_card_and_sees_who_is_missing(sitting, chair):
    link = link_of(sitting)
    assert "代表0000" in chair.get(link, on=SITS_ON).response.content.decode()

    chair.post(link, {"sign_in": "1", "_key": "k1"}, on=SITS_ON)

    page = chair.get(reverse("attendance", args=[sitting.pk]), on=SITS_ON)
    assert "应到3人，实到1人（须≥2人 ✗，差1人）" in page.response.content.decode()
    form = chair.get(reverse("act", args=["congress.sit", f"sitting:{sitting.pk}"]), on=SITS_ON)
    assert (form.values["entitled"], form.values["present"]) == ("3", "1")


def test_signing_for_another_is_refused_and_nothing_typed_is_lost(sitting, chair):
    address = reverse("act", args=["congress.deliver", f"sitting:{sitting.pk}"])
    ticked = [row.pk for row in attendance.of(sitting)[:2]]

    refused = chair.do(address, on=NOTIFIED_ON, names=ticked)

    assert refused.status == 422
    assert "代签不算送达" in refused.response.content.decode()
    done = chair.do(address, on=NOTIFIED_ON, names=ticked, own_hand="on")
    assert done.status == 302
    assert attendance.without_papers(sitting).count() == 1


def test_each_delegate_has_a_card_to_cut_out(sitting, chair):
    page = chair.get(reverse("attendance_cards", args=[sitting.pk]), on=NOTIFIED_ON)

    assert page.response.content.decode().count("<svg") == 3


def test_workers_read_what_a_closed_sitting_resolved_without_a_login():
    sitting = SessionFactory()
    board = boards.open_board(sitting.congress, on=SITS_ON).made
    where = reverse("board_sitting", args=[board.token, sitting.pk])
    assert phone("get", where, SITS_ON).status_code == 404

    ballots.count(
        sitting, item="实施细则", subject="实施细则", is_secret=True, counts=counts(), on=SITS_ON
    )
    sittings.close(sitting, on=SITS_ON)

    page = phone("get", where, SITS_ON).content.decode()
    assert "应到32人，实到29人（须≥22 ✓）" in page
    assert "赞成25票（须≥17），反对2，弃权1，废票1。" in page
    listed = phone("get", reverse("board", args=[board.token]), SITS_ON).content.decode()
    assert sitting.title in listed


def test_a_closed_page_leads_nowhere_and_opens_under_a_new_address():
    congress = SessionFactory().congress
    first = boards.open_board(congress, on=SITS_ON).made.token
    with pytest.raises(boards.BoardOpenAlready):
        boards.open_board(congress, on=SITS_ON)
    boards.close_board(congress, on=SITS_ON)
    assert phone("get", reverse("board", args=[first]), SITS_ON).status_code == 404
    with pytest.raises(boards.NoBoard):
        boards.close_board(congress, on=SITS_ON)

    boards.open_board(congress, on=SITS_ON)

    assert NoticeBoard.objects.get().token != first

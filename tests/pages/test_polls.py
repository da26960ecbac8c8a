"""A secret vote as its people do it: the chair opens and hands out, voters cast, tellers count."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from contracts.congress.models import Ballot, Elector, Poll
from contracts.journal.models import Entry
from contracts.parties.models import Role
from tests.factories.congress import SITS_ON
from tests.factories.pages import Desk
from tests.factories.parties import seat_head
from tests.factories.polls import ITEM, HallFactory, voters

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("as_system"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]
CODE = re.compile(r'class="slip-code">([A-Z2-7-]+)<')
SHARE = re.compile(r'class="key-text">([0-9A-Z-]+)<')


class Hall:
    """The chair's desk at a sitting of twelve, and everybody's phone."""

    def __init__(self):
        self.sitting = HallFactory()
        union = self.sitting.workers_party
        seat_head(union)
        self.chair = Desk(union, Role.UNION_CHAIR)
        self.phone = Client()

    @property
    def poll(self):
        return Poll.objects.get()

    def open(self, **changes):
        asked = {
            "item": ITEM,
            "roll": "\n".join(str(voter) for voter in voters(12)),
            "slips": "8",
            "remote": "第1车间 代表0000",
            "tellers": "赵一\n钱二",
        }
        where = reverse("poll_open", args=[self.sitting.pk])
        return self.chair.post(where, {**asked, **changes}, on=SITS_ON)

    def do(self, what, **said):
        return self.chair.post(reverse("poll_do", args=[self.poll.pk, what]), said, on=SITS_ON)

    def hand_out(self, first, last, means):
        roll = Elector.objects.filter(position__gte=first, position__lte=last)
        return self.do("hand-out", elector=[row.pk for row in roll], means=means)

    def cast(self, code, choice):
        where = reverse("vote", args=[self.poll.token])
        return self.phone.post(where, {"code": code, "choice": choice})


@pytest.fixture
def hall():
    return Hall()


def test_a_vote_by_all_three_means_from_opening_to_recount(hall):
    shown = hall.open().response.content.decode()
    shares, codes = SHARE.findall(shown), CODE.findall(shown)
    assert (len(shares), len(codes)) == (3, 9)
    hall.hand_out(2, 9, "slip")
    hall.hand_out(10, 12, "paper")
    for code, choice in zip(codes, ["yes"] * 6 + ["no", "abstain", "yes"], strict=True):
        assert "已经投出" in hall.cast(code, choice).content.decode()
    hall.do("close")
    hall.do("sheet", returned=3, invalid=1, yes=2, no=0, abstain=0)

    counted = hall.do("count", first=shares[2], second=shares[0].lower())

    assert counted.status == 302
    ballot = Ballot.objects.get()
    assert (ballot.issued, ballot.returned, ballot.yes, ballot.invalid) == (12, 12, 9, 1)
    assert ballot.is_passed
    assert hall.poll.ballot == ballot
    wall = hall.phone.get(reverse("poll_screen", args=[hall.poll.token])).content.decode()
    assert "通过" in wall
    export = hall.chair.get(reverse("poll_export", args=[hall.poll.pk]), on=SITS_ON)
    assert export.response.json()["announced"]["yes"] == 9


PNG = b"\x89PNG\r\n\x1a\n a sheet with three signatures"


def test_the_picture_of_the_sheet_is_kept_as_it_came(hall, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    hall.open()
    hall.hand_out(1, 3, "paper")
    hall.do("close")
    numbers = {"returned": 3, "invalid": 0, "yes": 3, "no": 0, "abstain": 0}
    text = SimpleUploadedFile("sheet.png", b"<script>")
    refused = hall.do("sheet", **numbers, picture=text)
    hall.do("sheet", **numbers, picture=SimpleUploadedFile("计票单.png", PNG))

    kept = hall.chair.get(reverse("poll_picture", args=[hall.poll.pk]), on=SITS_ON)

    assert refused.status == 422
    assert "只收照片" in refused.response.content.decode()
    assert kept.response.content == PNG
    assert kept.response["Content-Disposition"].startswith("attachment")


def test_nothing_that_opens_the_box_or_names_a_voter_is_in_the_journal(hall):
    shown = hall.open().response.content.decode()
    hall.hand_out(1, 3, "paper")
    hall.do("close")
    hall.do("count", first=SHARE.findall(shown)[0], second=SHARE.findall(shown)[1])

    told = "".join(Entry.objects.values_list("body", flat=True))

    for secret in (*SHARE.findall(shown), *CODE.findall(shown), "代表0", "elector:"):
        assert secret not in told


def test_an_open_poll_shows_the_wall_no_number_of_votes(hall):
    code = CODE.findall(hall.open().response.content.decode())[0]
    hall.hand_out(2, 9, "slip")
    before = hall.phone.get(reverse("poll_screen", args=[hall.poll.token])).content
    hall.cast(code, "yes")

    assert hall.phone.get(reverse("poll_screen", args=[hall.poll.token])).content == before
    assert "投票中" in before.decode()


def test_what_was_typed_wrongly_comes_back_with_the_reason(hall):
    wrong = hall.open(roll="第1车间 代表0000\n第1车间 代表0000")
    assert wrong.status == 422
    assert "重复的人：第1车间 代表0000" in wrong.response.content.decode()
    assert "第1车间 代表0000" in wrong.form.fields["roll"]

    shown = hall.open().response.content.decode()
    hall.do("close")
    first = SHARE.findall(shown)[0]
    refused = hall.do("count", first=first, second=first[:-1] + "?")
    assert refused.status == 422
    assert "抄写有误" in refused.response.content.decode()
    assert first in refused.response.content.decode()


def test_a_code_votes_once_and_a_wrong_one_not_at_all(hall):
    code = CODE.findall(hall.open().response.content.decode())[0]
    hall.hand_out(2, 9, "slip")
    hall.cast(code, "yes")

    again, unknown, closed = (
        hall.cast(code, "no"),
        hall.cast("AAAA-BBBB-CCCC-DDDD", "no"),
        hall.cast(code, "maybe"),
    )

    assert [each.status_code for each in (again, unknown, closed)] == [422, 422, 422]
    assert "已经投过票" in again.content.decode()
    assert "没有这个表决码" in unknown.content.decode()
    assert "请选一项" in closed.content.decode()


def test_the_other_side_sees_that_there_is_a_vote_and_not_the_roll(hall):
    hall.open()
    firm = hall.sitting.employer_party
    seat_head(firm)
    officer = Desk(firm, Role.EMPLOYER_OFFICER)

    page = officer.get(reverse("poll", args=[hall.poll.pk]), on=SITS_ON)

    assert page.status == 200
    assert "代表0000" not in page.response.content.decode()
    done = officer.post(reverse("poll_do", args=[hall.poll.pk, "close"]), {}, on=SITS_ON)
    assert done.status == 404

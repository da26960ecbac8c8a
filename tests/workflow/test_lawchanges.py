from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from viewflow.workflow.models import Task

from contracts.bargaining.models import Offer
from contracts.deadlines import impact
from contracts.deadlines.models import Deadline
from contracts.journal import entries
from contracts.journal.models import Entry
from contracts.parties.models import Case
from tests.factories.acts import OFFERED_ON, offer, open_round, respond, seat_parties
from tests.factories.packs import book_with, shorter_answer
from workflow import lawchanges
from workflow.desk.models import WorkItem
from workflow.lawchanges import Applied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
CHANGED_ON = date(2027, 1, 11)


@pytest.fixture
def round_():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    return round_, parties


def proposed(place):
    return list(impact.moves(impact.running(), impact.Laws(book_with(shorter_answer(place)))))


def test_everything_that_copied_the_day_follows(round_, tmp_path):
    done = lawchanges.apply(proposed(tmp_path), on=CHANGED_ON, by="法律顾问")

    assert done == Applied(cases=1, moved=1, passed_over=0)
    new = date(2027, 1, 23)
    assert Deadline.objects.get(code="DL_OFFER_REPLY").last_day == new
    assert Offer.objects.get().last_day == new
    assert Task.objects.get(flow_task_type="TIMER").scheduled == datetime(
        2027, 1, 24, tzinfo=ZoneInfo("Asia/Shanghai")
    )
    days = WorkItem.objects.filter(done_on__isnull=True, act="bargaining.respond")
    assert list(days.values_list("last_day", flat=True)) == [new]


def test_each_case_gets_one_entry_in_its_journal(round_, tmp_path):
    row, _ = round_
    version = Case.objects.get(pk=row.case_id).version

    lawchanges.apply(proposed(tmp_path), on=CHANGED_ON, by="法律顾问")

    last = Entry.objects.order_by("-sequence").first()
    assert (last.act, last.done_on, last.summary) == (
        "law.impact",
        CHANGED_ON,
        "规则变化，1个期限改期：期间由20日内改为15日内",
    )
    assert '"from":"2027-01-28"' in last.body
    assert '"to":"2027-01-23"' in last.body
    assert entries.breaks(row.case) == []
    row.case.refresh_from_db()
    assert row.case.version == version + 1


def test_an_answer_that_came_meanwhile_is_not_touched(round_, tmp_path):
    row, parties = round_
    moves = proposed(tmp_path)
    respond(parties, row, on=OFFERED_ON)
    before = Entry.objects.count()

    done = lawchanges.apply(moves, on=CHANGED_ON, by="法律顾问")

    assert done == Applied(cases=0, moved=0, passed_over=1)
    assert Deadline.objects.get(code="DL_OFFER_REPLY").last_day == date(2027, 1, 28)
    assert Entry.objects.count() == before

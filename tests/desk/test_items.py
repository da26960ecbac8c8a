from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contracts.parties.actors import acting_as
from tests.factories.acts import LAST_DAY, OFFERED_ON, offer, open_round, respond, seat_parties
from workflow.desk import rebuilding
from workflow.desk.models import WorkItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def open_items():
    rows = WorkItem.objects.filter(done_on__isnull=True).order_by("pk")
    return list(rows.values_list("act", "desk", "last_day"))


def test_work_items_follow_the_acts():
    parties = seat_parties()

    round_ = open_round(parties)
    after_opening = open_items()
    offer(parties, round_)
    after_offer = open_items()
    respond(parties, round_, on=date(2027, 1, 20))
    after_answer = open_items()

    assert after_opening == [("bargaining.offer", "workers", None)]
    assert after_offer == [("bargaining.respond", "employer", LAST_DAY)]
    assert after_answer == [("bargaining.meet", "both", None)]
    done = WorkItem.objects.filter(act="bargaining.offer").get()
    assert (done.done_on, done.done_by) == (OFFERED_ON, parties.chair.name)


def test_stranger_sees_no_item_of_what_exists():
    parties, strangers = seat_parties(), seat_parties()
    open_round(parties)

    with acting_as(strangers.chair):
        assert WorkItem.objects.count() == 0
    with acting_as(parties.officer):
        assert WorkItem.objects.count() == 1


def test_items_written_with_the_acts_are_what_flows_and_clocks_ask_for():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)

    assert list(rebuilding.differences(round_.case)) == []


def test_rebuild_reports_what_is_missing_left_over_or_wrong():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    item = WorkItem.objects.get(act="bargaining.respond")
    WorkItem.objects.filter(pk=item.pk).update(key="task:0")

    out = StringIO()
    with pytest.raises(CommandError, match="有 2 处差异；加 --apply 改正"):
        call_command("desk_rebuild", stdout=out)

    case = round_.case
    assert out.getvalue().splitlines() == [
        f"{case}：task:0 多出待办“书面答复要约”",
        f"{case}：{item.key} 缺少待办“书面答复要约”",
    ]


def test_rebuild_mends_on_request():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    WorkItem.objects.filter(act="bargaining.respond").update(last_day=None)

    out = StringIO()
    call_command("desk_rebuild", "--apply", stdout=out)

    assert out.getvalue().splitlines()[-1] == "已改正 1 处"
    assert open_items() == [("bargaining.respond", "employer", LAST_DAY)]

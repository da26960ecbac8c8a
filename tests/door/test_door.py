from datetime import date

import pytest
from viewflow.workflow.models import Process, Task

from contracts.bargaining.models import Offer, Representative, Round
from contracts.deadlines.models import Deadline
from contracts.documents.models import Paper
from contracts.journal import entries
from contracts.journal.models import Entry
from contracts.parties.models import Case
from contracts.verdicts import findings
from contracts.verdicts.models import Finding
from tests.factories.acts import (
    LAST_DAY,
    OFFER,
    OFFERED_ON,
    OPENED_ON,
    offer,
    open_round,
    respond,
    seat_parties,
)
from tests.factories.parties import PersonFactory
from workflow import door
from workflow.door import NotFound
from workflow.jobs import clockwork
from workflow.models import Sent
from workflow.queue.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]


def one_alone(parties):
    """A list of one: fewer than the law asks for."""
    chief = PersonFactory(works_at=parties.firm, level="一线")
    return {"side": "workers", "representatives": [{"person": chief, "chief": True}]}


def state_of(round_):
    """Everything an act could have changed, but for findings and journal."""
    return {
        "version": Case.objects.get(pk=round_.case_id).version,
        "seats": list(Representative.objects.values_list("pk", "left_on")),
        "papers": list(Paper.objects.values_list("pk", flat=True)),
        "jobs": list(Job.objects.values_list("key", flat=True)),
        "clocks": list(Deadline.objects.values_list("pk", "state")),
        "tasks": list(Task.objects.order_by("pk").values_list("pk", "status")),
        "sent": Sent.objects.count(),
    }


def test_blocked_act_changes_nothing_but_findings_and_journal():
    parties = seat_parties()
    round_ = open_round(parties)
    before = state_of(round_)

    receipt = door.perform(
        "bargaining.name_representatives",
        actor=parties.chair,
        on=OFFERED_ON,
        to=round_,
        data=one_alone(parties),
        key="form-1",
    )

    assert not receipt.ok
    assert [verdict.rule for verdict in receipt.blocks] == ["R_REP_COUNT", "R_CHIEF_UNION"]
    assert state_of(round_) == before
    assert list(Finding.objects.filter(outcome="block").values_list("rule", "is_standing")) == [
        ("R_REP_COUNT", False),
        ("R_CHIEF_UNION", False),
    ]
    last = Entry.objects.order_by("-sequence").first()
    assert (last.act, last.summary) == (
        "bargaining.name_representatives",
        "确定本方协商代表（未通过）",
    )
    assert entries.breaks(round_.case) == []


def test_act_entered_from_paper_keeps_what_happened_and_its_blocks_stand():
    parties = seat_parties()
    round_ = open_round(parties)

    receipt = door.perform(
        "bargaining.name_representatives",
        actor=parties.chair,
        on=OFFERED_ON,
        to=round_,
        data=one_alone(parties),
        paper=True,
    )

    assert receipt.ok
    assert Representative.objects.filter(round=round_).count() == 1
    assert [finding.rule for finding in findings.open_blocks(round_.case)] == [
        "R_REP_COUNT",
        "R_CHIEF_UNION",
    ]
    assert {paper.marks for paper in receipt.papers} <= {"补录"}


def test_same_form_sent_twice_has_one_effect():
    parties = seat_parties()
    round_ = open_round(parties)

    first = offer(parties, round_, key="form-1")
    second = offer(parties, round_, key="form-1")

    assert (first.ok, first.is_repeat) == (True, False)
    assert (second.ok, second.is_repeat, second.made) == (True, True, first.made)
    assert Offer.objects.count() == 1
    assert Entry.objects.filter(act="bargaining.offer").count() == 1


def test_same_form_with_other_content_is_refused_and_the_first_stands():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_, key="form-1")

    again = door.perform(
        "bargaining.offer",
        actor=parties.chair,
        on=OFFERED_ON,
        to=round_,
        data={**OFFER, "topics": ["高温津贴"]},
        key="form-1",
    )

    assert not again.ok
    assert [verdict.rule for verdict in again.verdicts] == ["sent_before"]
    assert Offer.objects.count() == 1


def test_stale_form_is_refused_and_says_so():
    parties = seat_parties()
    round_ = open_round(parties)
    drawn_from = Case.objects.get(pk=round_.case_id).version
    offer(parties, round_)

    late = respond(parties, round_, on=OFFERED_ON, version=drawn_from)

    assert not late.ok
    assert [verdict.rule for verdict in late.verdicts] == ["stale"]
    assert Round.objects.get(pk=round_.pk).stage == "offer"


def test_each_act_writes_one_journal_entry_and_raises_the_version():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    respond(parties, round_, on=date(2027, 1, 20))

    acts = list(Entry.objects.order_by("sequence").values_list("act", "done_on", "side"))

    assert acts == [
        ("bargaining.open", OPENED_ON, "workers"),
        ("bargaining.offer", OFFERED_ON, "workers"),
        ("bargaining.respond", date(2027, 1, 20), "employer"),
    ]
    assert Case.objects.get(pk=round_.case_id).version == 3
    assert entries.breaks(round_.case) == []


def test_act_for_the_other_side_is_refused_with_who_does_it():
    parties = seat_parties()
    round_ = open_round(parties)

    receipt = door.perform(
        "bargaining.offer",
        actor=parties.officer,
        on=OFFERED_ON,
        to=round_,
        data=OFFER,
    )

    assert not receipt.ok
    assert [verdict.rule for verdict in receipt.verdicts] == ["access"]
    assert Offer.objects.count() == 0


def test_foreign_round_is_not_found():
    parties, strangers = seat_parties(), seat_parties()
    round_ = open_round(parties)

    with pytest.raises(NotFound):
        offer(strangers, round_)

    assert Offer.objects.count() == 0


def test_foreign_row_among_the_data_is_not_found():
    parties, strangers = seat_parties(), seat_parties()
    foreign = open_round(strangers)

    with pytest.raises(NotFound):
        door.perform(
            "bargaining.open",
            actor=parties.chair,
            on=OPENED_ON,
            data={"kind": "wage", "scope": "enterprise", "previous": foreign},
        )


def test_papers_and_their_jobs_come_with_the_act():
    parties = seat_parties()
    round_ = open_round(parties)

    receipt = offer(parties, round_)

    assert [paper.code for paper in receipt.papers] == ["offer_letter", "service_receipt"]
    waiting = [paper for paper in receipt.papers if paper.state == Paper.State.WAITING]
    assert set(Job.objects.values_list("key", flat=True)) == {f"paper:{p.pk}" for p in waiting}


def test_timer_fires_through_the_door_and_opens_the_way_upwards():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)

    before = clockwork.run_to(LAST_DAY)
    after = clockwork.run_to(date(2027, 1, 29))

    assert [r.act for r in before] == []
    assert [r.act for r in after] == ["bargaining.fall_silent", "time.urge"]
    process = Process.objects.get()
    waiting = process.task_set.filter(finished__isnull=True).order_by("pk")
    assert [task.flow_task.name for task in waiting] == ["await_answer", "report"]
    assert Entry.objects.filter(act="bargaining.fall_silent", actor_name="系统").count() == 1

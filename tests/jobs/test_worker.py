from datetime import date, timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.models.functions import Now
from viewflow.workflow.models import Task

from contracts.documents.child import Renderer
from contracts.documents.models import Paper
from contracts.journal.models import Entry
from tests.factories.acts import offer, open_round, respond, seat_parties
from workflow import door
from workflow.jobs import archives, boxes, flows, papers, publications, scans, trials, worker
from workflow.jobs.worker import Worker
from workflow.queue import jobs
from workflow.queue.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_system")]
THE_DAY_AFTER = "2027-01-29 09:00+08:00"


@pytest.fixture
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    return tmp_path


def test_next_flow_comes_before_papers():
    assert list(worker.WORK) == [
        *(flows.TASK, worker.CLOCK, boxes.TASK),
        *(papers.TASK, scans.TASK, trials.TASK, archives.TASK, publications.TASK),
    ]


@time_machine.travel("2027-01-10 09:00+08:00", tick=True)
def test_one_turn_of_everything_makes_the_papers(files):
    parties = seat_parties()
    receipt = offer(parties, open_round(parties))

    with Worker() as one:
        one.run_once()

    states = {p.code: p.state for p in Paper.objects.filter(pk__in=[p.pk for p in receipt.papers])}
    assert states["offer_letter"] == Paper.State.READY
    assert not Job.objects.exclude(state=Job.State.DONE).exists()


def test_failure_gives_the_job_back_with_its_reason(monkeypatch):
    def refuse(_job, _renderer):
        raise ValueError("磁盘已满")

    monkeypatch.setitem(worker.WORK, papers.TASK, refuse)
    with transaction.atomic():
        job = jobs.enqueue("paper:1", papers.TASK, paper=1)

    done = worker.do(jobs.claim(job.pk), Renderer())

    job.refresh_from_db()
    assert not done
    assert (job.state, job.note, job.tries) == (Job.State.READY, "ValueError：磁盘已满", 1)


@time_machine.travel(THE_DAY_AFTER, tick=True)
def test_sweep_fires_what_is_due_today():
    parties = seat_parties()
    offer(parties, open_round(parties))

    receipts = worker.run_clock()

    assert [receipt.act for receipt in receipts] == ["bargaining.fall_silent", "time.urge"]
    assert worker.run_clock() == []


@time_machine.travel(THE_DAY_AFTER, tick=True)
def test_one_bad_timer_stops_no_other_and_waits_for_a_person(monkeypatch):
    bad, good = seat_parties(), seat_parties()
    ill = open_round(bad)
    offer(bad, ill)
    offer(good, open_round(good))
    fall_silent = door._steps["bargaining.fall_silent"]

    def stumble(doing):
        if doing.to.pk == ill.pk:
            raise ValueError("坏数据")
        return fall_silent(doing)

    monkeypatch.setitem(door._steps, "bargaining.fall_silent", stumble)
    first = worker.run_clock()
    second = worker.run_clock()

    assert [r.act for r in first] == ["bargaining.fall_silent", "time.urge", "time.urge"]
    assert second == []
    parked = Job.objects.get(task=worker.CLOCK)
    assert (parked.state, parked.note) == (Job.State.FAILED, "ValueError：坏数据")

    monkeypatch.setitem(door._steps, "bargaining.fall_silent", fall_silent)
    jobs.retry(parked.pk)
    with Worker(tasks=[worker.CLOCK]) as one:
        one.turn()

    assert not Task.objects.filter(status="SCHEDULED").exists()
    parked.refresh_from_db()
    assert parked.state == Job.State.DONE


@time_machine.travel(THE_DAY_AFTER, tick=True)
def test_timer_refused_by_the_record_is_tried_once_and_not_every_minute(monkeypatch):
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)

    def refuse(doing):
        raise door.StaleForm

    monkeypatch.setitem(door._steps, "bargaining.fall_silent", refuse)
    worker.run_clock()
    worker.run_clock()

    assert Entry.objects.filter(act="bargaining.fall_silent").count() == 1
    assert Job.objects.get(task=worker.CLOCK).state == Job.State.FAILED


def test_job_lost_at_its_last_try_is_parked_by_the_sweep():
    with transaction.atomic():
        job = jobs.enqueue("paper:1", papers.TASK, paper=1)
    for _ in range(jobs.MOST_TRIES):
        jobs.claim(job.pk)
        Job.objects.update(until=Now() - timedelta(seconds=1))

    with Worker() as one:
        one.sweep()

    job.refresh_from_db()
    assert (job.state, job.note) == (Job.State.FAILED, jobs.LOST)


def test_answer_before_the_last_day_leaves_the_timer_nothing_to_do():
    parties = seat_parties()
    round_ = open_round(parties)
    offer(parties, round_)
    respond(parties, round_, on=date(2027, 1, 20))

    with time_machine.travel(THE_DAY_AFTER, tick=True):
        receipts = worker.run_clock()

    assert "bargaining.fall_silent" not in [receipt.act for receipt in receipts]

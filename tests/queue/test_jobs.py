from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from workflow.queue import jobs
from workflow.queue.models import Job

pytestmark = pytest.mark.django_db


def waiting(key="paper:1", task="paper.render"):
    with transaction.atomic():
        return jobs.enqueue(key, task, paper=1)


def let_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(until=Now() - timedelta(seconds=1))


def test_same_key_makes_one_job():
    first = waiting()
    second = waiting()

    assert first.pk == second.pk
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_job_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        jobs.enqueue("paper:1", "paper.render", paper=1)


def test_claimed_job_is_not_claimed_again_while_its_lease_runs():
    job = waiting()

    assert jobs.claim(job.pk) is not None
    assert jobs.claim(job.pk) is None


def test_job_of_a_dead_worker_is_taken_over_and_the_late_result_is_dropped():
    job = waiting()
    dead = jobs.claim(job.pk)
    let_lease_run_out(job)
    heir = jobs.claim(job.pk)
    effects = []

    late = jobs.finish(dead, lambda: effects.append("dead"))
    good = jobs.finish(heir, lambda: effects.append("heir"))

    assert (late, good) == (False, True)
    assert effects == ["heir"]
    assert Job.objects.get().state == Job.State.DONE


def test_sign_of_life_keeps_the_job_and_comes_too_late_after_a_take_over():
    job = jobs.claim(waiting().pk)
    let_lease_run_out(job)

    assert jobs.renew(job)
    assert jobs.claim(job.pk) is None
    let_lease_run_out(job)
    jobs.claim(job.pk)
    assert not jobs.renew(job)


def test_effect_that_fails_leaves_the_job_undone():
    job = jobs.claim(waiting().pk)

    with pytest.raises(ZeroDivisionError):
        jobs.finish(job, lambda: 1 // 0)

    assert Job.objects.get().state == Job.State.RUNNING


def test_failed_job_waits_before_the_next_try():
    job = jobs.claim(waiting().pk)

    jobs.give_back(job, "字体不齐")

    assert Job.objects.get().state == Job.State.READY
    assert jobs.claim_next() is None
    let_lease_run_out(job)
    assert jobs.claim_next() == job


def test_job_failed_five_times_is_parked_with_its_reason_until_somebody_retries():
    pk = waiting().pk
    for _ in range(jobs.MOST_TRIES):
        job = jobs.claim(pk)
        jobs.give_back(job, "字体不齐")
        if Job.objects.get().state == Job.State.READY:
            let_lease_run_out(job)

    parked = Job.objects.get()
    assert (parked.state, parked.note) == (Job.State.FAILED, "字体不齐")
    assert jobs.claim_next() is None
    assert jobs.retry(pk)
    assert jobs.claim_next() == parked


def test_job_whose_worker_died_at_the_last_try_is_parked():
    pk = waiting().pk
    for _ in range(jobs.MOST_TRIES):
        let_lease_run_out(jobs.claim(pk))

    assert jobs.claim_next() is None
    assert jobs.park_lost() == 1
    assert Job.objects.get().state == Job.State.FAILED


def test_job_that_failed_comes_after_those_that_did_not():
    first, second = waiting("paper:1"), waiting("paper:2")
    let_lease_run_out(jobs.claim(first.pk))

    assert [jobs.claim_next().pk, jobs.claim_next().pk] == [second.pk, first.pk]


def test_lost_bell_is_rung_again_for_everything_that_waits(monkeypatch):
    heard = []
    monkeypatch.setattr(jobs, "_bell", [heard.append])
    first, second = waiting("paper:1"), waiting("paper:2")
    jobs.finish(jobs.claim(first.pk), lambda: None)

    assert jobs.ring_again() == 1
    assert heard == [second.pk]

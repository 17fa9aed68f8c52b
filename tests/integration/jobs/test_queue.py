# SPDX-License-Identifier: EUPL-1.2
"""Jobs are done once, told about, stopped when asked, and survive a worker that is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection
from django.utils import timezone

from lib import register as make
from lib import some_jobs
from lib.crowd import at_once
from taalplan.jobs import queue, work
from taalplan.jobs.kinds import find
from taalplan.jobs.models import Job

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def do_all() -> None:
    while work.work_once("w", Event()):
        pass


def test_a_job_is_done_and_tells_what_came_of_it():
    job = queue.ask(some_jobs.add, by=make.user(), one=2, other=3)
    do_all()
    job.refresh_from_db()
    assert (job.status, job.result, job.share) == ("done", {"sum": 5}, 1.0)
    assert job.is_over


@pytest.mark.parametrize(
    ("kind", "said"),
    [(some_jobs.refuse, "maak er eerst een"), (some_jobs.crash, "een fout in Taalplan")],
)
def test_what_cannot_be_done_says_why_and_what_is_broken_says_only_that(kind, said):
    job = queue.ask(kind, by=make.user())
    do_all()
    job.refresh_from_db()
    assert job.status == "failed"
    assert said in job.error
    assert "ZeroDivision" not in job.error


@pytest.mark.parametrize("name", ["lib.some_jobs:no_job", "os:system", "nonsense", "no.room:add"])
def test_only_marked_functions_are_ever_called(name):
    with pytest.raises(LookupError):
        find(name)
    job = Job.objects.create(kind=name, given={}, by=make.user())
    do_all()
    job.refresh_from_db()
    assert job.status == "failed"


def test_ten_workers_share_twenty_jobs_and_do_each_once():
    by = make.user()
    for number in range(20):
        queue.ask(some_jobs.add, by=by, one=number, other=0)

    def one_worker(number):
        while work.work_once(f"w{number}", Event()):
            pass

    at_once([lambda n=n: one_worker(n) for n in range(10)], clients=10)
    assert set(Job.objects.values_list("status", "attempts")) == {("done", 1)}
    assert sorted(job.result["sum"] for job in Job.objects.all()) == list(range(20))


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_report():
    by = make.user()
    running, waiting = (queue.ask(some_jobs.last, by=by, seconds=60) for _ in range(2))
    worker = Thread(target=lambda: (work.work_once("w", Event()), connection.close()))
    worker.start()
    until(lambda: Job.objects.get(pk=running.pk).status == "running")
    for job in (running, waiting):
        queue.cancel(job)
    worker.join(30)
    assert set(Job.objects.values_list("status", flat=True)) == {"cancelled"}


def test_a_worker_that_stops_gives_its_job_back_as_if_it_had_not_begun():
    job = queue.ask(some_jobs.last, by=make.user(), seconds=60)
    stop = Event()
    worker = Thread(target=lambda: (work.work(stop), connection.close()))
    worker.start()
    until(lambda: Job.objects.get(pk=job.pk).status == "running")
    stop.set()
    worker.join(30)
    job.refresh_from_db()
    assert (job.status, job.attempts, job.worker) == ("queued", 0, "")


def test_a_killed_worker_is_followed_once():
    """Its job is queued again, and fails for good when the second worker is lost as well."""
    job = queue.ask(some_jobs.add, by=make.user(), one=1, other=1)
    for attempt, after in ((1, "queued"), (2, "failed")):
        assert queue.take(f"w{attempt}").pk == job.pk
        assert queue.give_back_the_dead() == 0, "it was heard a moment ago"
        long_ago = timezone.now() - queue.DEAD_AFTER - timedelta(seconds=1)
        Job.objects.update(beat=long_ago)
        assert queue.give_back_the_dead() == 1
        job.refresh_from_db()
        assert job.status == after
    assert "tweemaal" in job.error


def test_who_was_thought_dead_cannot_end_what_another_took_over():
    job = queue.ask(some_jobs.add, by=make.user(), one=1, other=1)
    queue.take("slow")
    Job.objects.update(beat=timezone.now() - timedelta(hours=1))
    assert queue.take("quick").pk == job.pk
    assert not queue.hear(job, "slow")
    assert not queue.end(job, "slow", work.JobStatus.DONE, result={"sum": 3})
    assert queue.end(job, "quick", work.JobStatus.DONE, result={"sum": 2})
    job.refresh_from_db()
    assert job.result == {"sum": 2}


def until(true, seconds: float = 30.0) -> None:
    """Wait for something that another does; fail when it does not come."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def address() -> str:
    """Where this test's database is, as another process is told."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    who = f"{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}"
    return f"postgresql://{who}/{known['NAME']}"


def test_kill_minus_nine_in_the_middle_of_a_job(monkeypatch):
    """A worker process dies without a word; the next one does the job, once."""
    job = queue.ask(some_jobs.last, by=make.user(), seconds=0.5)
    source = (
        "import django, time; django.setup(); from taalplan.jobs import queue; "
        "print(queue.take('doomed').pk, flush=True); time.sleep(600)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "taalplan.config.settings",
        "TAALPLAN_DATABASE": address(),
    }
    with subprocess.Popen(
        [sys.executable, "-c", source], stdout=subprocess.PIPE, text=True, env=environment
    ) as doomed:
        assert doomed.stdout is not None
        assert doomed.stdout.readline().strip() == str(job.pk)
        os.kill(doomed.pid, signal.SIGKILL)
    assert not work.work_once("next", Event()), "it may still be alive"
    monkeypatch.setattr(queue, "DEAD_AFTER", timedelta(0))
    assert work.work_once("next", Event())
    job.refresh_from_db()
    assert (job.status, job.attempts) == ("done", 2)

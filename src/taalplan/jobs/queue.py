# SPDX-License-Identifier: EUPL-1.2
"""Ask for jobs, take them, and end them.

Every step is one conditional UPDATE, which either database does for one client alone: two workers
cannot take the same job, and a worker that was thought dead cannot end what another took over.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from taalplan.jobs.kinds import Kind
from taalplan.jobs.models import Job, JobStatus

BEAT_EVERY = timedelta(seconds=5)
DEAD_AFTER = timedelta(seconds=60)
"""A worker that was not heard for so long is gone; generous, since a machine can be busy."""

ATTEMPTS = 2
"""A job whose worker was killed is done once more; one that kills two workers has failed."""

KILLED = "Het werk werd tweemaal onderbroken; het is niet opnieuw geprobeerd."


def ask(kind: Kind, /, *, by: Any, **given: Any) -> Job:
    """Put a job in the queue, in the transaction of whoever asks; `given` is plain data."""
    json.dumps(given)  # what cannot be kept is the caller's mistake, and shows here
    return Job.objects.create(kind=kind.name, given=given, by=by)


def take(worker: str) -> Job | None:
    """The first job that waits, for this worker; None when there is none."""
    give_back_the_dead()
    for number in Job.objects.filter(status=JobStatus.QUEUED).values_list("pk", flat=True)[:10]:
        taken = Job.objects.filter(pk=number, status=JobStatus.QUEUED).update(
            status=JobStatus.RUNNING, worker=worker, beat=timezone.now(), attempts=F("attempts") + 1
        )
        if taken:
            return Job.objects.get(pk=number)
    return None


def give_back_the_dead() -> int:
    """Queue the jobs of workers that are gone, once; how many jobs that were."""
    gone = Job.objects.filter(Q(beat__lt=timezone.now() - DEAD_AFTER), status=JobStatus.RUNNING)
    ended = {"ended": timezone.now(), "worker": ""}
    stopped = gone.filter(cancel=True).update(status=JobStatus.CANCELLED, **ended)
    failed = gone.filter(attempts__gte=ATTEMPTS).update(
        status=JobStatus.FAILED, error=KILLED, **ended
    )
    return stopped + failed + gone.update(status=JobStatus.QUEUED, worker="", share=0, step="")


def hear(job: Job, worker: str, **progress: Any) -> bool:
    """Say that the worker is at it, with how far it is; False when it has to stop.

    It stops when somebody asked for that, or when another worker has taken the job over.
    """
    mine = Job.objects.filter(pk=job.pk, worker=worker, status=JobStatus.RUNNING)
    return bool(mine.filter(cancel=False).update(beat=timezone.now(), **progress))


def end(job: Job, worker: str, status: JobStatus, **columns: Any) -> bool:
    """Keep what came of a job; False when it is no longer this worker's."""
    mine = Job.objects.filter(pk=job.pk, worker=worker, status=JobStatus.RUNNING)
    return bool(mine.update(status=status, ended=timezone.now(), **columns))


def cancel(job: Job) -> None:
    """Stop a job: one that waits at once, one that runs at its next report."""
    waiting = Job.objects.filter(pk=job.pk, status=JobStatus.QUEUED)
    if not waiting.update(status=JobStatus.CANCELLED, ended=timezone.now()):
        Job.objects.filter(pk=job.pk, status=JobStatus.RUNNING).update(cancel=True)


def give_up(worker: str) -> int:
    """A worker that stops in an orderly way gives its job back, as if it had never begun."""
    mine = Job.objects.filter(worker=worker, status=JobStatus.RUNNING)
    return mine.update(
        status=JobStatus.QUEUED, worker="", share=0, step="", attempts=F("attempts") - 1
    )

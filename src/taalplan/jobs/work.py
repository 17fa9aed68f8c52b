# SPDX-License-Identifier: EUPL-1.2
"""The worker: takes one job after another, says that it is alive, and keeps what came of it."""

from __future__ import annotations

import logging
import time
from threading import Event, Thread
from uuid import uuid4

from django.db import connection

from taalplan.jobs import queue
from taalplan.jobs.kinds import CancelledError, JobError, Report, find
from taalplan.jobs.models import Job, JobStatus

IDLE = 1.0
"""Seconds between two looks at an empty queue."""

REPORT_EVERY = 0.5
"""Seconds between two reports that are written: more often than somebody would look."""

BROKEN = "Dit is een fout in Taalplan zelf; een beheerder vindt ze in het logboek van de server."

logger = logging.getLogger(__name__)


class StoppedError(BaseException):
    """The worker is told to stop: no job catches it, and the job is given back."""


def work(stop: Event) -> None:
    """Work until `stop` is set; a job that is not finished then is given back."""
    worker = uuid4().hex
    try:
        while not stop.is_set():
            if not work_once(worker, stop):
                stop.wait(IDLE)
    except StoppedError:
        logger.info("stopped; the job was given back")
    finally:
        queue.give_up(worker)


def work_once(worker: str, stop: Event) -> bool:
    """Do the next job; False when there was none."""
    job = queue.take(worker)
    if job is None:
        return False
    over = Event()
    beating = Thread(target=_beat, args=(job, worker, over), daemon=True)
    beating.start()
    try:
        _do(job, worker, _reporter(job, worker, stop))
    finally:
        over.set()
        beating.join()
    return True


def _do(job: Job, worker: str, report: Report) -> None:
    try:
        result = find(job.kind)(report=report, **job.given)
    except CancelledError:
        queue.end(job, worker, JobStatus.CANCELLED)
    except JobError as error:
        queue.end(job, worker, JobStatus.FAILED, error=str(error))
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        queue.end(job, worker, JobStatus.FAILED, error=BROKEN)
    else:
        queue.end(job, worker, JobStatus.DONE, result=result, share=1.0, step="")


def _reporter(job: Job, worker: str, stop: Event) -> Report:
    """Write progress now and then, and stop where somebody asked for that."""
    last = 0.0

    def report(step: str, share: float) -> None:
        nonlocal last
        if stop.is_set():
            raise StoppedError
        now = time.monotonic()
        if now - last < REPORT_EVERY:
            return
        last = now
        if not queue.hear(job, worker, step=step[:200], share=min(max(share, 0.0), 1.0)):
            raise CancelledError

    return report


def _beat(job: Job, worker: str, over: Event) -> None:
    """Say that the worker is there, also in a long step that reports nothing."""
    try:
        while not over.wait(queue.BEAT_EVERY.total_seconds()):
            queue.hear(job, worker)
    finally:
        connection.close()

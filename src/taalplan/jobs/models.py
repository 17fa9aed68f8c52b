# SPDX-License-Identifier: EUPL-1.2
"""A job: what was asked, how far it is, and what came of it."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobStatus(StrEnum):
    """Where a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OVER = frozenset({JobStatus.DONE, JobStatus.FAILED, JobStatus.CANCELLED})


class Job(models.Model):
    """One piece of work. `worker` and `beat` say who is at it, and when that was last heard.

    `result` is plain data that says where what was made can be found; `error` is a sentence for
    whoever asked.
    """

    kind = models.CharField(max_length=200)
    given = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, default=JobStatus.QUEUED.value, db_index=True)
    step = models.CharField(max_length=200, blank=True)
    share = models.FloatField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel = models.BooleanField(default=False)
    worker = models.CharField(max_length=40, blank=True)
    beat = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    asked = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """First asked, first done."""

        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in JobStatus]),
                name="job_status_known",
            ),
            models.CheckConstraint(
                condition=Q(share__gte=0) & Q(share__lte=1), name="job_share_is_one"
            ),
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return JobStatus(self.status) in OVER

    @property
    def per_cent(self) -> int:
        """How far it is, for a bar."""
        return round(100 * self.share)

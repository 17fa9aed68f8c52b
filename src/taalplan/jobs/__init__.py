# SPDX-License-Identifier: EUPL-1.2
"""Work that takes longer than a page may: kept in the database, done by a worker, with progress.

A job is a function marked with `@job` and plain data. It survives a restart of everything: who
comes back finds it, and the job of a worker that was killed is done once more by another.
"""

from __future__ import annotations

from taalplan.jobs.kinds import CancelledError, JobError, Report, job

__all__ = ["CancelledError", "JobError", "Report", "job"]

# SPDX-License-Identifier: EUPL-1.2
"""Jobs to try the queue with."""

from __future__ import annotations

import time
from typing import Any

from taalplan.jobs import JobError, Report, job


@job
def add(*, report: Report, one: int, other: int) -> dict[str, Any]:
    """Add two numbers."""
    report("optellen", 0.5)
    return {"sum": one + other}


@job
def refuse(*, report: Report) -> dict[str, Any]:
    """Cannot be done."""
    raise JobError("er is geen momentopname; maak er eerst een")


@job
def crash(*, report: Report) -> dict[str, Any]:
    """Has a fault."""
    raise ZeroDivisionError


@job
def last(*, report: Report, seconds: float) -> dict[str, Any]:
    """Takes its time, and says so."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        report("bezig", 0.25)
        time.sleep(0.02)
    return {}


def no_job() -> dict[str, Any]:
    """A function that nobody marked."""
    return {}

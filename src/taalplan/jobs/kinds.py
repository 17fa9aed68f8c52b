# SPDX-License-Identifier: EUPL-1.2
"""Which functions may be jobs. Only a marked function is ever called by a name in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Report = Callable[[str, float], None]
"""Tells how far a job is: a step in words and a share from 0 to 1. Raises CancelledError."""

Work = Callable[..., dict[str, Any]]


class CancelledError(Exception):
    """Somebody asked to stop; a job lets it pass, after undoing what it must."""


class JobError(Exception):
    """A job cannot be done; the message tells whoever asked what is wrong and what to do."""


@dataclass(frozen=True)
class Kind:
    """A marked function, still callable as it was."""

    work: Work

    @property
    def name(self) -> str:
        """How the database names it: module and function."""
        return f"{self.work.__module__}:{self.work.__name__}"

    def __call__(self, *, report: Report, **given: Any) -> dict[str, Any]:
        """Do the work; what it returns is plain data that tells where the result is."""
        return self.work(report=report, **given)


def job(work: Work) -> Kind:
    """Mark a function of a module as a job: keyword-only plain data, and `report`.

    It may be called twice for one job, when a worker was killed: what it writes is one
    transaction at its end, and writing it again does no harm.
    """
    return Kind(work)


def find(name: str) -> Kind:
    """The job of that name. Raises LookupError when there is none (any more)."""
    module, _, function = name.partition(":")
    try:
        kind = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError):
        kind = None
    if not isinstance(kind, Kind):
        raise LookupError(f"there is no job '{name}'")
    return kind

# SPDX-License-Identifier: EUPL-1.2
"""Work of an administrator that takes longer than a page may: the chain of the log, a snapshot."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from taalplan.audit.log import broken_rows
from taalplan.audit.models import Event
from taalplan.jobs import JobError, Report, job
from taalplan.web import snapshots


@job
def check_log(*, report: Report) -> dict[str, Any]:
    """Follow the chain of the log from its first row; says which rows do not follow."""
    report("keten narekenen", 0.0)
    broken = [event.pk for event in broken_rows()]
    return {"rows": Event.objects.count(), "broken": broken[:20]}


@job
def extract_now(*, report: Report, user: int) -> dict[str, Any]:
    """Take a snapshot of the register of today."""
    from taalplan.register.extract import extract
    from taalplan.register.extract.pseudonyms import NoPseudonymKeyError
    from taalplan.snapshot import SnapshotError

    by = get_user_model().objects.get(pk=user)
    out = snapshots.folder() / timezone.localdate().isoformat()
    try:
        made = extract(out=out, by=by, progress=report)
    except (NoPseudonymKeyError, SnapshotError) as error:
        raise JobError(str(error)) from error
    return {"snapshot": made.snapshot.id, "notices": list(made.notices)}

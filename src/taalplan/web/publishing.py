# SPDX-License-Identifier: EUPL-1.2
"""The figures of the example, made by a job: nobody waits for them before the site is there.

An agency publishes its own with `taalplan publish`.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from taalplan.jobs import Report, job
from taalplan.web import snapshots


@job
def make_figures(*, report: Report) -> dict[str, Any]:
    """Write the example register, and publish its figures as an agency would publish its own."""
    from taalplan import example
    from taalplan.opendata import publish
    from taalplan.opendata.store import Store

    if Store(settings.FIGURES).release is not None:
        return {"made": False}
    folder = snapshots.folder()
    if not folder.exists():
        example.write(folder, progress=lambda step, share: report("momentopname", share / 4))
    publish(folder, settings.FIGURES, heard=lambda step, share: report(step, 0.25 + 0.75 * share))
    return {"made": True}

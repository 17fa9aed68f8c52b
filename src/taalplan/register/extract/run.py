# SPDX-License-Identifier: EUPL-1.2
"""Make a snapshot of the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from taalplan.audit import log
from taalplan.register.extract import tables
from taalplan.register.extract.moment import one_moment
from taalplan.register.extract.pseudonyms import checked_key
from taalplan.register.permissions import check_can_extract
from taalplan.snapshot.reader import Snapshot
from taalplan.snapshot.writer import write_snapshot
from taalplan.sources.lists import completed

SOURCE = "register"


@dataclass(frozen=True)
class Extracted:
    """The snapshot that was written, and what the reader of its figures must know."""

    snapshot: Snapshot
    notices: tuple[str, ...]


def extract(
    *,
    out: Path,
    as_of: date | None = None,
    by: Any = None,
    progress: Callable[[str, float], None] | None = None,
) -> Extracted:
    """Write what the register knew on a day (today) as a snapshot in a folder.

    Of an earlier day, what happened later is left out; people, desks and courses are described
    as they are now. `by` must be an administrator; None is the system itself, from a command on
    the server. Raises NotAllowedError, NoPseudonymKeyError or SnapshotError; nothing is written
    then, and there is one audit row otherwise.
    """
    if by is not None:
        check_can_extract(by)
    key = checked_key(settings.PSEUDONYM_KEY)
    day = as_of or timezone.localdate()
    with one_moment():
        read, notices = tables.read(key, day, progress or (lambda step, share: None))
    snapshot = write_snapshot(
        out, completed(read), as_of=day, sources=(SOURCE,), synthetic=bool(settings.SYNTHETIC)
    )
    _write_down(snapshot, read, by)
    return Extracted(snapshot, tuple(notices))


@transaction.atomic
def _write_down(snapshot: Snapshot, read: dict[str, pa.Table], by: Any) -> None:
    # The log names a thing; a snapshot has no number, so whoever made it stands for it.
    thing = by if by is not None else get_user_model()(pk=0)
    log.record(by=by, action="extract", thing=thing, snapshot=snapshot.manifest.id,
               as_of=snapshot.manifest.as_of.isoformat(),
               rows={name: table.num_rows for name, table in read.items()})  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""Where the snapshots are that figures and answers of this site are made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from taalplan.snapshot import Snapshot


def folder() -> Path:
    """The folder of snapshots."""
    return Path(settings.HOME) / "momentopnamen"


def there() -> list[Snapshot]:
    """The snapshots of the folder, the newest first."""
    from taalplan.snapshot import Snapshot

    found = [Snapshot.open(each.parent) for each in folder().glob("**/snapshot.json")]
    return sorted(found, key=lambda each: each.as_of, reverse=True)

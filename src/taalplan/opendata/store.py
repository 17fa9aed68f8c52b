# SPDX-License-Identifier: EUPL-1.2
"""Where the published tables are kept: a folder per snapshot, and which of them is current.

    store/current.json                                     key of each table -> snapshot
    store/efebb7cbce0a/first-registrations.desk.calendar-year.json
    store/released.json                                    every figure ever released

Old snapshots stay, so that an address that was cited comes back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from taalplan.opendata.cubes import Cube, cubes_of
from taalplan.opendata.headlines import Headline
from taalplan.opendata.stored import packed, unpacked
from taalplan.tables.render.write import write_beside
from taalplan.tables.table import Table

CURRENT = "current.json"
LEDGER = "released.json"
_ID = re.compile(r"[0-9a-f]{6,64}")


class NotPublishedError(LookupError):
    """There is no such figure; the message says which there are."""


@dataclass(frozen=True)
class Release:
    """What is current: the snapshot of each table, the day it was published, the headlines."""

    snapshots: Mapping[str, str]
    days: Mapping[str, date]
    made: date
    synthetic: bool
    headlines: tuple[Headline, ...]

    @property
    def id(self) -> str:
        """Changes when anything that is shown changes."""
        return "-".join(sorted({*self.snapshots.values(), self.made.isoformat()}))


@dataclass(frozen=True)
class Store:
    """Published tables in a folder."""

    path: Path

    @property
    def release(self) -> Release | None:
        """What is current; None before the first publication."""
        file = self.path / CURRENT
        try:
            stamp = file.stat().st_mtime_ns
        except FileNotFoundError:
            return None
        return _release(file, stamp)

    def table(self, cube: Cube, snapshot: str = "") -> Table:
        """The published table from a snapshot, by default the current one.

        Raises NotPublishedError.
        """
        release = self.release
        chosen = snapshot or (release.snapshots.get(cube.key, "") if release else "")
        file = self.path / chosen / f"{cube.key}.json"
        if not _ID.fullmatch(chosen) or not file.exists():
            raise NotPublishedError(f"{cube.key} was not published from snapshot '{chosen}'")
        return _table(file, file.stat().st_mtime_ns)

    def cubes(self, indicator: str) -> list[Cube]:
        """The tables of an indicator that are current."""
        held = self.release.snapshots if self.release else {}
        return [cube for cube in cubes_of(indicator) if cube.key in held]

    def write(
        self,
        tables: Mapping[Cube, Table],
        headlines: Sequence[Headline],
        made: date,
    ) -> None:
        """Add tables, and then make them the current ones. Each file is whole or not there."""
        for cube, table in tables.items():
            folder = self.path / table.provenance.snapshot
            folder.mkdir(parents=True, exist_ok=True)
            write_beside(folder / f"{cube.key}.json", json.dumps(packed(table), ensure_ascii=False))
        origins = {cube.key: table.provenance for cube, table in tables.items()}
        content: dict[str, Any] = {
            "made": made.isoformat(),
            "snapshots": {key: origin.snapshot for key, origin in origins.items()},
            "days": {o.snapshot: o.as_of.isoformat() for o in origins.values() if o.as_of},
            "synthetic": any(origin.synthetic for origin in origins.values()),
            "headlines": [headline.packed() for headline in headlines],
        }
        write_beside(self.path / CURRENT, json.dumps(content, ensure_ascii=False, indent=1))


# By file and time of change: a new publication is seen at once, by every process.
@lru_cache(maxsize=64)
def _table(file: Path, stamp: int) -> Table:
    return unpacked(json.loads(file.read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def _release(file: Path, stamp: int) -> Release:
    content = json.loads(file.read_text(encoding="utf-8"))
    return Release(
        content["snapshots"],
        {id: date.fromisoformat(day) for id, day in content["days"].items()},
        date.fromisoformat(content["made"]),
        content["synthetic"],
        tuple(Headline.unpacked(each) for each in content["headlines"]),
    )

# SPDX-License-Identifier: EUPL-1.2
"""Make views of a snapshot, beside it and for as long as they are needed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path

from taalplan import policy
from taalplan.snapshot import Snapshot
from taalplan.snapshot.writer import conform, write_parquet
from taalplan.statistics.views.schema import VIEWS

NEEDS: Mapping[str, tuple[str, ...]] = {
    "enrolments": ("placements", "courses"),
    "steps": ("components",),
    "first_lessons": ("registrations", "placements", "courses"),
    "heard": ("feedback",),
}
"""The tables of the snapshot that each view is made from."""

POLICY = {
    "enrolments": ("blended.distance_share",),
    "steps": ("indicators.next_level_months",),
    "first_lessons": ("indicators.first_lesson_months",),
    "heard": ("indicators.satisfied_from",),
}
"""The policy values that each view is made with, as on the day of the snapshot."""


@dataclass(frozen=True)
class Viewed(Snapshot):
    """A snapshot with views beside its own tables; `views` has their files."""

    views: Mapping[str, Path]

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of its tables and views."""
        return frozenset({*self.manifest.tables, *self.views})

    def rows(self, name: str) -> int:
        """How many rows a table or view has."""
        import pyarrow.parquet as pq

        if name not in self.views:
            return super().rows(name)
        return int(pq.read_metadata(self.views[name]).num_rows)

    def file(self, name: str) -> Path:
        """The Parquet file of a table or view."""
        return self.views.get(name) or super().file(name)

    def _known(self, name: str) -> str:
        return name if name in self.views else super()._known(name)


@contextmanager
def viewed(names: Iterable[str], snapshot: Snapshot) -> Iterator[Snapshot]:
    """The snapshot with the views among `names`; the files go away at the end.

    Raises SnapshotError when the snapshot lacks a table that a view is made from.
    """
    wanted = [name for name in dict.fromkeys(names) if name in VIEWS]
    if not wanted:
        yield snapshot
        return
    with tempfile.TemporaryDirectory(prefix="taalplan-views-") as folder:
        files = {name: Path(folder) / f"{name}.parquet" for name in wanted}
        for name, file in files.items():
            _make(name, snapshot, file)
        yield Viewed(snapshot.path, snapshot.manifest, files)


def query_of(name: str) -> str:
    """The SQL of a view."""
    return (resources.files("taalplan.statistics.views") / f"{name}.sql").read_text("utf-8")


def _make(name: str, snapshot: Snapshot, file: Path) -> None:
    import duckdb

    query = query_of(name)
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as engine:
        for table in NEEDS[name]:
            engine.read_parquet(str(snapshot.file(table))).create_view(table)
        found = engine.sql(query, params=_asked(query, name, snapshot)).to_arrow_table()
    write_parquet(conform(found, VIEWS[name]), file)


def _asked(query: str, name: str, snapshot: Snapshot) -> dict[str, object]:
    """What the query asks for by name, as in $as_of."""
    known: dict[str, object] = {"as_of": snapshot.as_of}
    for key in POLICY[name]:
        known[key.partition(".")[2]] = policy.value(key, snapshot.as_of).number
    return {key: value for key, value in known.items() if f"${key}" in query}

# SPDX-License-Identifier: EUPL-1.2
"""Open a snapshot, and read its tables whole or in pieces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from taalplan.snapshot.manifest import MANIFEST, Manifest, SnapshotError, sha256_of
from taalplan.snapshot.schema import TABLES

RELEASES = "releases.json"
"""In a folder of snapshots: from which of them each official table was released."""

ROWS_PER_BATCH = 1 << 17
"""Rows read at a time: the numbers of a batch stay in the processor's cache."""

READ_BYTES = 1 << 20
"""Bytes of a column that are fetched at a time, however large a row group is."""


@dataclass(frozen=True)
class PeopleRange:
    """People by number, from `low` up to but not including `high`."""

    low: int
    high: int

    def of(self, records: pa.RecordBatch) -> pa.RecordBatch:
        """The facts of these people, of records in order of person."""
        person = records.column("person").to_numpy()
        begin, end = person.searchsorted([self.low, self.high])
        return records.slice(int(begin), int(end - begin))


@dataclass(frozen=True)
class Snapshot:
    """A snapshot on disk. Opening it reads the manifest only."""

    path: Path
    manifest: Manifest

    @classmethod
    def open(cls, path: Path) -> Snapshot:
        """Open one snapshot. Raises SnapshotError when the folder is not a snapshot."""
        return cls(path, Manifest.read(path))

    @property
    def id(self) -> str:
        """The short id that stands under every figure."""
        return self.manifest.id

    @property
    def as_of(self) -> date:
        """The day up to which the register was read."""
        return self.manifest.as_of

    @cached_property
    def tables(self) -> frozenset[str]:
        """The names of the tables it holds."""
        return frozenset(self.manifest.tables)

    def rows(self, name: str) -> int:
        """How many rows a table has."""
        return self.manifest.tables[self._known(name)].rows

    def file(self, name: str) -> Path:
        """The Parquet file of a table, for engines that read it themselves."""
        return self.path / f"{self._known(name)}.parquet"

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A whole table, or some of its columns, in stored order."""
        wanted = list(columns) if columns is not None else list(TABLES[self._known(name)].names)
        return pq.read_table(self.file(name), columns=wanted).select(wanted)

    def batches(
        self, name: str, columns: Sequence[str], people: PeopleRange | None = None
    ) -> Iterator[pa.RecordBatch]:
        """The table in pieces that fit in memory, in stored order.

        Code columns come as dictionaries; each piece has its own dictionary. With `people` only
        the facts of these people: `columns` must have `person` then.
        """
        # Mapped into memory, a file of any size would count as memory that is used.
        with pq.ParquetFile(self.file(name), buffer_size=READ_BYTES, pre_buffer=False) as file:
            groups = None if people is None else _groups_of(file, people)
            for records in file.iter_batches(
                batch_size=ROWS_PER_BATCH,
                row_groups=groups,
                columns=list(columns),
                # A batch is too small to share out; ranges of people run side by side instead.
                use_threads=False,
            ):
                yield records if people is None else people.of(records)

    def people_ranges(self, name: str, parts: int) -> list[PeopleRange]:
        """Ranges of people that have about as many facts each; together they are everybody.

        What is counted in each may be added up, because nobody is in two of them. There are
        fewer than `parts` where the file is small or has no statistics.
        """
        with pq.ParquetFile(self.file(name)) as file:
            lows = [low for low, _ in _people_of_groups(file)]
        parts = min(parts, len(lows))
        begins = sorted({lows[n * len(lows) // parts] for n in range(1, parts)}) if parts else []
        return [PeopleRange(*ends) for ends in pairwise([-(2**63), *begins, 2**63 - 1])]

    def changed(self) -> list[str]:
        """The tables whose bytes are not those the manifest was written for."""
        return [
            name
            for name, file in sorted(self.manifest.tables.items())
            if not self.file(name).exists() or sha256_of(self.file(name)) != file.sha256
        ]

    def verified(self) -> Snapshot:
        """The same snapshot, after its bytes were held against its manifest.

        A figure that carries the id of a snapshot must come from it. Raises SnapshotError with
        the tables that were changed, cut short or removed.
        """
        changed = self.changed()
        if changed:
            raise SnapshotError(
                f"the snapshot in {self.path} is not as it was written: {', '.join(changed)} "
                "changed, so no figure may carry its id; make it again from its source"
            )
        return self

    def _known(self, name: str) -> str:
        if name in self.manifest.tables:
            return name
        held = ", ".join(sorted(self.manifest.tables))
        raise SnapshotError(
            f"the snapshot in {self.path} has no table '{name}' (it holds {held}); "
            "import an extract that has it"
        )


def _people_of_groups(file: pq.ParquetFile) -> list[tuple[int, int]]:
    """The first and last person of each row group; none when the file does not say."""
    column = file.schema_arrow.get_field_index("person")
    found = [
        file.metadata.row_group(group).column(column).statistics
        for group in range(file.num_row_groups)
    ]
    if column < 0 or not all(s is not None and s.has_min_max for s in found):
        return []
    return [(statistics.min, statistics.max) for statistics in found]


def _groups_of(file: pq.ParquetFile, people: PeopleRange) -> list[int]:
    spans = _people_of_groups(file)
    if not spans:
        return list(range(file.num_row_groups))
    return [n for n, (low, high) in enumerate(spans) if low < people.high and high >= people.low]


def find_snapshot(path: Path, table: str = "", as_of: date | None = None) -> Snapshot:
    """The snapshot meant by a path: itself, or one of the snapshots in a folder of them.

    In a folder, `as_of` picks one by its date; otherwise an official table comes from the
    snapshot it was released from (`releases.json`), and anything else from the latest.
    """
    if (path / MANIFEST).exists():
        snapshot = Snapshot.open(path)
        if as_of is not None and snapshot.as_of != as_of:
            raise SnapshotError(f"{path} is from {snapshot.as_of}, not from {as_of}")
        return snapshot
    found = {s.as_of: s for s in map(Snapshot.open, _snapshot_folders(path))}
    if not found:
        raise SnapshotError(
            f"{path} is not a snapshot and holds none; "
            "make one with 'taalplan import' or 'taalplan example'"
        )
    wanted = as_of or _released(path).get(table) or max(found)
    if wanted not in found:
        dates = ", ".join(str(day) for day in sorted(found))
        raise SnapshotError(f"{path} has no snapshot of {wanted}; it has {dates}")
    return found[wanted]


def _snapshot_folders(path: Path) -> list[Path]:
    return sorted(manifest.parent for manifest in path.glob(f"*/{MANIFEST}"))


def _released(path: Path) -> dict[str, date]:
    file = path / RELEASES
    if not file.exists():
        return {}
    return {table: date.fromisoformat(day) for table, day in json.loads(file.read_text()).items()}

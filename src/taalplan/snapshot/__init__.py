# SPDX-License-Identifier: EUPL-1.2
"""The pseudonymised extract that all figures are counted from; the only door out of a register.

`Snapshot.open(path)` reads, `write_snapshot(path, tables, as_of=...)` writes.
"""

from taalplan.snapshot.faults import Fault, FaultyDataError
from taalplan.snapshot.manifest import Manifest, SnapshotError
from taalplan.snapshot.reader import PeopleRange, Snapshot, find_snapshot
from taalplan.snapshot.writer import write_snapshot

__all__ = [
    "Fault",
    "FaultyDataError",
    "Manifest",
    "PeopleRange",
    "Snapshot",
    "SnapshotError",
    "find_snapshot",
    "write_snapshot",
]

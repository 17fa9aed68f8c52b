# SPDX-License-Identifier: EUPL-1.2
"""A snapshot as it would have been on an earlier day: nothing that happened later is in it.

Whoever judges a forecast, or photographs a waiting list of last September, may only use what was
known then. What was corrected later cannot be taken back: a register keeps facts, not when they
were typed. A course that had not begun is known only through the people who had a place in it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from taalplan.snapshot.manifest import SnapshotError
from taalplan.snapshot.reader import Snapshot
from taalplan.snapshot.writer import write_snapshot

KNOWN = {
    "registrations": "select * from registrations where date <= $day",
    "contracts": "select * from contracts where signed <= $day",
    "components": """
        select * replace (
            case when closed > $day then null else result end as result,
            case when closed > $day then null else closed end as closed
        ) from components where opened <= $day
    """,
    "demands": """
        select * replace (
            case when ended > $day then null else end_reason end as end_reason,
            case when ended > $day then null else ended end as ended
        ) from demands where since <= $day
    """,
    "courses": """
        select * replace (
            case
                when status = 'cancelled' and start <= $day then status
                when "end" <= $day then 'done'
                when start <= $day then 'running'
                else 'planned'
            end as status
        ) from courses
        where start <= $day
            or course in (select course from placements where date <= $day)
    """,
    "placements": """
        select placements.* replace (
            case when courses."end" > $day then null else result end as result
        ) from placements left join courses using (course)
        where date <= $day
    """,
    "appointments": """
        select * replace (
            case when cast(starts as date) > $day then 'booked' else status end as status
        ) from appointments where booked <= $day
    """,
    "feedback": "select * from feedback where date <= $day",
}
"""What was known of each table of events on a day; other tables hold no events."""

BESIDE = {"courses": "placements", "placements": "courses"}
"""Which table another must be looked up in."""


@contextmanager
def as_it_was(snapshot: Snapshot, day: date) -> Iterator[Snapshot]:
    """The snapshot as of an earlier day, for as long as the block lasts.

    Its id is its own, because its rows are. Raises SnapshotError for a day after its date.
    """
    if day > snapshot.as_of:
        raise SnapshotError(
            f"the snapshot is of {snapshot.as_of} and knows nothing of {day}; "
            "give an earlier day, or import a later extract"
        )
    if day == snapshot.as_of:
        yield snapshot
        return
    with tempfile.TemporaryDirectory(prefix="taalplan-earlier-") as folder:
        yield _write(snapshot, day, Path(folder) / "snapshot")


def _write(snapshot: Snapshot, day: date, path: Path) -> Snapshot:
    import duckdb

    with duckdb.connect(config={"autoload_known_extensions": "false"}) as engine:
        for table in snapshot.tables:
            engine.register(table, snapshot.table(table))
        for table, other in BESIDE.items():
            if table in snapshot.tables and other not in snapshot.tables:
                engine.execute(f"create view {other} as {_NOTHING[other]}")
        found = {
            table: engine.sql(KNOWN[table], params={"day": day}).to_arrow_table()
            if table in KNOWN
            else snapshot.table(table)
            for table in snapshot.tables
        }
    manifest = snapshot.manifest
    coverage = {
        table: (first, min(last, day))
        for table, (first, last) in manifest.coverage.items()
        if first <= day
    }
    return write_snapshot(
        path,
        found,
        as_of=day,
        sources=manifest.sources,
        synthetic=manifest.synthetic,
        coverage=coverage,
    )


_NOTHING = {
    "courses": 'select 0 as course, null::date as start, null::date as "end" where false',
    "placements": "select 0 as course, null::date as date where false",
}

# SPDX-License-Identifier: EUPL-1.2
"""From files to the tables of a snapshot, with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa

from taalplan.snapshot.faults import Fault, FaultyDataError
from taalplan.snapshot.reader import Snapshot
from taalplan.snapshot.writer import write_snapshot
from taalplan.sources import files
from taalplan.sources.judge import judge, last_event, latest_day, unchecked
from taalplan.sources.keys import secret_of
from taalplan.sources.make import join, make_tables
from taalplan.sources.raw import Reading

Progress = Callable[[str, float], None]
"""Called with what is being done, and the share (0 to 1) that is done."""

READING = 0.4
"""The share of reading files in the work; the rest is keys and rules."""


@dataclass(frozen=True)
class Extract:
    """An extract that was read: tables in the types of the schema, without any key of a person.

    With any fault it must not be used. `counts` has the number of rows for each kind of fault,
    of which `faults` names only the first; `files` are the names of what was read.
    """

    tables: Mapping[str, pa.Table]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]
    as_of: date
    counts: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def read(
    paths: Sequence[Path],
    *,
    as_of: date | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Extract:
    """Read files and folders as one extract; nothing is raised for what is wrong with them.

    `as_of` is the day up to which the register was read: the latest day on which something
    happened when it is not given. `key` (sixteen bytes or more) makes the numbers of people the
    same every time; without it, they are different in every import. Raises SnapshotError for
    a key that is too short.
    """
    secret = secret_of(key)
    report = progress or (lambda step, share: None)
    found = files.find(paths)
    readings = list(_read_all(found.files, report))
    report("checking", READING)
    joined = join([raw for one in readings for raw in one.tables])
    made = make_tables(joined.texts, secret)
    day = as_of or latest_day(made.tables)
    verdict = judge(joined, made, day)
    faults = [*found.faults, *(fault for one in readings for fault in one.faults), *joined.faults]
    notices = [*found.notices, *(notice for one in readings for notice in one.notices)]
    notices += [
        *joined.notices,
        *([] if as_of or not made.tables else [_taken_day(day, last_event(made.tables))]),
    ]
    notices += [*made.notices, *map(str, verdict.notices), *unchecked(made.tables)]
    report("", 1.0)
    return Extract(
        made.tables,
        tuple(sorted([*faults, *verdict.faults])),
        tuple(notices),
        day,
        verdict.counts,
        tuple(path.name for path, _ in found.files),
    )


def _taken_day(day: date, latest: date | None) -> str:
    why = "the latest day in the extract" if latest else "today, for the extract has no day"
    return f"the register is taken to have been read on {day}, {why}; give --as-of for another day"


def import_files(
    paths: Sequence[Path],
    out: Path,
    *,
    as_of: date | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Snapshot:
    """Read an extract and write it as a snapshot.

    Raises FaultyDataError with every fault that was found; then nothing is written.
    """
    extract = read(paths, as_of=as_of, key=key, progress=progress)
    return write(extract, out)


def write(extract: Extract, out: Path) -> Snapshot:
    """Write an extract that was read. Raises FaultyDataError when it has faults."""
    if extract.faults:
        raise FaultyDataError(extract.faults)
    return write_snapshot(out, extract.tables, as_of=extract.as_of, sources=extract.files)


def _read_all(found: Sequence[tuple[Path, str | None]], report: Progress) -> Iterable[Reading]:
    for at, (path, table) in enumerate(found):
        report(path.name, READING * at / len(found))
        yield _read_one(path, table)


def _read_one(path: Path, table: str | None) -> Reading:
    suffix = path.suffix.lower()
    try:
        if suffix in (".xlsx", ".xlsm"):
            from taalplan.sources.workbook import read_workbook

            return read_workbook(path, table)
        if suffix == ".parquet":
            from taalplan.sources.parquet import read_parquet

            return read_parquet(path, table or "")
        from taalplan.sources.csvfile import read_csv

        return read_csv(path, table or "")
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        return Reading(faults=(Fault(path.name, 0, "", "", problem, "check the file"),))

# SPDX-License-Identifier: EUPL-1.2
"""Messages of the existing systems straight into a snapshot: the same rules as for any extract."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from taalplan.snapshot.faults import Fault, FaultyDataError
from taalplan.snapshot.schema import TABLES
from taalplan.sources.extract import Extract
from taalplan.sources.judge import judge, latest_day, unchecked
from taalplan.sources.keys import secret_of
from taalplan.sources.make import join, make_tables
from taalplan.sources.messages.read import read_messages
from taalplan.sources.messages.rows import Rows, Sheet, rows_of
from taalplan.sources.raw import Raw
from taalplan.vocabulary.places import find_desk

_MARK = " of messages"


def read(
    paths: Sequence[Path],
    *,
    as_of: date | None = None,
    key: bytes | None = None,
    desks: Mapping[str, str] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Extract:
    """Read KBI dossiers and education enrolments as one extract, as `sources.read` does files.

    `desks` gives a desk's code or name by its KBI number. Nothing is raised for what is wrong.
    """
    secret = secret_of(key)
    report = progress or (lambda step, share: None)
    messages = read_messages(paths, lambda step, share: report(step, 0.8 * share))
    rows = rows_of(messages, desks or {})
    joined = join([_raw(name, rows.tables[name]) for name in TABLES if name in rows.tables])
    made = make_tables(joined.texts, secret)
    day = as_of or latest_day(made.tables)
    verdict = judge(joined, made, day)
    faults = [*messages.report.faults, *joined.faults, *verdict.faults]
    notices = [*messages.report.told(), *_about(rows), *joined.notices, *made.notices]
    notices += [*map(str, verdict.notices), *unchecked(made.tables)]
    if not messages.dossiers and not messages.histories and not faults:
        faults.append(Fault("", 0, "", "", "no message holds anybody", "look at the errors above"))
    report("", 1.0)
    return Extract(
        made.tables,
        tuple(sorted(_placed(fault, rows) for fault in faults)),
        tuple(_place_in(notice, rows) for notice in notices),
        day,
        verdict.counts,
        # Files are named after national numbers, so the snapshot does not name them.
        (f"{len(messages.dossiers)} KBI dossiers, {len(messages.histories)} education histories",),
    )


def _raw(name: str, sheet: Sheet) -> Raw:
    """The rows of a table as if they stood in one file, whose lines are the rows."""
    return Raw(name, name + _MARK, sheet.headings, sheet.columns(), lambda row: row + 1)


def _placed(fault: Fault, rows: Rows) -> Fault:
    """The fault in the message where the row came from."""
    if not fault.file.endswith(_MARK):
        return fault
    sheet = rows.tables[fault.file.removesuffix(_MARK)]
    if not 0 < fault.line <= sheet.rows:
        return fault
    file, line = sheet.place(fault.line - 1)
    # The cell may be somebody's national number; the place is enough to find it.
    value = "" if fault.column in ("person", "contract", "demand") else fault.value
    return replace(fault, file=file, line=line, value=value)


def _place_in(notice: str, rows: Rows) -> str:
    return notice.replace(_MARK, "")


def _about(rows: Rows) -> list[str]:
    """What the reader of the snapshot must know about how messages became rows."""
    notices = [f"left out: {what} ({count:,})" for what, count in sorted(rows.left_out.items())]
    notices += rows.differences
    notices += [
        f"the desk {code} is not named; give --desks FILE with its KBI number and name"
        for code in sorted(rows.strange_desks)
    ]
    if "placements" in rows.tables:
        notices.append("education does not say when a course begins: places of one school year in "
                       "one module, variant and site are taken for one course")  # fmt: skip
    return notices


def read_desks(path: Path) -> dict[str, str]:
    """A CSV file of KBI numbers and the code or name of their desk, with those two columns.

    Raises FaultyDataError with every line whose desk is not known.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        lines = list(csv.reader(file, delimiter=";" if ";" in sample else ","))
    desks: dict[str, str] = {}
    faults = []
    for number, line in enumerate(lines[1:], start=2):
        cells = [*(cell.strip() for cell in line), "", ""]
        if not any(cells):
            continue
        if not find_desk(cells[1]):
            faults.append(Fault(path.name, number, "desk", cells[1], "is not a desk that is known",
                                "give its code or its name"))  # fmt: skip
        desks[cells[0]] = cells[1]
    if faults:
        raise FaultyDataError(faults)
    return desks

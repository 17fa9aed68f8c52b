# SPDX-License-Identifier: EUPL-1.2
"""Reads what a location question is asked about from CSV files, all faults of a file at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from taalplan.access.location.problem import Floats, LocationError

TOLD = 20
"""Faults of a file that are told; the others are counted."""


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV (comma or semicolon) with the line that each ends on.

    Raises LocationError where a column is missing, and where the file is no text in UTF-8.
    """
    try:
        lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise LocationError(f"{path}: this is not text in UTF-8; save it as CSV UTF-8") from None
    delimiter = ";" if lines and ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise LocationError(
            f"{path}, line 1: there is no column {' and none '.join(missing)}; "
            f"the columns must be {', '.join(columns)}"
        )
    for row in reader:
        yield reader.line_num, {name: (row[name] or "").strip() for name in columns}


def refuse(path: Path, faults: Sequence[str]) -> None:
    """Raise LocationError with the faults of a file, if there are any."""
    if faults:
        rest = len(faults) - TOLD
        more = [f"{path}: and {rest} faults more"] if rest > 0 else []
        raise LocationError("\n".join([*faults[:TOLD], *more]))


def read_travel_times(path: Path, clients: Sequence[str], sites: Sequence[str]) -> Floats:
    """Minutes from each client to each site, from a CSV with columns from, to, minutes.

    Rows about other places are ignored. Raises LocationError for what is not a number, pairs that
    stand there twice and pairs that are missing; the way from a place to itself takes 0 minutes
    unless the file says otherwise.
    """
    rows = {code: i for i, code in enumerate(clients)}
    columns = {code: j for j, code in enumerate(sites)}
    found = np.full((len(clients), len(sites)), np.nan)
    seen: dict[tuple[int, int], int] = {}
    faults = []
    for line, row in read_rows(path, ("from", "to", "minutes")):
        if row["from"] not in rows or row["to"] not in columns:
            continue
        pair = rows[row["from"]], columns[row["to"]]
        minutes = _minutes(row["minutes"])
        if minutes is None:
            faults.append(f"{path}, line {line}, column minutes: '{row['minutes']}' is not a "
                          "number of minutes")  # fmt: skip
        elif pair in seen:
            faults.append(f"{path}, line {line}: the way from {row['from']} to {row['to']} stands "
                          f"on line {seen[pair]} too; leave one")  # fmt: skip
        else:
            found[pair] = minutes
        seen.setdefault(pair, line)
    for code in rows.keys() & columns.keys():
        seen.setdefault((rows[code], columns[code]), 0)
        if np.isnan(found[rows[code], columns[code]]):
            found[rows[code], columns[code]] = 0.0
    absent = found.size - len(seen)
    if absent:
        i, j = next(pair for pair in np.ndindex(found.shape) if pair not in seen)
        faults.insert(0, f"{path}: {absent} pairs are missing, the first from {clients[i]} to "
                         f"{sites[j]}; add them")  # fmt: skip
    refuse(path, faults)
    return found


def _minutes(text: str) -> float | None:
    try:
        minutes = float(text.replace(",", "."))
    except ValueError:
        return None
    return minutes if 0 <= minutes < np.inf else None

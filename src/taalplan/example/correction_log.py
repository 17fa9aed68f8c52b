# SPDX-License-Identifier: EUPL-1.2
"""The corrections between the two extracts as a file that people can read."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from taalplan.example.figures import DESKS
from taalplan.example.ledger import DOUBLE, LATE, MERGED, MOVED, WITHDRAWN, Ledger
from taalplan.example.register import Example

COLUMNS = (
    *("kind", "table", "person_2022_01_31", "person_2022_02_28"),
    *("date", "from", "to", "reason"),
)

REASONS = {
    MOVED: "geregistreerd bij een ander loket dan dat van de aanmelding",
    DOUBLE: "dubbel: dezelfde eerste aanmelding stond ook bij een ander loket",
    WITHDRAWN: "bij vergissing geregistreerd",
    MERGED: "een persoon stond onder twee nummers",
    LATE: "aanmelding van 2021, pas in februari 2022 geregistreerd",
}
KINDS = {MOVED: "moved", DOUBLE: "withdrawn", WITHDRAWN: "withdrawn", LATE: "late"}


def write_corrections(path: Path, example: Example) -> None:
    """One row per correction; the person columns are named after the extract that numbers them.

    Two numbers that prove to be one person are a row of table `people`; where that leaves a
    registration too many, its withdrawal is a row of its own.
    """
    ledger = example.ledger
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in np.flatnonzero(ledger.special):
            writer.writerows(_lines(example, ledger, int(row)))


def _lines(example: Example, ledger: Ledger, row: int) -> list[tuple[Any, ...]]:
    reason = int(ledger.reason[row])
    before = example.numbers[0][ledger.person_before[row]] if ledger.in_first[row] else -1
    after = example.numbers[1][ledger.person[row]]
    people = ("" if before < 0 else before, "" if after < 0 else after)
    lines: list[tuple[Any, ...]] = []
    if reason == MERGED:
        lines.append(("merged", "people", *people, "", "", "", REASONS[MERGED]))
    if reason != MERGED or not ledger.in_second[row]:
        source = DESKS[ledger.desk_before[row]] if ledger.in_first[row] else ""
        target = DESKS[ledger.desk[row]] if ledger.in_second[row] else ""
        day = date(1970, 1, 1) + timedelta(days=int(ledger.day[row]))
        kind = KINDS.get(reason, "withdrawn")
        lines.append((kind, "registrations", *people, day, source, target, REASONS[reason]))
    return lines

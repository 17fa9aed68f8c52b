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
    MOVED: ("moved", "geregistreerd bij een ander loket dan dat van de aanmelding"),
    DOUBLE: ("withdrawn", "dubbel: dezelfde eerste aanmelding stond ook bij een ander loket"),
    WITHDRAWN: ("withdrawn", "bij vergissing geregistreerd"),
    MERGED: ("merged", "een persoon stond onder twee nummers"),
    LATE: ("late", "aanmelding van 2021, pas in februari 2022 geregistreerd"),
}


def write_corrections(path: Path, example: Example) -> None:
    """One row per correction. Person numbers are those of the extract that the column names."""
    ledger = example.ledger
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in np.flatnonzero(ledger.special):
            writer.writerow(_correction(example, ledger, int(row)))


def _correction(example: Example, ledger: Ledger, row: int) -> tuple[Any, ...]:
    kind, reason = REASONS[int(ledger.reason[row])]
    before = example.numbers[0][ledger.person_before[row]] if ledger.in_first[row] else ""
    after = example.numbers[1][ledger.person[row]]
    return (
        kind,
        "people" if kind == "merged" else "registrations",
        before,
        after if after >= 0 else "",
        date(1970, 1, 1) + timedelta(days=int(ledger.day[row])),
        DESKS[ledger.desk_before[row]] if ledger.in_first[row] else "",
        DESKS[ledger.desk[row]] if ledger.in_second[row] else "",
        reason,
    )

# SPDX-License-Identifier: EUPL-1.2
"""A fault in data, told to the person who must mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, where, and what to do.

    `line` counts as a text editor or a spreadsheet does: the heading is line 1; in Parquet,
    which has no lines, the first row is 1. It is 0 when the fault is about a whole file or
    column.
    """

    file: str
    line: int
    column: str
    value: str
    problem: str
    advice: str = ""

    def __str__(self) -> str:
        """One line: place, value, what is wrong; what to do."""
        place = self.file
        if self.line:
            place += f", {unit_of(self.file)} {self.line}"
        if self.column:
            place += f", {self.column}"
        value = f" '{self.value}'" if self.value else ""
        advice = f"; {self.advice}" if self.advice else ""
        return f"{place}:{value} {self.problem}{advice}"


def unit_of(file: str) -> str:
    """What a place in a file is called: text has lines, everything else has rows."""
    return "line" if file.lower().endswith((".csv", ".tsv", ".txt", ".xml")) else "row"


class FaultyDataError(Exception):
    """Raised after everything was read, with all faults that were found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults in the order of files and lines."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))

# SPDX-License-Identifier: EUPL-1.2
"""Streams and a driver as they are written: CSV files, read with all faults at once.

A stream: scenario, chance, area, target_group, month, people. A driver: month, value. A
spreadsheet's semicolons, and then decimal commas, are read as well.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from math import isfinite
from pathlib import Path

import numpy as np

from taalplan.needs.history import AREA_CODES, TARGET_GROUPS
from taalplan.needs.horizon import Horizon
from taalplan.needs.outside import Driver, Future, Outside, Stream
from taalplan.snapshot.faults import Fault, FaultyDataError

STREAM = ("scenario", "chance", "area", "target_group", "month", "people")
DRIVER = ("month", "value")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def read_outside(streams: Sequence[Path], driver: Path | None, horizon: Horizon) -> Outside:
    """Read all files for the plan of a horizon. Raises FaultyDataError with every fault of all."""
    faults: list[Fault] = []
    read = tuple(_stream(_File(path, faults), horizon) for path in streams)
    series = _driver(_File(driver, faults)) if driver else None
    if faults:
        raise FaultyDataError(faults)
    return Outside(read, series)


@dataclass
class _File:
    """A file that is being read: where it is, and what is wrong so far."""

    path: Path
    faults: list[Fault]
    line: int = 0
    row: dict[str, str] = field(default_factory=dict)
    comma: bool = False

    def fault(
        self, column: str, problem: str, advice: str = "", *, line: int | None = None
    ) -> None:
        at = self.line if line is None else line
        value = self.row.get(column, "") if at else ""
        self.faults.append(Fault(str(self.path), at, column, value, problem, advice))

    def rows(self, columns: Sequence[str]) -> Iterator[dict[str, str]]:
        """The rows that have their columns; empty lines are passed over."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.fault("", "is not UTF-8", "save it as CSV UTF-8")
            return
        heading = text.partition("\n")[0]
        self.comma = ";" in heading and "," not in heading
        reader = csv.reader(StringIO(text), delimiter=";" if self.comma else ",")
        names = [name.strip() for name in next(reader, [])]
        if sorted(names) != sorted(columns):
            self.fault("", f"the heading must be {','.join(columns)}", "mend line 1")
            return
        for cells in reader:
            self.line = reader.line_num
            self.row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            if not any(self.row.values()):
                continue
            if len(cells) != len(names):
                self.fault("", f"has {len(cells)} columns and not {len(names)}")
                continue
            yield self.row

    def number(self, column: str, most: float = np.inf) -> float:
        """A number from 0 to `most`; nan with a fault where it is not."""
        text = self.row[column].replace(",", ".") if self.comma else self.row[column]
        try:
            found = float(text)
        except ValueError:
            found = np.nan
        if not isfinite(found) or not 0 <= found <= most:
            self.fault(
                column, f"is not a number from 0 {'up' if most == np.inf else f'to {most:g}'}"
            )
            return np.nan
        return found

    def month(self) -> str:
        """A month, empty with a fault where it is not."""
        if MONTH.fullmatch(self.row["month"]):
            return self.row["month"]
        self.fault("month", "is not a month", "write it as 2022-09")
        return ""

    def one_of(self, column: str, known: Sequence[str]) -> str:
        """A code that is known."""
        if self.row[column] not in known:
            self.fault(column, "is not known", f"choose from {', '.join(known)}")
        return self.row[column]


def _stream(file: _File, horizon: Horizon) -> Stream:
    chances: dict[str, float] = {}
    people: dict[str, dict[tuple[str, str, str], float]] = {}
    months = [str(month) for month in horizon.months]
    for row in file.rows(STREAM):
        code, chance = row["scenario"], file.number("chance", 1.0)
        if not code:
            file.fault("scenario", "a scenario needs a name")
        if np.isfinite(chance) and chances.setdefault(code, chance) != chance:
            file.fault("chance", f"differs from the {chances[code]:g} of '{code}' above")
        place = (file.one_of("area", AREA_CODES), file.one_of("target_group", TARGET_GROUPS))
        month = file.month()
        if month and month not in months:
            file.fault("month", f"is outside the plan, which runs from {months[0]} to {months[-1]}")
        number, held = file.number("people"), people.setdefault(code, {})
        if (*place, month) in held:
            file.fault("month", f"'{code}' has this area, target group and month already")
        held[*place, month] = number
    unsure = any(
        fault.file == str(file.path) and fault.column in ("", "scenario", "chance")
        for fault in file.faults
    )
    if not unsure and abs(sum(chances.values()) - 1) > 1e-9:
        added = f"add up to {sum(chances.values()):g} and not to 1"
        file.fault("chance", f"the chances of the scenarios {added}", line=0)
    futures = (Future(code, chance, people[code]) for code, chance in chances.items())
    return Stream(file.path.stem, tuple(futures))


def _driver(file: _File) -> Driver:
    found: dict[str, float] = {}
    for _ in file.rows(DRIVER):
        month, value = file.month(), file.number("value")
        if month in found:
            file.fault("month", "stands there twice")
        if month:
            found[month] = value
    if not found and not any(fault.file == str(file.path) for fault in file.faults):
        file.fault("", "has no months", line=0)
    months = np.array(sorted(found), dtype="datetime64[M]")
    values = np.array([found[str(month)] for month in months])
    for before, after in pairwise(months):
        if after != before + 1:
            file.fault("month", f"{before + 1} is missing", "give every month", line=0)
    return Driver(file.path.stem, months, values)

# SPDX-License-Identifier: EUPL-1.2
"""Reads what centres answered to a survey of their waiting lists: CSV or XLSX, all faults at once.

A row per centre, level and (where the centre knows it) profile: `centrum`, `niveau`, `profiel`,
`datum`, `personen` (all who wait), and `personen_2`, `personen_3`, `personen_6` for those who
wait longer than so many months; at least one of these numbers. English names do as well. How to
fill it in: docs/how-to/wachtlijsten.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from taalplan.snapshot import Fault, FaultyDataError, Snapshot
from taalplan.sources.aliases import code_names, fold
from taalplan.sources.csvfile import read_csv
from taalplan.sources.raw import Raw, Reading
from taalplan.sources.values import UnreadableError, read_date, read_integer
from taalplan.sources.workbook import read_workbook
from taalplan.vocabulary.codes import Component, Profile

NAMES = {
    "centre": ("centrum", "centre"),
    "level": ("niveau", "level"),
    "profile": ("profiel", "profile"),
    "day": ("datum", "date"),
    "0": ("personen", "persons", "personen_0", "persons_0"),
}
"""The columns by what they may be called; `personen_6` and the like are read by their number."""

REQUIRED = ("centre", "level", "day")


@dataclass(frozen=True, order=True)
class Answered:
    """For whom a centre answered. An empty profile means all profiles of that level together."""

    centre: str
    level: str
    profile: str


@dataclass(frozen=True)
class Survey:
    """The answers of one day: persons by threshold (months) for each centre, level and profile."""

    day: date
    answers: Mapping[Answered, Mapping[int, int]] = field(hash=False)


def read_surveys(paths: Sequence[Path], snapshot: Snapshot) -> dict[date, Survey]:
    """The answers of all files by their day. Raises FaultyDataError with every fault of every file.

    Centres are told by their code or name in the snapshot.
    """
    centres = _centres(snapshot)
    faults: list[Fault] = []
    seen: dict[tuple[date, Answered], tuple[str, int]] = {}
    found: dict[date, dict[Answered, dict[int, int]]] = {}
    for path in paths:
        for row in _rows(path, faults):
            read = row.read(centres)
            if read is None:
                continue
            day, key, counts = read
            # Somebody who answers for a level and also for its profiles would be counted twice.
            clash = next((k for k in _alike(key, found.get(day, {})) if (day, k) in seen), None)
            if clash:
                first = "{}, row {}".format(*seen[day, clash])
                row.fault("", "", f"answers once more what {first} answered", "remove one of them")
            else:
                seen[day, key] = (path.name, row.line)
                found.setdefault(day, {})[key] = counts
    if faults:
        raise FaultyDataError(faults)
    return {day: Survey(day, answers) for day, answers in sorted(found.items())}


def _alike(key: Answered, answers: Mapping[Answered, Any]) -> Iterator[Answered]:
    for other in answers:
        same = (other.centre, other.level) == (key.centre, key.level)
        if same and (other.profile == key.profile or "" in (other.profile, key.profile)):
            yield other


@dataclass(frozen=True)
class _Row:
    """One row as text by column, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def fault(self, column: str, value: str, problem: str, advice: str) -> None:
        """Note what is wrong."""
        self.faults.append(Fault(self.file, self.line, column, value, problem, advice))

    def read(self, centres: Mapping[str, str]) -> tuple[date, Answered, dict[int, int]] | None:
        """Its day, for whom it answers and its numbers; None when something was wrong."""
        before = len(self.faults)
        centre = self._one("centre", centres)
        level = self._one("level", code_names(tuple(Component)))
        profile = ""
        if self.cells.get("profile"):
            profile = self._one("profile", code_names(tuple(Profile))) or ""
        day = self._parsed("day", read_date)
        counts = self._counts()
        if len(self.faults) > before or day is None:
            return None
        return day, Answered(centre or "", level or "", profile), counts

    def _one(self, column: str, known: Mapping[str, str]) -> str | None:
        text = self.cells.get(column, "")
        code = known.get(fold(text)) if text else None
        if code is None:
            near = get_close_matches(fold(text), known, n=1)
            advice = f"did you mean '{known[near[0]]}'?" if near else _CHOOSE[column]
            self.fault(NAMES[column][0], text, "is not known" if text else "is empty", advice)
        return code

    def _parsed(self, column: str, parser: Callable[[str], Any]) -> Any:
        text = self.cells.get(column, "")
        name = NAMES[column][0] if column in NAMES else f"personen_{column}"
        try:
            return parser(text)
        except UnreadableError as error:
            self.fault(name, text, *map(str, error.args))
        return None

    def _counts(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for column in sorted((c for c in self.cells if c.isdigit()), key=int):
            if not self.cells[column]:
                continue
            number = self._parsed(column, read_integer)
            if number is None:
                continue
            if number < 0:
                self.fault(f"personen_{column}", str(number), "is below 0", "write 0 for nobody")
            shorter = [months for months, count in found.items() if count < number]
            if shorter:
                problem = f"is more than those who wait longer than {shorter[0]} months"
                self.fault(f"personen_{column}", str(number), problem, "mend one of the two")
            found[int(column)] = number
        if not any(self.cells[c] for c in self.cells if c.isdigit()):
            self.fault("personen", "", "no number is given", "write 0 for nobody")
        return found


_CHOOSE = {
    "centre": "write the code or the name of a centre as the register knows it",
    "level": f"write one of {', '.join(Component)}",
    "profile": f"write one of {', '.join(Profile)}, or leave it empty for all",
}


def _rows(path: Path, faults: list[Fault]) -> Iterator[_Row]:
    """The rows of a file with the columns by their meaning; faults of the whole file apart."""
    try:
        reading = _reading(path)
    except OSError as error:
        faults.append(Fault(path.name, 0, "", "", (error.strerror or "cannot be read").lower()))
        return
    faults.extend(reading.faults)
    for raw in reading.tables:
        columns = _columns(raw, faults)
        if columns is None:
            continue
        texts = {name: raw.columns[at].to_pylist() for name, at in columns.items()}
        for number in range(raw.rows):
            cells = {name: values[number].strip() for name, values in texts.items()}
            yield _Row(path.name, raw.line(number), cells, faults)


def _reading(path: Path) -> Reading:
    # Both readers take `demands` for the table: its names are those of a survey as well.
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return read_workbook(path, "demands")
    return read_csv(path, "demands")


def _columns(raw: Raw, faults: list[Fault]) -> dict[str, int] | None:
    """Where each column stands; None when one that is needed is missing or stands there twice."""
    names = {fold(name): column for column, all_ in NAMES.items() for name in all_}
    before, found = len(faults), dict[str, int]()
    for at, heading in enumerate(raw.headings):
        column = names.get(fold(heading)) or _threshold(heading)
        if column and column in found:
            problem = "stands there twice"
            faults.append(Fault(raw.file, 1, heading, "", problem, "remove one of the columns"))
        elif column:
            found[column] = at
    missing = [NAMES[column][0] for column in REQUIRED if column not in found]
    if not any(column.isdigit() for column in found):
        missing.append("personen")
    for name in missing:
        advice = "see docs/how-to/wachtlijsten.md for the form"
        faults.append(Fault(raw.file, 1, name, "", "there is no such column", advice))
    return None if len(faults) > before else found


def _threshold(heading: str) -> str:
    """The months of a heading such as `personen_6`; empty for another one."""
    for start in ("personen_", "persons_"):
        words = heading.strip().lower().replace(" ", "_")
        if words.startswith(start) and words.removeprefix(start).isdigit():
            return str(int(words.removeprefix(start)))
    return ""


def _centres(snapshot: Snapshot) -> dict[str, str]:
    """Every way to write a centre, folded, and its code."""
    found: dict[str, str] = {}
    if "centres" in snapshot.tables:
        for row in snapshot.table("centres", ("centre", "name")).to_pylist():
            found[fold(row["name"])] = row["centre"]
            found[fold(row["centre"])] = row["centre"]
    for code in snapshot.table("demands", ("centre",))["centre"].unique().to_pylist():
        if code:
            found.setdefault(fold(code), code)
    return found

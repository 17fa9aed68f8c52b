# SPDX-License-Identifier: EUPL-1.2
"""What is offered: the courses of a snapshot and last year's once more, or the groups of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.needs.history import places_in
from taalplan.snapshot import Fault, FaultyDataError, Snapshot
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text
from taalplan.waiting.arrays import LEVELS, PARTS, PROFILES, TOWNS, Ints, numbered, read_groups
from taalplan.waiting.definition import announced_until
from taalplan.waiting.reading import ask
from taalplan.waiting.simulation.problem import Offer

YEAR = 364
"""Days after which a group is given again: the same day of the week."""

COLUMNS = ("level", "profile", "municipality", "dayparts", "start", "end", "places")
"""The columns of a list of groups; `centre` is optional, `dayparts` are separated by spaces."""


@dataclass(frozen=True, eq=False)
class Supply:
    """Groups with codes, as columns; `courses` are their numbers in the snapshot, -1 for new ones.

    `name` is what tables call it.
    """

    name: Text
    courses: Ints
    groups: dict[str, NDArray[Any]]

    def offer(self, centres: tuple[str, ...]) -> Offer:
        """As a simulation takes it. Somebody who begins on a day is in lessons from its morning."""
        groups, count = self.groups, len(self.courses)
        return Offer(
            places_in(LEVELS, groups["level"]),
            places_in(PROFILES, groups["profile"]),
            places_in(centres, groups["centre"]),
            places_in(TOWNS, groups["municipality"]),
            groups["dayparts"],
            numbered(groups["start"]).astype(float),
            numbered(groups["end"]).astype(float) + 1,
            groups["places"],
            np.zeros(count, np.bool_),
            np.zeros(count),
        )


AS_LAST_YEAR = Text("aanbod als vorig jaar", "supply as last year", "offre comme l’an dernier")


def as_last_year(snapshot: Snapshot, day: date, until: date) -> Supply:
    """The groups known on a day, and after the school year those of this one again."""
    announced = announced_until(day)
    known = read_groups(snapshot, day, announced)
    year = SchoolYear.of(announced)
    again = ask(
        snapshot, "simulation/offered.sql", after=year.first_day - timedelta(1),
        until=min(announced, snapshot.as_of if day < snapshot.as_of else announced),
        parts=list(PARTS),
    )  # fmt: skip
    again["start"], again["end"] = again["start"] + YEAR, again["end"] + YEAR
    use = (again["start"] > np.datetime64(announced)) & (again["start"] <= np.datetime64(until))
    fresh = np.full(int(use.sum()), -1)
    return Supply(
        AS_LAST_YEAR,
        np.concatenate([known["course"], fresh]),
        {
            name: np.concatenate([known[name], again[name][use]])
            for name in known
            if name != "course"
        },
    )


def read_supply(path: Path, until_known: Supply) -> Supply:
    """A list of groups (CSV) instead of those after the ones that are known already.

    Raises FaultyDataError with every row that is not a group.
    """
    import csv

    faults: list[Fault] = []
    rows = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        sample = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=";" if ";" in sample else ",")
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        for name in missing:
            advice = f"the columns are {', '.join(COLUMNS)}, and centre if there is one"
            faults.append(Fault(path.name, 1, name, "", "there is no such column", advice))
        for line, row in enumerate(reader, 2):
            if not missing:
                rows.append(_group(row, path.name, line, faults))
    if faults:
        raise FaultyDataError(faults)
    return beside(until_known, Text.same(path.stem), rows)


def beside(usual: Supply, name: Text, rows: list[dict[str, Any]]) -> Supply:
    """The groups that are known already, and new ones instead of last year's."""
    names = ("level", "profile", "centre", "municipality", "dayparts", "start", "end", "places")
    kept = usual.courses >= 0
    return Supply(
        name,
        np.concatenate([usual.courses[kept], np.full(len(rows), -1)]),
        {
            name: np.concatenate(
                [usual.groups[name][kept], _column(name, [row[name] for row in rows])]
            )
            for name in names
        },
    )


def _column(name: str, values: list[Any]) -> NDArray[Any]:
    kind = "datetime64[D]" if name in ("start", "end") else None
    whole = name in ("dayparts", "places")
    return np.array(values, np.int64 if whole else kind or str)


def _group(row: dict[str, Any], file: str, line: int, faults: list[Fault]) -> dict[str, Any]:
    found: dict[str, Any] = {"centre": (row.get("centre") or "").strip()}
    lists = {"level": LEVELS, "profile": PROFILES, "municipality": TOWNS}
    for name, codes in lists.items():
        found[name] = (row[name] or "").strip()
        if found[name] not in codes:
            advice = f"write one of {', '.join(codes)}" if name != "municipality" else "a NIS code"
            faults.append(Fault(file, line, name, found[name], "is not known", advice))
    parts = (row["dayparts"] or "").split()
    for part in parts:
        if part not in PARTS:
            advice = f"write some of {' '.join(PARTS)}"
            faults.append(Fault(file, line, "dayparts", part, "is not a day-part", advice))
    found["dayparts"] = sum(
        1 << PARTS.index(part) for part in dict.fromkeys(parts) if part in PARTS
    )
    for name in ("start", "end"):
        try:
            found[name] = date.fromisoformat((row[name] or "").strip())
        except ValueError:
            found[name] = date.min
            advice = "write it as 2022-09-05"
            faults.append(Fault(file, line, name, row[name] or "", "is not a day", advice))
    if date.min < found["end"] <= found["start"]:
        faults.append(Fault(file, line, "end", row["end"], "is not after the start", "mend one"))
    places = (row["places"] or "").strip()
    if not places.isdigit():
        faults.append(Fault(file, line, "places", places, "is not a number of places", "write 12"))
    found["places"] = int(places) if places.isdigit() else 0
    return found

# SPDX-License-Identifier: EUPL-1.2
"""The public sets: how each is read, and from which cut-offs it is forecast."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from taalplan.needs.entry import Hierarchy
from taalplan.needs.entry.hierarchy import Floats


@dataclass(frozen=True)
class Protocol:
    """One row of the report: `cut_offs` from the last, `step` periods apart.

    `end` is the number of periods at the last cut-off (none: a whole horizon before the end) and
    `memory` how many before a cut-off may be used.
    """

    folder: str
    season: int
    horizon: int
    cut_offs: int
    step: int
    end: int | None = None
    memory: int | None = None

    @property
    def name(self) -> str:
        """The set and how far ahead."""
        return f"{self.folder} h{self.horizon}"


PROTOCOLS = (
    Protocol("tourismsmall", 4, 4, 3, 4),
    Protocol("tourismsmall", 4, 8, 3, 4),
    Protocol("prison", 4, 8, 3, 4),
    # The last twelve months forecast are those before corona: February 2019 to January 2020.
    Protocol("swiss_tourism", 12, 12, 6, 12, end=169, memory=60),
    Protocol("nhs_ae", 12, 12, 1, 12, end=24, memory=24),
)


@dataclass(frozen=True, eq=False)
class Case:
    """What was known at one cut-off (bottom series x T), and what came out (all series x leads)."""

    history: Floats
    actual: Floats
    hierarchy: Hierarchy


def cases(data: Path, protocol: Protocol) -> Iterator[Case]:
    """The cases of a protocol, from the last cut-off back."""
    counts, hierarchy = read(data / protocol.folder)
    end = protocol.end or counts.shape[1] - protocol.horizon
    for number in range(protocol.cut_offs):
        cut = end - number * protocol.step
        first = max(0, cut - protocol.memory) if protocol.memory else 0
        came = hierarchy.aggregate(counts[:, cut : cut + protocol.horizon])
        yield Case(counts[:, first:cut], came, hierarchy)


def read(folder: Path) -> tuple[Floats, Hierarchy]:
    """The bottom series x periods of a set, and its hierarchy."""
    names, *rows = _rows(folder / "y.csv")
    series = dict(zip(names[1:], np.array([row[1:] for row in rows], dtype=float).T, strict=True))
    bottom, *members = _rows(folder / "S.csv")
    part_of = {row[0]: np.array(row[1:], dtype=float) for row in members}
    level = dict(_rows(folder / "levels.csv")[1:])
    upper = dict.fromkeys(one for one in level.values() if one != "Bottom")
    matrices = [
        (one, np.array([part_of[name] for name in names[1:] if level[name] == one]))
        for one in upper
    ]
    return np.array([series[name] for name in bottom[1:]]), Hierarchy(
        tuple(bottom[1:]), tuple(matrices)
    )


def pupils(file: Path) -> Floats:
    """Years x authorities x grades of England, reception to year 11.

    Authorities that are there every year, with more than 200 pupils in each grade.
    """
    rows = list(csv.DictReader(file.open(encoding="utf-8")))
    grades = ["reception", *(f"year_group_{number}" for number in range(1, 12))]
    years = sorted({row["year"] for row in rows})
    places = sorted({row["new_la_code"] for row in rows})
    counts = np.full((len(years), len(places), len(grades)), np.nan)
    for row in rows:
        if row["nc_year"] in grades:
            at = (
                years.index(row["year"]),
                places.index(row["new_la_code"]),
                grades.index(row["nc_year"]),
            )
            counts[at] = float(row["headcount"])
    whole = np.isfinite(counts).all(axis=(0, 2)) & (np.nan_to_num(counts).min(axis=(0, 2)) > 200)
    return counts[:, whole]


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))

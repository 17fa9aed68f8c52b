# SPDX-License-Identifier: EUPL-1.2
"""Who registered where: people by year, place of residence and desk, from a snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from taalplan.snapshot import Snapshot
from taalplan.vocabulary.places import municipality_on

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Visits:
    """Every registration: its year and day, the number of its place and desk (-1: not known).

    `first` marks the first registration of a person in a year. Counting these alone counts
    people once a year, where they lived and registered first.
    """

    year: Ints
    day: NDArray[np.datetime64]
    place: Ints
    desk: Ints
    first: NDArray[np.bool_]
    places: tuple[str, ...]
    desks: tuple[str, ...]

    def people(self, year: int) -> Ints:
        """People of a year by place and desk; those whose place is not known are left out."""
        rows = self.first & (self.year == year) & (self.place >= 0) & (self.desk >= 0)
        cells = np.ravel_multi_index((self.place[rows], self.desk[rows]), self._shape)
        return np.bincount(cells, minlength=int(np.prod(self._shape))).reshape(self._shape)

    def elsewhere(self, year: int) -> int:
        """People of a year of whom no place in Flanders or Brussels is known."""
        return int((self.first & (self.year == year) & (self.place < 0)).sum())

    def years(self) -> tuple[int, ...]:
        """The years of which there is a first and a last registration, oldest first."""
        return tuple(int(year) for year in np.unique(self.year))

    @property
    def _shape(self) -> tuple[int, int]:
        return len(self.places), len(self.desks)


def read_visits(snapshot: Snapshot, places: tuple[str, ...], desks: tuple[str, ...]) -> Visits:
    """Read the registrations; a municipality that merged counts as the one it went into."""
    rows = snapshot.table("registrations", ["person", "date", "desk", "municipality"])
    person = rows.column("person").to_numpy()
    day = rows.column("date").to_numpy().astype("datetime64[D]")
    order = np.lexsort((day, person))
    person, day = person[order], day[order]
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    first = np.ones(len(person), bool)
    first[1:] = (person[1:] != person[:-1]) | (year[1:] != year[:-1])
    number = {code: place for place, code in enumerate(places)}
    homes = {code: number.get(_now(code, snapshot.as_of), -1) for code in _codes(rows, 3)}
    found = {code: place for place, code in enumerate(desks)}
    home, desk = _numbers(rows, 3, homes), _numbers(rows, 2, found)
    return Visits(year, day, home[order], desk[order], first, places, desks)


def _now(code: str, on: date) -> str:
    """The code that a municipality has on a day; none for one that Taalplan does not know."""
    try:
        return municipality_on(code, on)
    except KeyError:
        return ""


def _codes(rows: pa.Table, column: int) -> list[str]:
    return [code for code in rows.column(column).unique().to_pylist() if code]


def _numbers(rows: pa.Table, column: int, known: dict[str, int]) -> Ints:
    codes = rows.column(column).combine_chunks().dictionary_encode()
    if isinstance(codes, pa.ChunkedArray):
        codes = codes.combine_chunks()
    names = codes.dictionary.to_pylist()
    # One more at the end, where an empty cell points to.
    number = np.array([*(known.get(name, -1) for name in names), -1], np.int64)
    return np.asarray(number[codes.indices.fill_null(len(names)).to_numpy(zero_copy_only=False)])

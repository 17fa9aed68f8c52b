# SPDX-License-Identifier: EUPL-1.2
"""Where the people of a desk live, and how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from taalplan.access.staffing.calendar import Floats
from taalplan.access.staffing.visits import column_of_codes, column_of_days
from taalplan.snapshot import Snapshot
from taalplan.vocabulary.distance import kilometres

RECENT = 730
"""Days of registrations that say where people live."""


@dataclass(frozen=True, eq=False)
class Homes:
    """People who registered at one desk, by the municipality where they live.

    `codes` and `names` are those municipalities, `people` how many, `far` kilometres as the crow
    flies between each and each other (middle to middle), and `to_desk` to the desk's own.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    people: Floats
    far: Floats
    to_desk: Floats

    @property
    def share(self) -> Floats:
        """The share of each municipality."""
        total = self.people.sum()
        return self.people / total if total else self.people

    @property
    def mean(self) -> float:
        """How far people live on average."""
        return float(self.share @ self.to_desk)


def homes(snapshot: Snapshot, desk: str, municipality: str) -> Homes | None:
    """Where the people of a desk live; None where the snapshot does not say."""
    if not {"registrations", "municipalities"} <= snapshot.tables:
        return None
    table = snapshot.table("registrations", ("desk", "date", "municipality"))
    since = np.datetime64(_last_day(table) - timedelta(days=RECENT), "D")
    use = (column_of_codes(table, "desk") == desk) & (column_of_days(table, "date") >= since)
    living = column_of_codes(table, "municipality")[use]
    places = _places(snapshot)
    codes, counts = np.unique(living.astype(str), return_counts=True)
    known = np.array([code in places for code in codes], dtype=np.bool_)
    if municipality not in places or not known.any():
        return None
    codes, counts = codes[known], counts[known]
    lat = np.array([places[code][1] for code in codes])
    lon = np.array([places[code][2] for code in codes])
    return Homes(
        tuple(map(str, codes)),
        tuple(places[code][0] for code in codes),
        counts.astype(float),
        kilometres(lat[:, None], lon[:, None], lat, lon),
        kilometres(lat, lon, *places[municipality][1:]),
    )


def _last_day(table: Any) -> date:
    found: date = column_of_days(table, "date").max().astype(object)
    return found


def _places(snapshot: Snapshot) -> dict[str, tuple[str, float, float]]:
    """Name and coordinates of each municipality that has them."""
    wanted = ("municipality", "name", "latitude", "longitude")
    rows = snapshot.table("municipalities", wanted).to_pylist()
    return {
        row["municipality"]: (row["name"], row["latitude"], row["longitude"])
        for row in rows
        if row["latitude"] is not None and row["longitude"] is not None
    }

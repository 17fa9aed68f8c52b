# SPDX-License-Identifier: EUPL-1.2
"""The groups of a supply plan (`groepen.csv` of `taalplan supply`) as a supply to simulate.

A plan says in which month a group starts: here on the first Monday of it, for as long as groups
of that profile usually last. All places of a planned group are for those who come by a desk, as
the plan counts them; of existing courses only the places for desks are.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from taalplan import policy
from taalplan.snapshot import Fault, FaultyDataError, Snapshot
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text
from taalplan.waiting.arrays import LEVELS, PARTS, PROFILES
from taalplan.waiting.simulation.offers import Supply, beside, read_supply

GROUPS = Path("data") / "groepen.csv"
NEEDED = ("site", "level", "profile", "daypart", "start", "groups")


def supply_of(path: Path, usual: Supply, snapshot: Snapshot, year: SchoolYear) -> Supply:
    """A plan's folder, its list of groups, or any list of groups (see `read_supply`).

    Raises FaultyDataError with every row that is not a group of this snapshot.
    """
    file = path / GROUPS if path.is_dir() else path
    with file.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        if not set(NEEDED) <= set(reader.fieldnames or ()):
            return read_supply(file, usual)
        rows = list(reader)
    sites = _sites(snapshot)
    faults: list[Fault] = []
    lasts = _lasts(usual)
    found = [
        _group(row, (file.name, line), sites, lasts, year, faults)
        for line, row in enumerate(rows, 2)
    ]
    if faults:
        raise FaultyDataError(faults)
    name = path.name if path.is_dir() else path.stem
    return beside(usual, Text.same(name), found)


def _sites(snapshot: Snapshot) -> dict[str, tuple[str, str]]:
    """The municipality and centre of each site."""
    if "sites" not in snapshot.tables:
        return {}
    rows = snapshot.table("sites", ("site", "municipality", "centre")).to_pylist()
    return {row["site"]: (row["municipality"] or "", row["centre"]) for row in rows}


def _lasts(usual: Supply) -> dict[str, int]:
    """Days from the start to the end of a usual group, by profile."""
    groups = usual.groups
    days = (groups["end"] - groups["start"]).astype(int)
    return {
        profile: int(np.median(days[groups["profile"] == profile]))
        for profile in PROFILES
        if (groups["profile"] == profile).any()
    }


def _group(
    row: dict[str, str],
    place: tuple[str, int],
    sites: dict[str, tuple[str, str]],
    lasts: dict[str, int],
    year: SchoolYear,
    faults: list[Fault],
) -> dict[str, Any]:
    known = {"site": sites, "level": LEVELS, "profile": PROFILES, "daypart": PARTS}
    for name, codes in known.items():
        if row[name] not in codes:
            advice = "the plan must be one of this snapshot"
            faults.append(Fault(*place, name, row[name], "is not known", advice))
    numbers = {name: row[name] for name in ("start", "groups")}
    for name, text in numbers.items():
        if not text.isdigit() or (name == "start" and not 1 <= int(text) <= 12):
            faults.append(Fault(*place, name, text, "is not a number that fits", "mend the plan"))
            numbers[name] = "1"
    start = _first_monday(year, int(numbers["start"]))
    municipality, centre = sites.get(row["site"], ("", ""))
    profile = row["profile"] if row["profile"] in PROFILES else PROFILES[0]
    size = policy.value(f"group_sizes.{profile}.max", start).whole
    return {
        "level": row["level"],
        "profile": profile,
        "centre": centre,
        "municipality": municipality,
        "dayparts": 1 << PARTS.index(row["daypart"]) if row["daypart"] in PARTS else 0,
        "start": start,
        "end": start + timedelta(lasts.get(profile, 105)),
        "places": int(numbers["groups"]) * size,
    }


def _first_monday(year: SchoolYear, month: int) -> date:
    first = date(year.start if month >= SchoolYear.first_month else year.start + 1, month, 1)
    return first + timedelta(-first.weekday() % 7)

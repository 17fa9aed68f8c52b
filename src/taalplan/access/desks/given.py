# SPDX-License-Identifier: EUPL-1.2
"""What the user gives beside a snapshot: travel times, finer places, and where a desk may come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from taalplan.access.desks.situation import Homes, Situation
from taalplan.access.location import LocationError, read_travel_times
from taalplan.access.location.problem import Floats
from taalplan.access.location.reading import read_rows, refuse
from taalplan.vocabulary.distance import kilometres

HOME_COLUMNS = ("place", "municipality", "latitude", "longitude", "people")
BOUNDS = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0), "people": (0.0, np.inf)}


class _Row(NamedTuple):
    """A line of finer places; `at` is the number of its municipality."""

    place: str
    at: int
    latitude: float
    longitude: float
    people: float


def with_files(
    situation: Situation,
    times: Path | None = None,
    candidates: Path | None = None,
    places: Path | None = None,
) -> Situation:
    """The situation with the ways, the candidate sites and the finer places of given files.

    Raises LocationError with the faults of all files. Travel times are from the finer places, so
    that they are only read when these have no fault.
    """
    faults: list[str] = []

    def changed(change: Callable[[Situation, Path], Situation], file: Path | None) -> Situation:
        try:
            return situation if file is None else change(situation, file)
        except LocationError as error:
            faults.append(str(error))
            return situation

    situation = changed(_with_homes, places)
    if not faults:
        situation = changed(_in_minutes, times)
    situation = changed(_with_candidates, candidates)
    if faults:
        raise LocationError("\n".join(faults))
    return situation


def _with_homes(situation: Situation, file: Path) -> Situation:
    return _travelling(situation, read_homes(file, situation))


def _with_candidates(situation: Situation, file: Path) -> Situation:
    return replace(situation, candidates=read_candidates(file, situation))


def _in_minutes(situation: Situation, file: Path) -> Situation:
    """Ways of a file of travel times; finer places stand there by their own code."""
    codes = tuple(place.nis for place in situation.places)
    homes = situation.homes
    way = read_travel_times(file, homes.codes if homes else codes, codes)
    if homes is None:
        return replace(situation, cost=way, minutes=True)
    return replace(_travelling(situation, replace(homes, way=way)), minutes=True)


def _travelling(situation: Situation, homes: Homes) -> Situation:
    """From these homes; the cost of a municipality is their mean."""
    found = replace(situation, homes=homes)
    return replace(found, cost=found.mean(homes.way))


def read_candidates(path: Path, situation: Situation) -> frozenset[int]:
    """The places of a CSV whose column municipality has names or NIS codes.

    Other columns are not read. Raises LocationError for what is no municipality of the day, for
    what stands there twice, and when nothing does.
    """
    known = _numbers(situation)
    found: dict[int, int] = {}
    faults = []
    for line, row in read_rows(path, ("municipality",)):
        at = known.get(row["municipality"].casefold())
        if at is None:
            faults.append(_unknown(path, line, row["municipality"], situation))
        elif at in found:
            faults.append(f"{path}, line {line}, column municipality: '{row['municipality']}' "
                          f"stands on line {found[at]} too; leave one")  # fmt: skip
        else:
            found[at] = line
    if not found and not faults:
        faults.append(f"{path}: no candidate stands in it; write a municipality on each line")
    refuse(path, faults)
    return frozenset(found)


def read_homes(path: Path, situation: Situation) -> Homes:
    """Finer places of a CSV, with the municipality that each lies in and its inhabitants.

    A municipality without inhabited places there keeps its own centre, under its NIS code. Raises
    LocationError for municipalities that are not known, for numbers that are none, and for codes
    that stand there twice.
    """
    known = _numbers(situation)
    rows: list[_Row] = []
    lines: dict[str, int] = {}
    faults: list[str] = []
    for line, row in read_rows(path, HOME_COLUMNS):
        at = known.get(row["municipality"].casefold(), -1)
        if at < 0:
            faults.append(_unknown(path, line, row["municipality"], situation))
        if not row["place"] or row["place"] in lines:
            faults.append(f"{path}, line {line}, column place: '{row['place']}' is empty or stands "
                          "there before; give each place a code of its own")  # fmt: skip
        lines[row["place"]] = line
        latitude, longitude, people = (
            _number(path, line, name, row[name], faults) for name in BOUNDS
        )
        rows.append(_Row(row["place"], at, latitude, longitude, people))
    refuse(path, faults)
    return _homes(situation, rows)


def _homes(situation: Situation, rows: list[_Row]) -> Homes:
    people = np.zeros(len(situation.places))
    for row in rows:
        people[row.at] += row.people
    centres = [
        _Row(place.nis, at, place.latitude, place.longitude, 1.0)
        for at, place in enumerate(situation.places)
    ]
    rows = [
        *(row for row in rows if row.people > 0),
        *(row for row in centres if people[row.at] == 0),
    ]
    at = np.array([row.at for row in rows])
    latitude, longitude = _points(rows)
    to_latitude, to_longitude = _points(centres)
    way = kilometres(latitude[:, None], longitude[:, None], to_latitude, to_longitude)
    return Homes(
        codes=tuple(row.place for row in rows),
        place=at,
        share=np.array([row.people for row in rows]) / np.where(people > 0, people, 1.0)[at],
        way=np.asarray(way, np.float64),
    )


def _points(rows: list[_Row]) -> tuple[Floats, Floats]:
    return np.array([row.latitude for row in rows]), np.array([row.longitude for row in rows])


def _numbers(situation: Situation) -> dict[str, int]:
    """The number of each municipality by its NIS code and its names."""
    return {
        name: number
        for number, place in enumerate(situation.places)
        for name in (place.nis, place.name.nl.casefold(), place.name.fr.casefold())
    }


def _unknown(path: Path, line: int, name: str, situation: Situation) -> str:
    return (f"{path}, line {line}, column municipality: '{name}' is no municipality in Flanders or "
            f"Brussels on {situation.as_of}")  # fmt: skip


def _number(path: Path, line: int, name: str, text: str, faults: list[str]) -> float:
    low, high = BOUNDS[name]
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = np.nan
    if not low <= number <= high or np.isinf(number):
        to = "up" if np.isinf(high) else f"to {high:g}"
        faults.append(f"{path}, line {line}, column {name}: '{text}' is not a number from "
                      f"{low:g} {to}")  # fmt: skip
    return number

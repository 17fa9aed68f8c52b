# SPDX-License-Identifier: EUPL-1.2
"""Rooms, teachers and money: as given in a file, or as last year's courses used them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from taalplan.supply.problem import Floats, Groups, Ints, Kind, Mode, Site, SupplyError


@dataclass(frozen=True)
class Limits:
    """What a file of limits may give; what it leaves out comes from last year.

    `rooms` by site and day-part: groups at the same time. `teachers` by area and qualification:
    full-time teachers. `budget` in euro; `hour_cost` euro a lesson hour. `promised` are groups
    that must open, each a mapping of site, level, profile, daypart, mode, start (a calendar
    month) and groups.
    """

    budget: float | None = None
    hour_cost: float | None = None
    rooms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    teachers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    promised: Sequence[Mapping[str, Any]] = ()

    @classmethod
    def read(cls, path: Path) -> Limits:
        """Read a YAML file. Raises SupplyError with every fault."""
        import yaml

        try:
            held = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        except (OSError, yaml.YAMLError) as error:
            raise SupplyError([f"{path}: {' '.join(str(error).split())}"]) from None
        if not isinstance(held, dict):
            raise SupplyError([f"{path}: expected {', '.join(cls.__dataclass_fields__)}"])
        found = [f"{path}: {sentence}" for sentence in _faults(held, cls.__dataclass_fields__)]
        if found:
            raise SupplyError(found)
        return cls(**held)


def _faults(held: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    for name in held:
        if name not in known:
            yield f"'{name}' is not known here; use {', '.join(known)}"
    for name in ("budget", "hour_cost"):
        if not _number(held.get(name, 0)):
            yield f"{name} must be a number of euro, 0 or more"
    for name in ("rooms", "teachers"):
        table = held.get(name, {})
        if not isinstance(table, dict):
            yield f"{name} must give numbers by name"
            continue
        for code, row in table.items():
            if not isinstance(row, dict) or not all(map(_number, row.values())):
                yield f"{name} of {code} must be numbers by name, 0 or more"
    if not isinstance(held.get("promised", []), list):
        yield "promised must be a list of groups"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def rooms_of(
    limits: Limits, sites: Sequence[Site], dayparts: Sequence[str], last_year: Ints
) -> Ints:
    """Rooms (sites, day-parts): those of the file over those of last year."""
    rooms = last_year.copy()
    found = []
    codes = {site.code: number for number, site in enumerate(sites)}
    for code, row in limits.rooms.items():
        for part, number in row.items():
            if code not in codes or part not in dayparts:
                found.append(f"rooms: there is no site '{code}' with the day-part '{part}'")
            else:
                rooms[codes[code], dayparts.index(part)] = int(number)
    if found:
        raise SupplyError(found)
    return rooms


def teachers_of(
    limits: Limits, areas: Sequence[str], kinds: Sequence[str], load: float, last_year: Floats
) -> Floats:
    """Lesson hours (areas, qualifications): full-time teachers of the file over last year's."""
    hours = last_year.copy()
    found = []
    for area, row in limits.teachers.items():
        for kind, number in row.items():
            if area not in areas or kind not in kinds:
                found.append(f"teachers: there is no '{kind}' in the area '{area}'")
            else:
                hours[areas.index(area), kinds.index(kind)] = number * load
    if found:
        raise SupplyError(found)
    return hours


def rooms_in_use(
    groups: Groups, kinds: Sequence[Kind], modes: Sequence[Mode], rounds: Sequence[int],
    shape: tuple[int, int],
) -> Ints:  # fmt: skip
    """The most groups at the same time in each site and day-part."""
    months = max(rounds) + max(kind.months for kind in kinds)
    busy = np.zeros((*shape, months), np.int64)
    lasts = np.array([kind.months for kind in kinds])[groups.kind]
    takes = np.array([mode.rooms for mode in modes])[groups.mode]
    first = np.array(rounds)[groups.round]
    for month in range(max(kind.months for kind in kinds)):
        on = month < lasts
        at = (groups.site[on], groups.daypart[on], first[on] + month)
        np.add.at(busy, at, (groups.count * takes)[on])
    return np.asarray(busy.max(axis=-1))


def hours_in_use(
    groups: Groups, kinds: Sequence[Kind], area: Ints, qualification: Ints, shape: tuple[int, int]
) -> Floats:
    """Lesson hours of groups by area and qualification."""
    hours = np.zeros(shape)
    given = np.array([kind.hours for kind in kinds])[groups.kind] * groups.count
    np.add.at(hours, (area[groups.site], qualification[groups.kind]), given)
    return hours


def promised_of(
    limits: Limits, lists: Mapping[str, Sequence[str]], rounds: Sequence[int]
) -> Groups:
    """The promised groups of a file. Raises SupplyError with those that cannot be read."""
    found, rows = [], []
    for number, row in enumerate(limits.promised, 1):
        places = []
        for name, codes in lists.items():
            code = str(row.get(name))
            if code not in codes:
                found.append(f"promised group {number}: there is no {name} '{code}'")
            else:
                places.append(codes.index(code))
        begin = (int(row.get("start", 0)) - 9) % 12
        if begin not in rounds:
            found.append(f"promised group {number}: no groups start in month {row.get('start')}")
        elif len(places) == len(lists):
            rows.append((*places, list(rounds).index(begin), int(row.get("groups", 1))))
    if found:
        raise SupplyError(found)
    return Groups(*np.array(rows, np.int64).reshape(-1, 7).T)

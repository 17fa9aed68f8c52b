# SPDX-License-Identifier: EUPL-1.2
"""What the user gives beside a snapshot: travel times, and where a desk may come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from taalplan.access.desks.situation import Situation
from taalplan.access.location import LocationError, read_travel_times
from taalplan.access.location.reading import read_rows, refuse


def with_files(situation: Situation, times: Path | None, candidates: Path | None) -> Situation:
    """The situation with ways in minutes and with candidate sites, of the files that are given.

    Raises LocationError with the faults of both files.
    """
    codes = [place.nis for place in situation.places]
    faults: list[str] = []
    if times is not None:
        try:
            cost = read_travel_times(times, codes, codes)
            situation = replace(situation, cost=cost, minutes=True)
        except LocationError as error:
            faults.append(str(error))
    if candidates is not None:
        try:
            situation = replace(situation, candidates=read_candidates(candidates, situation))
        except LocationError as error:
            faults.append(str(error))
    if faults:
        raise LocationError("\n".join(faults))
    return situation


def read_candidates(path: Path, situation: Situation) -> frozenset[int]:
    """The places of a CSV whose column municipality has names or NIS codes.

    Other columns are not read. Raises LocationError for what is no municipality of the day, for
    what stands there twice, and when nothing does.
    """
    known = {
        name: number
        for number, place in enumerate(situation.places)
        for name in (place.nis, place.name.nl.casefold(), place.name.fr.casefold())
    }
    found: dict[int, int] = {}
    faults = []
    for line, row in read_rows(path, ("municipality",)):
        name = row["municipality"]
        at = known.get(name.casefold())
        if at is None:
            faults.append(f"{path}, line {line}, column municipality: '{name}' is no municipality "
                          f"in Flanders or Brussels on {situation.as_of}")  # fmt: skip
        elif at in found:
            faults.append(f"{path}, line {line}, column municipality: '{name}' stands on line "
                          f"{found[at]} too; leave one")  # fmt: skip
        else:
            found[at] = line
    if not found and not faults:
        faults.append(f"{path}: no candidate stands in it; write a municipality on each line")
    refuse(path, faults)
    return frozenset(found)

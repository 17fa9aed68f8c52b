# SPDX-License-Identifier: EUPL-1.2
"""How the need of an area is divided: residence, day-part, mode, and when lessons begin.

Shares of recent months, drawn to those of the level above (a Dirichlet posterior mean): cells
are too small to be forecast one by one, and their own last year is mostly chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taalplan import policy
from taalplan.needs.history import (
    AREA_CODES,
    LEVELS,
    PROFILES,
    UNKNOWN,
    Floats,
    History,
    Ints,
    places_in,
)
from taalplan.needs.horizon import month
from taalplan.needs.journeys import shrunk
from taalplan.needs.residence import PLACES
from taalplan.vocabulary.codes import DayPart, TeachingMode

DAYPARTS = tuple(part.value for part in DayPart)
MODES = tuple(mode.value for mode in TeachingMode)
MONTHS = tuple(range(1, 13))


@dataclass(frozen=True, eq=False)
class Split:
    """Shares that add up to 1 along the last axis (0 where nothing was ever counted).

    `place` (areas, profiles, levels, places); `daypart` and `mode` (areas, levels, ...);
    `start` (areas, levels, 12): in which calendar month courses begin, January first.
    """

    place: Floats
    daypart: Floats
    mode: Floats
    start: Floats


def split_of(history: History) -> Split:
    """The shares as known on the cut-off."""
    months = policy.value("needs.share_months", history.as_of).whole
    starts = history.starts
    area = history.people["area"][starts["person"]]
    recent = (starts["begun"] > month(history.as_of) - months) & (area != UNKNOWN)
    area, level, profile = area[recent], starts["level"][recent], starts["profile"][recent]
    place = history.people["place"][starts["person"]][recent]
    part = places_in(DAYPARTS, starts["daypart"][recent])
    least = policy.value("blended.distance_share", history.as_of).number
    mode = (starts["distance"][recent] >= least).astype(np.int64)
    when = starts["begun"][recent].astype(np.int64) % 12
    by_level = (len(AREA_CODES), len(LEVELS))
    cells = (len(AREA_CODES), len(PROFILES), len(LEVELS), len(PLACES))
    counts = _counted((area, profile, level, place), cells)
    return Split(
        np.stack([_within(one) for one in counts]),
        shrunk(_counted((area, level, part), (*by_level, len(DAYPARTS)))),
        shrunk(_counted((area, level, mode), (*by_level, len(MODES)))),
        shrunk(_counted((area, level, when), (*by_level, 12))),
    )


def _within(counts: Floats) -> Floats:
    """The shares of places in one area; who registers there and was never seen lives unknown."""
    if not counts.sum():
        found = np.zeros_like(counts)
        found[..., -1] = 1.0
        return found
    return shrunk(counts)


def _counted(columns: tuple[Ints, ...], shape: tuple[int, ...]) -> Floats:
    use = np.all([column >= 0 for column in columns], axis=0)
    at = np.ravel_multi_index(tuple(column[use] for column in columns), shape)
    return np.bincount(at, minlength=int(np.prod(shape))).reshape(shape).astype(float)

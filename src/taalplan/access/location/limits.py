# SPDX-License-Identifier: EUPL-1.2
"""How many sites may be open, in the form that every method reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taalplan.access.location.problem import LocationError, Locations

FREE, OPEN, CLOSED = 0, 1, -1
"""What is settled about a site."""


@dataclass(frozen=True)
class Limits:
    """What is settled of each site, which are existing, and four numbers.

    `numbers`: fewest open, most open, fewest existing ones open, most new ones open.
    """

    settled: NDArray[np.int8]
    existing: NDArray[np.int8]
    numbers: NDArray[np.int32]

    def keep(self, sites: NDArray[np.intp]) -> Limits:
        """The limits of some of the sites, the others being closed."""
        return Limits(self.settled[sites], self.existing[sites], self.numbers)

    def allow(self, is_open: NDArray[np.int8]) -> bool:
        """Whether a network keeps all limits."""
        count, olds = int(is_open.sum()), int((is_open * self.existing).sum())
        fewest, most, fewest_old, most_new = self.numbers
        within = fewest <= count <= most and olds >= fewest_old and count - olds <= most_new
        forced, forbidden = self.settled == OPEN, self.settled == CLOSED
        return bool(within and is_open[forced].all() and not is_open[forbidden].any())


def limits(data: Locations, fewest: int, most: int) -> Limits:
    """The limits of a question with that many sites. Raises LocationError when none can be met."""
    sites = data.cost.shape[1]
    settled, existing = np.zeros(sites, np.int8), np.zeros(sites, np.int8)
    existing[list(data.existing)] = 1
    settled[list(data.forbidden)] = CLOSED
    settled[list(data.forced)] = OPEN
    stay = 0 if data.close_at_most is None else max(0, len(data.existing) - data.close_at_most)
    new = sites if data.open_at_most is None else min(sites, data.open_at_most)
    numbers = np.array([fewest, most, stay, new], np.int32)
    faults = tuple(_impossible(settled, existing, numbers))
    if faults:
        raise LocationError("\n".join(faults))
    return Limits(settled, existing, numbers)


def _impossible(
    settled: NDArray[np.int8], existing: NDArray[np.int8], numbers: NDArray[np.int32]
) -> Iterator[str]:
    fewest, most, stay, new = (int(n) for n in numbers)
    may = settled != CLOSED
    forced = settled == OPEN
    if most < 1:
        yield f"at least one site must be open, not {most}"
    if forced.sum() > most:
        yield f"{int(forced.sum())} sites must be open, which is more than {most}"
    olds = int((may & (existing == 1)).sum())
    others = min(new, int((may & (existing == 0)).sum()))
    if olds + others < fewest:
        yield (f"{fewest} sites cannot be open: {olds} of today's may be, and {others} "
               "others")  # fmt: skip
    if olds < stay:
        yield (f"{stay} of today's sites must stay by close_at_most, but only {olds} are not "
               "forbidden")  # fmt: skip
    if int((forced & (existing == 0)).sum()) > new:
        yield f"{int((forced & (existing == 0)).sum())} new sites must open, and at most {new} may"
    needed = max(stay, int((forced & (existing == 1)).sum())) + int(
        (forced & (existing == 0)).sum()
    )
    if most >= 1 and forced.sum() <= most < needed:
        yield f"{needed} sites must stay or open, which is more than {most}"

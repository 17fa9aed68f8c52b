# SPDX-License-Identifier: EUPL-1.2
"""What adds up to what: the bottom series and the levels above them.

Only events are put in a hierarchy (registrations, starts of lessons): people are counted once in
a total and do not add up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

BOTTOM = "bottom"


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """The names of the bottom series, and the levels above them from the coarsest.

    Each level is its name and a matrix of nodes x bottom series with a 1 for each member. Levels
    may cross (by area and by target group); a bottom level needs not be named.
    """

    bottom: tuple[str, ...]
    levels: tuple[tuple[str, Floats], ...] = ()

    def __post_init__(self) -> None:
        """Raises ValueError for a matrix that does not fit, or a level called `bottom`."""
        if not self.bottom:
            raise ValueError("a hierarchy needs at least one bottom series")
        for name, members in self.levels:
            if name == BOTTOM:
                raise ValueError("the bottom level is there of itself; give the others")
            if members.ndim != 2 or members.shape[1] != len(self.bottom):
                raise ValueError(
                    f"level '{name}': expected nodes x {len(self.bottom)} bottom series, "
                    f"found {' x '.join(map(str, members.shape))}"
                )
            if not np.isin(members, (0, 1)).all():
                raise ValueError(f"level '{name}': a member is a 1, every other cell a 0")

    @classmethod
    def by(cls, bottom: Sequence[str], **labels: Sequence[str]) -> Hierarchy:
        """A hierarchy of a total and, for each keyword, a level by its label per bottom series."""
        levels = [("total", np.ones((1, len(bottom))))]
        for name, label in labels.items():
            nodes = list(dict.fromkeys(label))
            levels.append((name, np.array([[float(one == n) for one in label] for n in nodes])))
        return cls(tuple(bottom), tuple(levels))

    @cached_property
    def summing(self) -> Floats:
        """All series x bottom series: the levels in order, then the bottom itself."""
        return np.vstack([*(m for _, m in self.levels), np.eye(len(self.bottom))]).astype(float)

    @cached_property
    def parts(self) -> Mapping[str, slice]:
        """Where each level stands among all series."""
        found, start = {}, 0
        for name, members in (*self.levels, (BOTTOM, np.eye(len(self.bottom)))):
            found[name] = slice(start, start + len(members))
            start += len(members)
        return found

    @cached_property
    def home(self) -> Integers:
        """For each bottom series the node, among all series, that it is a share of.

        The first level of more than one node that holds every bottom series once; else the
        total; without levels the series itself.
        """
        whole = [
            name
            for name, members in self.levels
            if (members.sum(axis=0) == 1).all() and len(members) < len(self.bottom)
        ]
        several = [name for name in whole if self._nodes(name) > 1]
        if not whole:
            return np.asarray(np.arange(len(self.bottom)) + self.parts[BOTTOM].start)
        part = self.parts[(several or whole)[0]]
        return np.asarray(self.summing[part].argmax(axis=0) + part.start)

    def _nodes(self, name: str) -> int:
        part = self.parts[name]
        return int(part.stop - part.start)

    def aggregate(self, bottom: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """All series from the bottom ones; the series stand on the last axis but one."""
        # numpy multiplies matrices of integers thirty times slower than of floats, and sums of
        # counts are exact in floats up to 2**53.
        whole = self.summing @ bottom.astype(float)
        return np.asarray(
            np.rint(whole).astype(bottom.dtype) if bottom.dtype.kind == "i" else whole
        )

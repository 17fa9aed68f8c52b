# SPDX-License-Identifier: EUPL-1.2
"""Where somebody on the way can be, and the cells that people are counted in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class State(IntEnum):
    """Where somebody is with a level, until the next thing happens.

    `ENTERED`: registered for it and not begun. `BUSY`: in it. `PASSED`, `FAILED`, `LEFT`: out of
    it, and not in lessons since; a break (onderbreking) is somebody who left and begins again.
    """

    ENTERED = 0
    BUSY = 1
    PASSED = 2
    FAILED = 3
    LEFT = 4


OUT = (State.PASSED, State.FAILED, State.LEFT)
"""How a level can end, in the order of the causes of BUSY."""

GOING_ON = 0
"""The cause of a spell that has not ended."""

SAME, NEXT = 1, 2
"""The causes that end any other state than BUSY: beginning that level, or the one above it.

Those of BUSY are 1, 2, 3 for passed, failed, left. Causes exclude each other: competing risks.
"""

CAUSES = 3


@dataclass(frozen=True)
class Groups:
    """The areas, profiles and levels (lowest first) that people are counted in."""

    areas: tuple[str, ...]
    profiles: tuple[str, ...]
    levels: tuple[str, ...] = ("A1", "A2", "B1", "B2", "C1")

    def __post_init__(self) -> None:
        """Refuse groups without members, or with one twice."""
        for what in ("areas", "profiles", "levels"):
            names = getattr(self, what)
            if not names or len(set(names)) < len(names):
                raise ValueError(f"{what} must be different and at least one: {names}")

    @property
    def cells(self) -> int:
        """How many cells there are: area x profile, profiles within areas."""
        return len(self.areas) * len(self.profiles)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Areas, profiles, levels."""
        return len(self.areas), len(self.profiles), len(self.levels)

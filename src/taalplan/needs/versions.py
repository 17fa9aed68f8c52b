# SPDX-License-Identifier: EUPL-1.2
"""The life of a plan: draft, delivered, discussed, adopted, supply mapped, evaluated.

A plan's versions are one JSON file beside its documents. What was computed is never changed: a
region may adjust a number with a reason and a name, and both numbers stay, so that a year later
both can be held against what came out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from taalplan.tables.render.write import write_beside

FILE = "versions.json"


class State(StrEnum):
    """Where a plan stands (stand van het plan)."""

    DRAFT = "draft"
    DELIVERED = "delivered"
    DISCUSSED = "discussed"
    ADOPTED = "adopted"
    SUPPLY_MAPPED = "supply_mapped"
    EVALUATED = "evaluated"


STEPS: Mapping[State, tuple[State, ...]] = {
    State.DRAFT: (State.DELIVERED,),
    State.DELIVERED: (State.DISCUSSED,),
    State.DISCUSSED: (State.ADOPTED, State.DELIVERED),
    State.ADOPTED: (State.SUPPLY_MAPPED,),
    State.SUPPLY_MAPPED: (State.EVALUATED,),
    State.EVALUATED: (),
}
"""Which state may follow which. After a discussion a plan may be delivered anew."""

ADJUSTABLE = (State.DELIVERED, State.DISCUSSED)
"""While a region may adjust: once delivered, and before it is adopted."""


class PlanStateError(ValueError):
    """A step or an adjustment that is not allowed; the message says what is."""


@dataclass(frozen=True)
class Step:
    """A state, when it was reached, and by whom."""

    state: State
    day: date
    by: str


@dataclass(frozen=True)
class Adjustment:
    """A number that a region changed: the cell, both numbers, why, who, when.

    `cell` is area, place of residence, level, profile, as in the plan's data.
    """

    cell: tuple[str, str, str, str]
    computed: int
    adjusted: int
    reason: str
    by: str
    day: date


@dataclass(frozen=True)
class Versions:
    """The life of one plan so far. `computed` are its cells (people), and never change."""

    school_year: str
    snapshot: str
    computed: Mapping[tuple[str, str, str, str], int]
    steps: tuple[Step, ...]
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def state(self) -> State:
        """Where the plan stands now."""
        return self.steps[-1].state

    @property
    def adjusted(self) -> dict[tuple[str, str, str, str], int]:
        """The numbers as they were last adjusted; the computed number where nobody did."""
        return dict(self.computed) | {one.cell: one.adjusted for one in self.adjustments}

    def step(self, state: State, *, by: str, day: date) -> Versions:
        """Go on to a state. Raises PlanStateError where the table of steps does not allow it."""
        if state not in STEPS[self.state]:
            allowed = ", ".join(STEPS[self.state]) or "nothing"
            raise PlanStateError(
                f"a plan that is {self.state} cannot become {state}; it can become {allowed}"
            )
        if not by.strip():
            raise PlanStateError("a step needs the name of who takes it")
        if day < self.steps[-1].day:
            raise PlanStateError(
                f"{day} lies before {self.steps[-1].day}, when it was {self.state}"
            )
        return replace(self, steps=(*self.steps, Step(state, day, by.strip())))

    def adjust(
        self, cell: tuple[str, str, str, str], number: int, *, reason: str, by: str, day: date
    ) -> Versions:
        """A region's own number for a cell. Raises PlanStateError with every fault at once."""
        faults = []
        if self.state not in ADJUSTABLE:
            states = " or ".join(ADJUSTABLE)
            faults.append(
                f"a plan that is {self.state} is not adjusted any more, only one {states}"
            )
        if cell not in self.computed:
            faults.append(f"the plan has no cell {' / '.join(cell)}")
        if number < 0:
            faults.append(f"{number} learners cannot be")
        faults += [f"an adjustment needs {what}" for what, said in
                   (("a reason", reason), ("a name", by)) if not said.strip()]  # fmt: skip
        if faults:
            raise PlanStateError("; ".join(faults))
        made = Adjustment(cell, self.computed[cell], number, reason.strip(), by.strip(), day)
        return replace(self, adjustments=(*self.adjustments, made))

    def evaluate(self, came: Mapping[tuple[str, str, str, str], int]) -> dict[str, float]:
        """How far the computed and the adjusted numbers were from what came out.

        The sum of absolute errors over what came out, over all cells and over those that
        somebody adjusted.
        """
        changed = {one.cell for one in self.adjustments}
        every = set(self.computed) | set(came)
        kinds = (("computed", dict(self.computed)), ("adjusted", self.adjusted))
        return {
            f"{name}{suffix}": _error(numbers, came, cells)
            for name, numbers in kinds
            for suffix, cells in (("", every), ("_where_adjusted", changed))
        }

    def write(self, folder: Path) -> Path:
        """Write the file whole or not at all."""
        content = {
            "school_year": self.school_year,
            "snapshot": self.snapshot,
            "steps": [asdict(step) for step in self.steps],
            "adjustments": [asdict(one) for one in self.adjustments],
            "computed": [[*cell, number] for cell, number in sorted(self.computed.items())],
        }
        write_beside(
            folder / FILE, json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
        )
        return folder / FILE


def _error(
    numbers: Mapping[tuple[str, str, str, str], int],
    came: Mapping[tuple[str, str, str, str], int],
    cells: set[tuple[str, str, str, str]],
) -> float:
    missed = sum(abs(numbers.get(cell, 0) - came.get(cell, 0)) for cell in cells)
    return missed / max(sum(came.get(cell, 0) for cell in cells), 1)


def drafted(
    school_year: str,
    snapshot: str,
    computed: Mapping[tuple[str, str, str, str], int],
    *,
    by: str,
    day: date,
) -> Versions:
    """A plan that was just made."""
    return Versions(school_year, snapshot, dict(computed), (Step(State.DRAFT, day, by),))


def read_versions(folder: Path) -> Versions:
    """Read the file of a plan. Raises OSError when there is none, ValueError when it is broken."""
    content = json.loads((folder / FILE).read_text(encoding="utf-8"))
    return Versions(
        content["school_year"],
        content["snapshot"],
        {tuple(row[:4]): int(row[4]) for row in content["computed"]},
        tuple(
            Step(State(s["state"]), date.fromisoformat(s["day"]), s["by"])
            for s in content["steps"]
        ),
        tuple(
            Adjustment(
                tuple(a["cell"]), a["computed"], a["adjusted"], a["reason"], a["by"],
                date.fromisoformat(a["day"]),
            )
            for a in content["adjustments"]
        ),
    )  # fmt: skip

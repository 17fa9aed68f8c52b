# SPDX-License-Identifier: EUPL-1.2
"""The life of a plan: draft, delivered, discussed, adopted, supply mapped, evaluated.

A plan's versions are one JSON file beside its documents. What was computed is never changed: a
region may adjust a number with a reason and a name, and both numbers stay, so that a year later
both can be held against what came out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from taalplan.needs.rounding import divided
from taalplan.tables.render.write import write_beside

FILE = "versions.json"
ANY = "*"
Code = tuple[str, str, str, str]
"""Area, place of residence, level, profile, as in the plan's data."""


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

    cell: Code
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
    computed: Mapping[Code, int]
    steps: tuple[Step, ...]
    adjustments: tuple[Adjustment, ...] = ()
    synthetic: bool = False

    @property
    def state(self) -> State:
        """Where the plan stands now."""
        return self.steps[-1].state

    @property
    def adjusted(self) -> dict[Code, int]:
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

    def adjust(self, cell: Code, number: int, *, reason: str, by: str, day: date) -> Versions:
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

    def adjust_sum(
        self, pattern: Code, number: int, *, reason: str, by: str, day: date
    ) -> Versions:
        """A region's own number for all cells of a pattern together; `*` stands for any code.

        It is divided over the cells as their numbers are now. Raises PlanStateError.
        """
        cells = [
            cell
            for cell in self.computed
            if all(p in (ANY, c) for p, c in zip(pattern, cell, strict=True))
        ]
        if not cells or number < 0:
            # The same words as for one cell.
            return self.adjust(pattern, number, reason=reason, by=by, day=day)
        now = self.adjusted
        held = np.array([[float(now[cell])] for cell in cells])
        found = self
        for cell, part in zip(cells, divided(held, np.array([number]))[:, 0], strict=True):
            if int(part) != now[cell] or len(cells) == 1:
                found = found.adjust(cell, int(part), reason=reason, by=by, day=day)
        return found

    def evaluate(self, came: Mapping[Code, int]) -> dict[str, float]:
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
            "synthetic": self.synthetic,
            "steps": [asdict(step) for step in self.steps],
            "adjustments": [asdict(one) for one in self.adjustments],
            "computed": [[*cell, number] for cell, number in sorted(self.computed.items())],
        }
        write_beside(
            folder / FILE, json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n"
        )
        return folder / FILE


def _error(
    numbers: Mapping[Code, int],
    came: Mapping[Code, int],
    cells: set[Code],
) -> float:
    missed = sum(abs(numbers.get(cell, 0) - came.get(cell, 0)) for cell in cells)
    return missed / max(sum(came.get(cell, 0) for cell in cells), 1)


def replaceable(folder: Path) -> None:
    """Raises PlanStateError where a new plan would write over one that people worked with."""
    if not (folder / FILE).exists():
        return
    found = read_versions(folder)
    if found.state is not State.DRAFT or found.adjustments:
        raise PlanStateError(
            f"the plan in {folder} is {found.state} and is kept; write the new one elsewhere and "
            "lay them side by side with --compare"
        )


def drafted(
    school_year: str,
    snapshot: str,
    computed: Mapping[Code, int],
    *,
    by: str,
    day: date,
    synthetic: bool = False,
) -> Versions:
    """A plan that was just made."""
    first = (Step(State.DRAFT, day, by),)
    return Versions(school_year, snapshot, dict(computed), first, synthetic=synthetic)


def read_versions(folder: Path) -> Versions:
    """Read the file of a plan. Raises PlanStateError when there is none, or when it is broken."""
    path = folder / FILE
    try:
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise PlanStateError(f"{folder} holds no plan ({FILE} is not there)") from None
    except (KeyError, TypeError, ValueError) as error:
        raise PlanStateError(f"{path} cannot be read: {error!r}") from error


def _read(content: Mapping[str, Any]) -> Versions:
    return Versions(
        content["school_year"],
        content["snapshot"],
        {_code(row[:4]): int(row[4]) for row in content["computed"]},
        tuple(
            Step(State(s["state"]), date.fromisoformat(s["day"]), s["by"])
            for s in content["steps"]
        ),
        tuple(
            Adjustment(
                _code(a["cell"]), a["computed"], a["adjusted"], a["reason"], a["by"],
                date.fromisoformat(a["day"]),
            )
            for a in content["adjustments"]
        ),
        bool(content.get("synthetic", False)),
    )  # fmt: skip


def _code(parts: Sequence[str]) -> Code:
    area, place, level, profile = parts
    return area, place, level, profile

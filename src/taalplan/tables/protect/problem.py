# SPDX-License-Identifier: EUPL-1.2
"""What must be protected, before anything is decided: cells, and the sums that tie them.

Tables that share figures become one problem: a figure that stands in two tables is one cell, and
every total of either table is one equation. Someone who reads the release knows the equations,
every figure that is shown, and `lower` and `upper` of every figure that is not. From these they
can compute an interval for each hidden figure; it must be wide enough.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Cell:
    """One figure of one or more tables.

    `key` names it: equal keys are the same figure. `published` is False for a figure that stands
    nowhere and yet can be computed (people who are in two groups); it counts as hidden.

    A `sensitive` cell is hidden, and what an outsider can derive for it must contain a value of
    at most `protect_low` and one of at least `protect_high`, and be at least `protect_width`
    wide (a sliding interval). None and 0 ask for nothing.

    `weight` is what is lost when the cell is not shown. `lower` and `upper` (None: no bound) are
    what an outsider knows of the figure when it is hidden. A sign that tells why a cell is
    hidden ("<5") gives a bound, which must stand here: then the primary cells are at most 4, and
    the other hidden cells at least 5. A `frozen` cell must be shown: it was published before, or
    everybody knows it. A `rest` is what is left in an inequality: about nobody, so that nobody
    asks what it can be.
    """

    key: Hashable
    value: int
    published: bool = True
    sensitive: bool = False
    protect_low: int | None = None
    protect_high: int | None = None
    protect_width: int = 0
    weight: int = 1
    lower: int = 0
    upper: int | None = None
    frozen: bool = False
    rest: bool = False


@dataclass(frozen=True)
class Equation:
    """A sum that everybody knows: the terms (index of a cell, coefficient) together give 0."""

    terms: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Problem:
    """Cells and the equations between them, with the true values.

    `insiders` are sets of cells of which one contributor knows the values: someone who is the
    only person in a cell knows that it is 1. For none of them may another sensitive cell become
    exact, when what they know is added to what is shown.

    Raises ValueError, naming every fault at once, when the true values break an equation or a
    bound, when a key stands there twice, or when what is asked contradicts itself.
    """

    cells: tuple[Cell, ...]
    equations: tuple[Equation, ...]
    insiders: tuple[frozenset[int], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no release could have."""
        faults = [*self._equation_faults(), *self._cell_faults()]
        if faults:
            raise ValueError("; ".join(faults))

    @cached_property
    def index(self) -> dict[Hashable, int]:
        """The index of each key."""
        return {cell.key: number for number, cell in enumerate(self.cells)}

    @property
    def primary(self) -> frozenset[int]:
        """The published cells that are hidden because of what they say themselves."""
        return frozenset(
            number for number, cell in enumerate(self.cells) if cell.published and cell.sensitive
        )

    @property
    def unpublished(self) -> frozenset[int]:
        """The figures that stand nowhere but follow from others."""
        return frozenset(number for number, cell in enumerate(self.cells) if not cell.published)

    def secret(self, hidden: frozenset[int]) -> frozenset[int]:
        """What a reader of the release does not see when these cells are hidden."""
        return hidden | self.unpublished

    def _equation_faults(self) -> list[str]:
        faults = []
        for equation in self.equations:
            places = [place for place, _ in equation.terms]
            if len(set(places)) < len(places) or not all(c for _, c in equation.terms):
                faults.append(f"an equation names a cell twice or with 0: {equation.terms}")
            elif any(not 0 <= place < len(self.cells) for place in places):
                faults.append(f"an equation names a cell that is not there: {equation.terms}")
            elif total := sum(c * self.cells[place].value for place, c in equation.terms):
                names = ", ".join(str(self.cells[place].key) for place in places[:4])
                faults.append(f"the equation of {names} ... gives {total} and not 0")
        return faults

    def _cell_faults(self) -> list[str]:
        faults = []
        if len(self.index) < len(self.cells):
            faults.append("two cells have the same key")
        for cell in self.cells:
            upper = cell.value if cell.upper is None else cell.upper
            if not cell.lower <= cell.value <= upper:
                faults.append(f"{cell.key}: {cell.value} is not in {cell.lower}..{cell.upper}")
            if cell.frozen and (cell.sensitive or not cell.published):
                faults.append(f"{cell.key} must be shown and must be hidden")
            if cell.rest and (cell.sensitive or cell.published):
                faults.append(f"{cell.key} is about nobody and must be published or protected")
            if cell.weight < 0:
                faults.append(f"{cell.key} has a negative weight")
        return faults

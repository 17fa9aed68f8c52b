# SPDX-License-Identifier: EUPL-1.2
"""What no plan can be worth more than, and the prices that say so.

People and resources get prices (a Lagrangian of "nobody is placed twice" and of rooms, teachers
and money). Each option then chooses its own best number of groups and people, as if it were
alone; what they gain together, plus everything at its price, is a bound for every plan. Each
block of options that share nobody moves its prices with a step of its own (Polyak's, halved
where it does not help): a block that is settled does not wait for one that is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from taalplan.supply.options import Options
from taalplan.supply.problem import Floats, Ints

MEMORY = 0.5
"""How much of the last direction is kept: prices swing less."""

FIRST_STEP = 0.1
"""Share of the way to the best plan that the first prices move: a whole step overshoots."""

PATIENCE = 5
"""Rounds without a better bound after which a block takes smaller steps."""


@dataclass(eq=False)
class Bound:
    """The prices of one problem; `tighten` moves them and keeps the best bound of each block.

    `block` and `cell_block` say in which block an option and a row of the needs are. `shadow`
    (rows, layers) and `price` (resources) are the best prices so far.
    """

    options: Options
    block: Ints
    cell_block: Ints
    blocks: int
    shadow: Floats = field(init=False)
    price: Floats = field(init=False)
    value: float = field(init=False)

    def __post_init__(self) -> None:
        needs, options = self.options.problem.needs, self.options
        self.people = np.ascontiguousarray(needs.people)
        self.chance = np.ascontiguousarray(needs.chance)
        self.keep = options.problem.weights.keep
        self._taken = np.zeros_like(self.people)
        self._count = np.zeros(len(options), np.int64)
        self._gain = np.zeros(self.blocks)
        self.shadow = self._first_shadow()
        self.price = np.zeros(len(options.resources.capacity))
        self._now, self._direction = self.shadow.copy(), np.zeros_like(self.people)
        self._best = np.full(self.blocks, np.inf)
        self._step, self._stalled = (
            np.full(self.blocks, FIRST_STEP),
            np.zeros(self.blocks, np.int64),
        )
        self.value = np.inf

    def _first_shadow(self) -> Floats:
        """The highest price at which nobody is worth a place in a full group."""
        options = self.options
        share = (options.cost / options.largest)[options.option_of_arc]
        found = np.zeros_like(self.people)
        for layer in range(found.shape[1]):
            worth = self.chance[options.cell, layer] * options.value - share
            np.maximum.at(found[:, layer], options.cell, worth)
        return found

    def tighten(self, reached: Floats) -> float:
        """One round of new prices; `reached` is what the best plan is worth in each block."""
        from taalplan.supply.kernel_prices import priced

        options, capacity = self.options, self.options.resources.capacity
        priced(
            self.people, self._now, self.price, self.keep, options.known, options.least,
            options.limit, self.chance, options.begin, options.cell, options.value,
            options.smallest, options.largest, options.cost, options.use_begin,
            options.use_row, options.use, self.block, self._taken, self._count, self._gain,
        )  # fmt: skip
        charged = self.people * self._now
        bound = self._gain + np.bincount(self.cell_block, charged.sum(axis=1), self.blocks)
        self._keep(bound)
        found = float(self._best.sum() + capacity @ self.price)
        self.value = min(self.value, found)
        self._move(bound, reached)
        return self.value

    def _keep(self, bound: Floats) -> None:
        """Remember the best prices of each block; go back to them where nothing helps."""
        better = bound < self._best - 1e-9
        known = np.where(np.isfinite(self._best), self._best, np.finfo(float).max)
        much = bound < known - 1e-4 * np.abs(known)
        self._best = np.where(better, bound, self._best)
        mine = better[self.cell_block]
        self.shadow[mine] = self._now[mine]
        self._stalled = np.where(much, 0, self._stalled + 1)
        weary = self._stalled >= PATIENCE
        self._step[weary] *= 0.6
        self._stalled[weary] = 0
        back = weary[self.cell_block]
        self._now[back] = self.shadow[back]

    def _move(self, bound: Floats, reached: Floats) -> None:
        """Cheaper where people are left, dearer where they are wanted twice."""
        left = self.people - self._taken
        self._direction = MEMORY * self._direction + (1 - MEMORY) * left
        # Every row has its own scale: a price moves by how many of its people are left.
        share = np.divide(
            self._direction, self.people, out=np.zeros_like(left), where=self.people > 1e-12
        )
        length = np.bincount(
            self.cell_block, (self._direction * share).sum(axis=1), self.blocks
        )  # fmt: skip
        length = np.maximum(length, 1e-12)
        far = np.maximum(bound - reached, 0.0) * self._step / length
        self._now = np.maximum(0.0, self._now - far[self.cell_block][:, None] * share)

    def reprice(self, price: Floats) -> None:
        """Charge other prices for resources: the bounds of the blocks begin again."""
        if not np.array_equal(price, self.price):
            self.price = price
            self._best[:] = np.inf
            self._stalled[:] = 0

    def wanted(self) -> Floats:
        """How much of each resource the options would take at these prices."""
        return self.options.used(self._count)

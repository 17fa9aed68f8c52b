# SPDX-License-Identifier: EUPL-1.2
"""A plan in the making: open groups with the people in them, made better again and again."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from taalplan.supply.options import Options
from taalplan.supply.problem import Floats, Ints
from taalplan.vocabulary.distance import kilometres

SCARCE = 0.8
"""How much of their price people keep others from: who can come elsewhere gives way."""


@dataclass(eq=False)
class Search:
    """Open groups (`count` per option), and who is `left` (rows, layers).

    `order` is in which the arcs of each option are looked at; `seats` (arcs, layers) follow it.
    """

    options: Options
    block: Ints
    blocks: int
    count: Ints = field(init=False)

    def __post_init__(self) -> None:
        options = self.options
        needs = options.problem.needs
        self.people = np.ascontiguousarray(needs.people)
        self.chance = np.ascontiguousarray(needs.chance)
        self.keep = options.problem.weights.keep
        self.everything = np.arange(len(options))
        self.site = np.ascontiguousarray(options.columns[0])
        self.members = np.argsort(self.block, kind="stable")
        sizes = np.bincount(self.block, minlength=self.blocks)
        self.member_begin = np.concatenate([[0], np.cumsum(sizes)])
        at = np.array([(s.latitude, s.longitude) for s in options.problem.sites]).reshape(-1, 2)
        self.far = np.ascontiguousarray(
            kilometres(at[:, None, 0], at[:, None, 1], at[:, 0], at[:, 1])
        )
        self.order = np.arange(options.arcs)
        self.cell, self.value = options.cell, options.value
        self.clear()

    def clear(self) -> None:
        """Open nothing but what was promised."""
        options = self.options
        self.count = np.zeros(len(options), np.int64)
        self.left = self.people.copy()
        self.seats = np.zeros((options.arcs, self.people.shape[1]))
        self.slack = options.resources.capacity.copy()
        self.count += options.least
        self.slack -= options.used(options.least)
        self.settle()

    def prefer(self, shadow: Floats) -> None:
        """Look first at those whom other groups want least, by their prices."""
        from taalplan.supply.kernels import arranged

        options = self.options
        likely = np.maximum(self.chance[:, 0], 1e-9)
        key = options.value - SCARCE * (shadow[:, 0] / likely)[options.cell]
        order = arranged(options.begin, key)
        back = np.empty_like(self.order)
        back[self.order] = np.arange(options.arcs)
        self.seats = self.seats[back][order]
        self.order = order
        self.cell = np.ascontiguousarray(options.cell[order])
        self.value = options.value[order]
        self._key = key[order]

    def build(self, price: Floats, *, scarce: bool = False, aim: float = 0.0) -> None:
        """Open groups from nothing, the best first; `aim` 0 makes them small, 1 full."""
        options = self.options
        self.clear()
        size = options.smallest + aim * (options.largest - options.smallest)
        if scarce:
            self._open(self.everything, size, price, self._key)
            self.settle()
        self._open(self.everything, size, price, self.value)
        self.settle()

    def adopt(self, wanted: Ints) -> None:
        """Open the groups of another plan where they can be, and fill them."""
        from taalplan.supply.kernels import adopt

        options = self.options
        self.clear()
        adopt(
            np.minimum(wanted, options.limit), self.count, self.left, self.seats, self.slack,
            self.chance, options.begin, self.cell, self.value, options.smallest,
            options.largest, options.use_begin, options.use_row, options.use,
        )  # fmt: skip
        self.settle()
        self._open(self.everything, options.smallest, np.zeros(len(self.slack)), self.value)
        self.settle()

    def _open(self, among: Ints, aim: Floats, price: Floats, value: Floats) -> None:
        from taalplan.supply.kernels import open_best

        options = self.options
        open_best(
            among, aim, 0.0, self.count, self.left, self.seats, self.slack, price, self.keep,
            options.known, options.limit, self.chance, options.begin, self.cell, value,
            options.smallest, options.largest, options.cost, options.use_begin,
            options.use_row, options.use,
        )  # fmt: skip

    def settle(self) -> None:
        """Fill the seats that are free in open groups."""
        from taalplan.supply.kernels import settle

        options = self.options
        settle(self.everything, self.count, self.left, self.seats, options.begin, self.cell,
               options.largest)  # fmt: skip

    def improve(self, tries: int, seed: int, price: Floats) -> float:
        """Close and open neighbourhoods; what it gained."""
        from taalplan.supply.kernels import improve

        options = self.options
        return float(improve(
            tries, seed, self.members, self.member_begin, self.block, self.site, self.far,
            self.count, self.left, self.seats, self.slack, price, self.keep, options.known,
            options.least, options.limit, self.chance, options.begin, self.cell, self.value,
            options.smallest, options.largest, options.cost, options.use_begin,
            options.use_row, options.use,
        ))  # fmt: skip

    @property
    def worth(self) -> float:
        """What the plan is worth."""
        return float(self.worth_of_blocks().sum())

    def worth_of_blocks(self) -> Floats:
        """What it is worth in each block."""
        from taalplan.supply.kernels import tally

        options, total = self.options, np.zeros(self.blocks)
        tally(self.count, self.seats, self.keep, options.known, self.chance, options.begin,
              self.cell, self.value, options.cost, self.block, total)  # fmt: skip
        return total

    def sown(self) -> Floats:
        """The seats (arcs, layers) in the order of the options."""
        found = np.empty_like(self.seats)
        found[self.order] = self.seats
        return found

# SPDX-License-Identifier: EUPL-1.2
"""The supply as one integer programme, as a textbook would write it: one function for each rule.

Variables: `n` groups of each option (whole), `x` seats on each arc and layer, `k` groups kept
from last year. It is exact, and the way for small problems and in tests; a problem of the size
of Flanders has millions of seats, and goes another way (`solve`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from taalplan.supply.options import Options
from taalplan.supply.problem import Floats, Ints

INFINITY = float("inf")


@dataclass(frozen=True, eq=False)
class Rule:
    """Rows of one rule: entries (row, column, value) and the bounds of each row."""

    name: str
    row: Ints
    column: Ints
    value: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True, eq=False)
class Model:
    """Variables with bounds and worth, and rules. Columns: groups, then kept, then seats.

    `options` is what it was made from; None for a programme that is no supply.
    """

    options: Options | None
    worth: Floats
    lower: Floats
    upper: Floats
    whole: Ints
    rules: tuple[Rule, ...]

    @property
    def seats_from(self) -> int:
        """The first column of the seats."""
        return 2 * len(self.options or ())


def model_of(options: Options, *, strong: bool = False) -> Model:
    """The programme of all rules; `strong` adds rows that cut fractions off (many of them)."""
    groups, layers = len(options), options.problem.needs.people.shape[1]
    needs = options.problem.needs
    worth = np.concatenate([
        -options.cost,
        np.full(groups, options.problem.weights.keep),
        (needs.chance[options.cell] * options.value[:, None]).reshape(-1),
    ])  # fmt: skip
    upper = np.concatenate([
        options.limit, np.minimum(options.known, options.limit),
        needs.people[options.cell].reshape(-1),
    ]).astype(float)  # fmt: skip
    lower = np.concatenate([options.least, np.zeros(groups + options.arcs * layers)])
    rules = [
        nobody_is_placed_twice(options),
        no_group_is_too_large(options),
        no_group_is_too_small(options),
        what_is_shared_suffices(options),
        what_is_kept_was_there(options),
    ]
    if strong:
        rules.append(nobody_sits_in_a_part_of_a_group(options))
    return Model(options, worth, lower.astype(float), upper, np.arange(groups), tuple(rules))


def _seats(options: Options) -> tuple[Ints, Ints, Ints]:
    """Column, option and cell-layer of each seat variable."""
    layers = options.problem.needs.people.shape[1]
    column = 2 * len(options) + np.arange(options.arcs * layers)
    option = np.repeat(options.option_of_arc, layers)
    cell = (options.cell.astype(np.int64)[:, None] * layers + np.arange(layers)).reshape(-1)
    return column, option, cell


def nobody_is_placed_twice(options: Options) -> Rule:
    """The seats given to a layer of people are at most the people in it."""
    column, _, cell = _seats(options)
    people = options.problem.needs.people.reshape(-1)
    return Rule("people", cell, column, np.ones(len(column)), np.full(len(people), -INFINITY),
                people)  # fmt: skip


def no_group_is_too_large(options: Options) -> Rule:
    """The seats of an option are at most those of its groups."""
    column, option, _ = _seats(options)
    own = np.arange(len(options))
    return Rule(
        "largest", np.concatenate([option, own]), np.concatenate([column, own]),
        np.concatenate([np.ones(len(column)), -options.largest]),
        np.full(len(own), -INFINITY), np.zeros(len(own)),
    )  # fmt: skip


def no_group_is_too_small(options: Options) -> Rule:
    """Enough people are expected in the groups of an option, but for those that were promised."""
    column, option, _ = _seats(options)
    own = np.arange(len(options))
    chance = options.problem.needs.chance[options.cell].reshape(-1)
    return Rule(
        "smallest", np.concatenate([option, own]), np.concatenate([column, own]),
        np.concatenate([chance, -options.smallest]),
        -options.smallest * options.least, np.full(len(own), INFINITY),
    )  # fmt: skip


def what_is_shared_suffices(options: Options) -> Rule:
    """Rooms in every month, teachers of every area, and money."""
    capacity = options.resources.capacity
    return Rule(
        "shared", options.use_row.astype(np.int64), options.option_of_use, options.use,
        np.full(len(capacity), -INFINITY), capacity,
    )  # fmt: skip


def what_is_kept_was_there(options: Options) -> Rule:
    """A group counts as kept only when it opens."""
    own = np.arange(len(options))
    return Rule(
        "kept", np.concatenate([own, own]), np.concatenate([len(own) + own, own]),
        np.concatenate([np.ones(len(own)), -np.ones(len(own))]),
        np.full(len(own), -INFINITY), np.zeros(len(own)),
    )  # fmt: skip


def nobody_sits_in_a_part_of_a_group(options: Options) -> Rule:
    """Of a layer at most the share that an option is open: implied by whole groups."""
    column, option, cell = _seats(options)
    people = options.problem.needs.people.reshape(-1)[cell]
    rows = np.arange(len(column))
    return Rule(
        "strong", np.concatenate([rows, rows]), np.concatenate([column, option]),
        np.concatenate([np.ones(len(column)), -people]),
        np.full(len(rows), -INFINITY), np.zeros(len(rows)),
    )  # fmt: skip


def entries(rules: tuple[Rule, ...]) -> Iterator[tuple[Any, ...]]:
    """The entries of all rules with rows numbered through."""
    first = 0
    for rule in rules:
        yield rule.row + first, rule.column, rule.value
        first += len(rule.lower)

# SPDX-License-Identifier: EUPL-1.2
"""What cannot be right in a supply problem, as sentences that say where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from taalplan.supply.problem import Groups, Site, SupplyProblem, Zone


def faults(problem: SupplyProblem) -> Iterator[str]:
    """Every fault of a problem."""
    yield from _codes(problem)
    yield from _kinds(problem)
    shapes = list(_shapes(problem))
    yield from shapes
    if not shapes:
        yield from _needs(problem)
        yield from _limits(problem)
        yield from _groups(problem, "existing", problem.existing)
        yield from _groups(problem, "promised", problem.promised)


def _codes(problem: SupplyProblem) -> Iterator[str]:
    lists = {
        "area": problem.areas,
        "level": problem.levels,
        "kind": [kind.code for kind in problem.kinds],
        "day-part": problem.dayparts,
        "mode": [mode.code for mode in problem.modes],
        "zone": [zone.code for zone in problem.zones],
        "site": [site.code for site in problem.sites],
        "qualification": problem.qualifications,
    }
    for name, codes in lists.items():
        yield from _twice(name, codes)
    if list(problem.rounds) != sorted(set(problem.rounds)):
        yield f"rounds {problem.rounds} must be different months, in order"
    places: list[Zone | Site] = [*problem.zones, *problem.sites]
    for place in places:
        if place.area not in problem.areas:
            yield f"{place.code}: '{place.area}' is not an area"
        if not np.isfinite([place.latitude, place.longitude]).all():
            yield f"{place.code}: no coordinates"
    for wish in problem.wishes:
        if not wish.dayparts or set(wish.dayparts) - set(problem.dayparts):
            yield f"wish {wish}: its day-parts must be some of {', '.join(problem.dayparts)}"
        if wish.mode not in lists["mode"]:
            yield f"wish {wish}: '{wish.mode}' is not a mode"


def _twice(name: str, codes: Sequence[str]) -> Iterator[str]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"{name} '{code}' stands there twice"


def _kinds(problem: SupplyProblem) -> Iterator[str]:
    for kind in problem.kinds:
        if not 1 <= kind.smallest <= kind.largest:
            yield f"kind {kind.code}: groups of {kind.smallest} to {kind.largest} learners"
        if kind.hours <= 0 or kind.months < 1:
            yield f"kind {kind.code}: {kind.hours} hours in {kind.months} months"
        if kind.qualification not in problem.qualifications:
            yield f"kind {kind.code}: '{kind.qualification}' is not a qualification"
    for mode in problem.modes:
        if mode.reach < 0 or mode.rooms < 0:
            yield f"mode {mode.code}: reach and rooms cannot be below 0"


def _shapes(problem: SupplyProblem) -> Iterator[str]:
    sites, kinds = len(problem.sites), len(problem.kinds)
    wanted = {
        "rooms": (problem.rooms, (sites, len(problem.dayparts))),
        "teachers": (problem.teachers, (len(problem.areas), len(problem.qualifications))),
        "offers": (problem.offers, (sites, kinds)),
        "open_sites": (problem.open_sites, (sites,)),
        "area_weight": (
            problem.area_weight,
            (len(problem.areas) if len(problem.area_weight) else 0,),
        ),
        "open_dayparts": (problem.open_dayparts, (len(problem.dayparts),)),
    }
    for name, (array, shape) in wanted.items():
        if array.shape != shape:
            yield f"{name} has the shape {array.shape}, not {shape}"
    needs = problem.needs
    rows = len(needs.zone)
    if needs.people.ndim != 2 or needs.people.shape != needs.chance.shape:
        yield "people and chance of the needs must have the same shape (rows, layers)"
    for name in (*needs.COLUMNS, "waited", "people"):
        if len(getattr(needs, name)) != rows:
            yield f"needs: {name} has {len(getattr(needs, name))} rows, not {rows}"


def _needs(problem: SupplyProblem) -> Iterator[str]:
    needs = problem.needs
    sizes = {
        "zone": len(problem.zones),
        "level": len(problem.levels),
        "kind": len(problem.kinds),
        "wish": len(problem.wishes),
        "round": len(problem.rounds),
    }
    for name, size in sizes.items():
        column = getattr(needs, name)
        if len(column) and not (column.min() >= 0 and column.max() < size):
            yield f"needs: a {name} is not in the list of {size}"
    if not np.isfinite(needs.people).all() or (needs.people < 0).any():
        yield "needs: people must be 0 or more in every layer"
    if not ((needs.chance >= 0) & (needs.chance <= 1 + 1e-9)).all():
        yield "needs: a chance lies between 0 and 1"
    if (np.diff(needs.chance, axis=1)[(needs.people[:, 1:] > 0)] > 1e-9).any():
        yield "needs: a later layer cannot be more likely than an earlier one"
    if not np.isfinite(needs.waited).all() or (needs.waited < 0).any():
        yield "needs: months waited must be 0 or more"


def _limits(problem: SupplyProblem) -> Iterator[str]:
    if (problem.rooms < 0).any():
        yield "rooms cannot be below 0"
    if not (problem.teachers >= 0).all():
        yield "lesson hours of teachers cannot be below 0"
    if problem.budget is not None and not problem.budget >= 0:
        yield f"the budget is {problem.budget} euro"
    if not problem.hour_cost >= 0:
        yield f"a lesson hour costs {problem.hour_cost} euro"
    if not (problem.area_weight >= 0).all():
        yield "the weight of an area cannot be below 0"
    weights = problem.weights
    for name in ("travel", "waiting", "waited", "money", "keep", "fairness", "longest"):
        if getattr(weights, name) < 0:
            yield f"the weight of {name} is {getattr(weights, name)}, below 0"


def _groups(problem: SupplyProblem, name: str, groups: Groups) -> Iterator[str]:
    sizes = (
        len(problem.sites), len(problem.levels), len(problem.kinds),
        len(problem.dayparts), len(problem.modes), len(problem.rounds),
    )  # fmt: skip
    for column, places, size in zip(groups.COLUMNS, groups.columns, sizes, strict=True):
        if len(places) and not (places.min() >= 0 and places.max() < size):
            yield f"{name} groups: a {column} is not in the list of {size}"
            return
    if (groups.count < 1).any():
        yield f"{name} groups: each row is at least one group"
    if len(np.unique(np.stack(groups.columns), axis=1).T) != len(groups.count):
        yield f"{name} groups: two rows are about the same groups"

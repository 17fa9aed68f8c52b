# SPDX-License-Identifier: EUPL-1.2
"""A plan of the supply of all Flanders, beside a plain integer programme; and known optima.

python benchmarks/supply.py                       slices of growing size, both ways
python benchmarks/supply.py --whole               Flanders as a whole, our way only
python benchmarks/supply.py --location FOLDER     capacitated location (OR-Library), known optima

The instance has 319 municipalities, 250 sites, 6 levels, 4 profiles, 5 day-parts, 3 modes and 10
starts, and is drawn from a seed. Both ways maximise the same value under the same rules; the gap
is (bound - value) / value. A slice has fewer levels and profiles, with all the rest.
"""

from __future__ import annotations

import argparse
import csv
import time
from itertools import product
from pathlib import Path

import numpy as np

from taalplan.supply import Effort, broken_rules, make_plan
from taalplan.supply.highs import maximise
from taalplan.supply.model import Model, Rule, model_of
from taalplan.supply.options import options_of
from taalplan.supply.problem import (
    Kind,
    Mode,
    Needs,
    Site,
    SupplyProblem,
    Weights,
    Wish,
    Zone,
)
from taalplan.vocabulary.places import municipalities

GOALS = (0.05, 0.01, 0.001)
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
LEVEL_SHARE = (0.45, 0.34, 0.13, 0.05, 0.02, 0.01)
KINDS = (
    Kind("standard", 12, 20, 120.0, 3, "cvo"), Kind("basic", 8, 15, 240.0, 6, "cbe"),
    Kind("short", 12, 25, 80.0, 2, "cvo"), Kind("alfa", 6, 10, 600.0, 9, "cbe"),
)  # fmt: skip
KIND_SHARE = (0.6, 0.2, 0.15, 0.05)
DAYPARTS = ("morning", "afternoon", "evening", "saturday", "sunday")
WISHES = (
    (("morning",), 0.3), (("morning", "afternoon"), 0.3), (("evening",), 0.3),
    (("saturday",), 0.06), (("saturday", "sunday"), 0.04),
)  # fmt: skip
MODES = (
    (Mode("contact", 15.0), 0.6),
    (Mode("blended", 25.0), 0.3),
    (Mode("distance", 60.0, 0), 0.1),
)
ROUNDS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def flanders(people: int, levels: int, kinds: int, seed: int = 216) -> SupplyProblem:
    """The instance, or a slice of it with its first levels and profiles."""
    rng = np.random.default_rng(seed)
    known = list(municipalities(np.datetime64("2022-09-01").astype(object)).values())
    areas = tuple(dict.fromkeys(place.province for place in known))
    zones = tuple(
        Zone(p.nis, p.name.nl, p.province, p.latitude, p.longitude) for p in known
    )  # fmt: skip
    living = np.array([float(p.population or 10_000) for p in known])
    living /= living.sum()
    at = rng.choice(len(known), 250, p=living)
    sites = tuple(
        Site(f"s{n:03d}", f"s{n:03d}", zones[z].code, zones[z].area,
             zones[z].latitude + rng.normal(0, 0.01), zones[z].longitude + rng.normal(0, 0.015))
        for n, z in enumerate(at)
    )  # fmt: skip
    wishes = [Wish(parts, mode.code) for (parts, _), (mode, _) in product(WISHES, MODES)]
    wish_share = [a * b for (_, a), (_, b) in product(WISHES, MODES)]
    share = np.einsum(
        "z,l,k,w,r->zlkwr", living, LEVEL_SHARE, KIND_SHARE, wish_share, np.full(10, 0.1)
    )
    drawn = rng.multinomial(people, share.reshape(-1)).reshape(share.shape)
    drawn = drawn[:, :levels, :kinds]
    cells = np.argwhere(drawn)
    amount = drawn[tuple(cells.T)].astype(float)
    layers = np.array([0.9, 0.1, 0.1])
    chance = np.tile([0.97, 0.8, 0.47], (len(cells), 1))
    hours = np.array([kind.hours for kind in KINDS])
    need = people * float((np.array(KIND_SHARE) * hours / 15).sum())
    teachers = np.outer([living[[z.area == a for z in zones]].sum() for a in areas], [0.5, 0.6])
    return SupplyProblem(
        areas=areas, levels=LEVELS[:levels], kinds=KINDS[:kinds], dayparts=DAYPARTS,
        modes=tuple(mode for mode, _ in MODES), rounds=ROUNDS, wishes=tuple(wishes), zones=zones,
        sites=sites, needs=Needs(*cells.T, np.zeros(len(cells)), amount[:, None] * layers, chance),
        rooms=rng.integers(1, 6, (250, 5)), qualifications=("cvo", "cbe"),
        teachers=teachers * need, budget=0.95 * need * 90, hour_cost=90.0,
        offers=np.ones((250, kinds), bool), open_sites=np.ones(250, bool),
        open_dayparts=np.ones(5, bool), weights=Weights(longest=3),
    )  # fmt: skip


class Clock:
    """CPU seconds at which each gap was first reached."""

    def __init__(self) -> None:
        self.began = time.process_time()
        self.at: dict[float, float] = {}
        self.last = float("inf")

    def __call__(self, value: float, bound: float) -> None:
        self.last = (bound - value) / abs(value) if abs(value) > 1e-9 else float("inf")
        for goal in GOALS:
            if self.last <= goal:
                self.at.setdefault(goal, time.process_time() - self.began)

    def __str__(self) -> str:
        reached = "  ".join(
            f"{goal:.1%} {self.at[goal]:7.1f} s" if goal in self.at else f"{goal:.1%}       - "
            for goal in GOALS
        )
        return f"{reached}   after {time.process_time() - self.began:6.1f} s gap {self.last:.2%}"


def ours(problem: SupplyProblem, rounds: int, seconds: float) -> None:
    """Our way, with its plan held against every rule."""
    clock = Clock()
    plan = make_plan(
        problem, Effort(rounds, seconds, 0.001), exact=False,
        heard=lambda step, value, bound: clock(value, bound),
    )  # fmt: skip
    broken = list(broken_rules(plan))
    print(f"  taalplan  {clock}  value {plan.value:,.1f}, {plan.groups.count.sum():,} groups, "
          f"{len(broken)} rules broken", flush=True)  # fmt: skip


def plain(problem: SupplyProblem, seconds: float) -> None:
    """The same problem as one programme in HiGHS."""
    clock = Clock()
    options = options_of(problem)
    model = model_of(options)
    solved = maximise(
        model, seconds=seconds, gap=0.001, told=lambda at, value, bound: clock(value, bound)
    )
    if np.isfinite(solved.value):
        clock(solved.value, solved.bound)
    print(f"  HiGHS     {clock}  value {solved.value:,.1f}; {len(model.worth):,} columns, "
          f"{sum(len(rule.lower) for rule in model.rules):,} rows", flush=True)  # fmt: skip


def location(folder: Path) -> None:
    """Capacitated location with known optima, in the wrapper that plans use."""
    optima = {row[0]: float(row[1]) for row in csv.reader((folder / "optima.csv").open())}
    for name, optimum in optima.items():
        file, _, capacity = name.partition("_")
        if capacity:
            # A thousand customers: minutes each as they stand; not solved here.
            continue
        model = located((folder / f"{file}.txt").read_text())
        began = time.process_time()
        solved = maximise(model)
        spent = time.process_time() - began
        print(f"  {name:10} {-solved.value:14.3f}  known {optimum:14.3f}  {spent:.2f} s")


def located(text: str) -> Model:
    """A capacitated facility location problem of the OR-Library as a model."""
    words = iter(text.split())
    sites, people = int(next(words)), int(next(words))
    given = np.array([[float(next(words)), float(next(words))] for _ in range(sites)])
    demand, cost = np.empty(people), np.empty((people, sites))
    for one in range(people):
        demand[one] = float(next(words))
        cost[one] = [float(next(words)) for _ in range(sites)]
    seats = sites + np.arange(people * sites)
    who, where = np.repeat(np.arange(people), sites), np.tile(np.arange(sites), people)
    none = np.zeros(sites)
    everybody = Rule("all", who, seats, np.ones(len(seats)), np.ones(people), np.ones(people))
    fits = Rule(
        "capacity", np.concatenate([where, np.arange(sites)]),
        np.concatenate([seats, np.arange(sites)]),
        np.concatenate([demand[who], -given[:, 0]]), none - np.inf, none,
    )  # fmt: skip
    rows = np.arange(len(seats))
    strong = Rule(
        "strong", np.concatenate([rows, rows]), np.concatenate([seats, where]),
        np.concatenate([np.ones(len(rows)), -np.ones(len(rows))]),
        np.full(len(rows), -np.inf), np.zeros(len(rows)),
    )  # fmt: skip
    size = sites + len(seats)
    return Model(
        None, -np.concatenate([given[:, 1], cost.reshape(-1)]), np.zeros(size), np.ones(size),
        np.arange(sites), (everybody, fits, strong),
    )  # fmt: skip


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--location", type=Path)
    parser.add_argument("--people", type=int, default=60_000)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    if options.location:
        location(options.location)
        return
    sizes = [(6, 4)] if options.whole else [(1, 1)]
    people = [options.people] if options.whole else [6_000, 20_000, options.people]
    for (levels, kinds), number in product(sizes, people):
        problem = flanders(number, levels, kinds)
        print(f"{levels} levels, {kinds} profiles, {problem.needs.expected.sum():,.0f} people, "
              f"{len(problem.needs.zone):,} cells", flush=True)  # fmt: skip
        ours(problem, options.rounds, options.seconds)
        if not options.whole:
            plain(problem, options.seconds)


if __name__ == "__main__":
    main()

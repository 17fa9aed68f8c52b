# SPDX-License-Identifier: EUPL-1.2
"""The rules of the simulation told slowly: every event looks at everybody, nothing is kept sorted."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from taalplan.waiting.arrays import LEVELS, towns_apart
from taalplan.waiting.simulation.keyed import AGAIN, BREAK, PATIENCE, RESULT, STAY, WITHIN, chance
from taalplan.waiting.simulation.problem import HOLDS, LEARNS, Simulation

Row = dict[str, Any]


def slow(sim: Simulation, seed: int) -> list[Row]:
    """Every stage of everybody, as dictionaries, in no particular order."""
    return _Slow(sim, seed).told()


class _Slow:
    def __init__(self, sim: Simulation, seed: int) -> None:
        self.sim, self.seed = sim, seed
        people, offer = sim.people, sim.offer
        self.rows: list[Row] = []
        self.people = [
            {name: getattr(people, name)[n] for name in vars(people)} | {"n": n, "attempt": 0}
            for n in range(len(people))
        ]
        self.groups = [
            {name: getattr(offer, name)[n] for name in vars(offer)} | {"n": n, "in": 0, "on": False}
            for n in range(len(offer))
        ]
        self.line: list[Row] = []
        # Events: (time, 0 for people and 1 for groups, number, what).
        self.events: list[tuple[float, int, int]] = [
            (p["first"], 0, p["n"]) for p in self.people if p["does"] != HOLDS
        ]
        self.events += [(g["start"], 1, g["n"]) for g in self.groups]

    def told(self) -> list[Row]:
        while self.events:
            event = min(self.events)
            if event[0] >= self.sim.end:
                break
            self.events.remove(event)
            now, kind, number = event
            if kind == 1:
                self.starts(self.groups[number], now)
            elif self.people[number]["does"] == LEARNS:
                self.ends(self.people[number], now)
            else:
                self.asks(self.people[number], now)
        for row in self.rows:
            if row["how"] == 3 and math.isnan(row["start"]) and row["gives_up"] < self.sim.end:
                row["end"], row["how"] = row["gives_up"], 4
        return self.rows

    def u(self, person: Row, what: int) -> float:
        return chance(self.seed, person["key"], person["attempt"], what)

    def stage(self, person: Row, asked: float) -> Row:
        row = {
            "person": person["n"], "level": person["level"], "asked": asked, "start": math.nan,
            "end": math.nan, "how": 3, "gives_up": math.inf,
        }  # fmt: skip
        person["row"] = row
        self.rows.append(row)
        return row

    def asks(self, person: Row, now: float) -> None:
        row = self.stage(person, person["asked"])
        if math.isfinite(self.sim.ways.patience):
            waits = -math.log(1 - self.u(person, PATIENCE)) * self.sim.ways.patience
            row["gives_up"] = max(row["asked"] + waits, now)
        open_ = [
            g
            for g in self.groups
            if g["rolling"] and g["on"] and now < g["end"] and g["in"] < g["places"]
        ]
        fitting = [g for g in open_ if self.fits(g, person, now)]
        if fitting:
            # The group that started last stands first.
            group = max(fitting, key=lambda g: (g["start"], g["n"]))
            self.begins(person, group, now)
        else:
            self.line.append(person)

    def starts(self, group: Row, now: float) -> None:
        group["on"] = True
        for person in self.people:
            if person["does"] == HOLDS and person["group"] == group["n"]:
                self.stage(person, person["asked"])
                self.begins(person, group, now, takes=False)
        self.offers(group, now)

    def offers(self, group: Row, now: float) -> None:
        if now >= group["end"]:
            return
        for person in list(self.line):
            if group["in"] >= group["places"]:
                return
            if (person["level"], person["profile"]) != (group["level"], group["profile"]):
                continue
            row = person["row"]
            if row["gives_up"] <= now:
                row["end"], row["how"] = row["gives_up"], 4
                self.line.remove(person)
            elif self.fits(group, person, now):
                self.line.remove(person)
                self.begins(person, group, now)

    def fits(self, group: Row, person: Row, now: float) -> bool:
        if (person["level"], person["profile"]) != (group["level"], group["profile"]):
            return False
        own = person["centre"] >= 0 and person["centre"] == group["centre"]
        strict = now - person["asked"] < self.sim.yields
        if strict and self.sim.ask_centre and person["centre"] >= 0 and not own:
            return False
        wanted, given = (
            {n for n in range(5) if side["dayparts"] >> n & 1} for side in (person, group)
        )
        if strict and self.sim.ask_parts and wanted and not given <= wanted:
            return False
        if own or person["town"] < 0 or group["town"] < 0:
            return True
        return bool(towns_apart()[person["town"], group["town"]] <= self.sim.reach)

    def draws(self, person: Row) -> int:
        chances = self.sim.ways.result[person["area"], person["profile"], person["level"]]
        u = self.u(person, RESULT)
        return int(np.searchsorted(np.cumsum(chances)[:2], u, side="right"))

    def begins(self, person: Row, group: Row, now: float, *, takes: bool = True) -> None:
        person["does"] = LEARNS
        person["row"]["start"] = now
        person["outcome"] = self.draws(person)
        person["in"] = None
        group["in"] += takes
        if group["rolling"]:
            person["in"] = group
            stays = -math.log(1 - self.u(person, STAY)) * group["stay"]
        else:
            stays = group["end"] - now
            if person["outcome"] == 2:
                stays *= self.u(person, WITHIN)
        self.events.append((now + stays, 0, person["n"]))

    def ends(self, person: Row, now: float) -> None:
        if "row" not in person:
            person["outcome"], person["in"] = self.draws(person), None
            self.stage(person, math.nan)
        person["row"]["end"], person["row"]["how"] = now, person["outcome"]
        group, person["does"] = person["in"], 0
        outcome, level = person["outcome"], person["level"]
        goes = self.sim.ways.again[person["area"], person["profile"], level, outcome]
        if self.u(person, AGAIN) < goes and (outcome > 0 or level + 1 < len(LEVELS)):
            quantiles = self.sim.ways.breaks[outcome]
            place = self.u(person, BREAK) * (len(quantiles) - 1)
            low = int(place)
            high = min(low + 1, len(quantiles) - 1)
            days = quantiles[low] + (place - low) * (quantiles[high] - quantiles[low])
            person["level"] += outcome == 0
            person["attempt"] += 1
            person["asked"] = now + days
            self.events.append((person["asked"], 0, person["n"]))
        if group:
            group["in"] -= 1
            self.offers(group, now)


def drawn(seed: int, people: int = 40, groups: int = 14) -> Simulation:
    """A small future with everything in it: lines, held places, breaks, rolling groups."""
    from taalplan.waiting.simulation.problem import Offer, People, Ways

    rng = np.random.default_rng(seed)

    def some(high: int, n: int, low: int = 0) -> Any:
        return rng.integers(low, high, n)

    start = np.round(rng.uniform(0, 300, groups))
    offer = Offer(
        some(3, groups), some(2, groups), some(2, groups, -1), some(300, groups, -1),
        some(8, groups), start, start + np.round(rng.uniform(20, 90, groups)), some(4, groups),
        rng.random(groups) < 0.3, rng.uniform(10, 50, groups),
    )  # fmt: skip
    does = rng.choice([0, 0, 0, LEARNS, HOLDS], people)
    group = some(groups, people)
    level, profile = some(3, people), some(2, people)
    level = np.where(does == HOLDS, offer.level[group], level)
    profile = np.where(does == HOLDS, offer.profile[group], profile)
    # A held place in a rolling group would have to be given back; the register has none.
    does = np.where((does == HOLDS) & offer.rolling[group], 0, does)
    first = np.round(rng.uniform(0, 250, people))
    asked = np.where(rng.random(people) < 0.5, first, first - some(200, people))
    asked = np.where(does == HOLDS, offer.start[group] - some(200, people), asked)
    result = rng.dirichlet([2, 1, 1], (8, 5, 5))
    again = rng.uniform(0, 1, (8, 5, 5, 3))
    breaks = np.sort(rng.uniform(0, 60, (3, 5)), axis=1)
    return Simulation(
        People(
            rng.permutation(people), some(8, people), level, profile, some(300, people, -1),
            some(2, people, -1), some(8, people), does, group, asked, first,
        ),
        offer,
        Ways(result, again, breaks, float(rng.choice([np.inf, 200.0]))),
        0.0, 365.0, 40.0, bool(rng.random() < 0.5), bool(rng.random() < 0.5),
        float(rng.choice([np.inf, 30.0])),
    )  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""Known results: Erlang C, networks of Jackson, Little's law, and a busy group of last year."""

from __future__ import annotations

import math

import numpy as np
import pytest

from taalplan.waiting.simulation import Offer, People, Simulation, Ways, simulate

NEVER_ENDS = 1e9


def erlang_wait(rate: float, stay: float, places: int) -> float:
    """The mean wait of M/M/c, by the recursion of Erlang B and its conversion to C."""
    load, blocked = rate * stay, 1.0
    for number in range(1, places + 1):
        blocked = load * blocked / (number + load * blocked)
    delayed = blocked / (1 - load / places * (1 - blocked))
    return delayed * stay / (places - load)


def ways(result=(1.0, 0.0, 0.0), again=(0.0, 0.0, 0.0)) -> Ways:
    shape = (8, 5, 5, 3)
    return Ways(
        np.broadcast_to(np.array(result), shape).copy(),
        np.broadcast_to(np.array(again), shape).copy(),
        np.zeros((3, 2)),
    )


def network(
    rate: float, stays: list[float], places: list[int], number: int, seed: int, lives: Ways
) -> Simulation:
    """Open groups, one for each level; people come at random, for the lowest level."""
    rng = np.random.default_rng(seed)
    asked = np.cumsum(rng.exponential(1 / rate, number))
    zero, none = np.zeros(number, np.int64), np.full(number, -1)
    levels = np.arange(len(places))
    nowhere, start = np.full(len(places), -1), np.zeros(len(places))
    people = People(np.arange(number), zero, zero, zero, none, none, zero, zero, none, asked, asked)
    offer = Offer(
        levels, 0 * levels, nowhere, nowhere, 0 * levels, start, start + NEVER_ENDS,
        np.array(places), np.ones(len(places), bool), np.array(stays),
    )  # fmt: skip
    return Simulation(people, offer, lives, 0.0, NEVER_ENDS, 10.0)


@pytest.mark.parametrize(("rate", "places"), [(0.7, 1), (2.4, 3), (9.0, 10), (18.0, 20)])
def test_waits_are_those_of_erlang(rate: float, places: int) -> None:
    """Five runs of 60,000 people; the theory lies within four standard errors of their mean."""
    means = []
    for seed in range(5):
        sim = network(rate, [1.0], [places], 60_000, seed, ways())
        records = simulate(sim, seed).records
        means.append((records.start - records.asked).mean())
    error = np.std(means, ddof=1) / math.sqrt(len(means))
    assert abs(np.mean(means) - erlang_wait(rate, 1.0, places)) < 4 * error + 1e-9


def test_levels_after_each_other_are_a_network_of_jackson() -> None:
    """A third fails or leaves and comes again; the others go on: flows by the traffic equations."""
    result, again, rate = (2 / 3, 1 / 6, 1 / 6), (0.8, 1.0, 0.5), 1.0
    back = result[1] * again[1] + result[2] * again[2]
    flows = [rate / (1 - back)]
    flows.append(flows[0] * result[0] * again[0] / (1 - back))
    stays, places = [1.0, 2.0], [3, 4]
    waits: list[list[float]] = [[], []]
    for seed in range(6):
        sim = network(rate, stays, places, 40_000, seed, ways(result, again))
        records = simulate(sim, seed).records
        for level in (0, 1):
            rows = records.level == level
            waits[level].append((records.start - records.asked)[rows].mean())
            share = rows.sum() / 40_000
            assert share == pytest.approx(flows[level] / rate, rel=0.02)
    for level in (0, 1):
        error = np.std(waits[level], ddof=1) / math.sqrt(len(waits[level]))
        expected = erlang_wait(flows[level], stays[level], places[level])
        assert abs(np.mean(waits[level]) - expected) < 4 * error + 1e-9


def test_little_holds_on_every_path() -> None:
    """The area under the number who wait is the sum of the waits: no chance is involved."""
    sim = network(2.7, [1.0], [3], 5_000, 1, ways())
    records = simulate(sim, 1).records
    moments = np.sort(np.concatenate([records.asked, records.start]))
    middles = (moments[1:] + moments[:-1]) / 2
    number = np.array([records.waiting(when).sum() for when in middles[::1]])
    area = float((number * np.diff(moments)).sum())
    assert area == pytest.approx(float((records.start - records.asked).sum()), rel=1e-9)


def test_the_same_seed_is_the_same_future_and_another_is_not() -> None:
    sim = network(2.7, [1.0], [3], 500, 1, ways((0.5, 0.3, 0.2), (0.7, 0.7, 0.2)))
    one, same, other = (simulate(sim, seed).records for seed in (5, 5, 6))
    for name in vars(one):
        np.testing.assert_array_equal(getattr(one, name), getattr(same, name))
    assert len(one) != len(other) or not np.array_equal(one.how, other.how)


def test_another_plan_changes_waits_and_nobody_s_results() -> None:
    """Common random numbers: attempt for attempt the same people pass, whatever is offered."""
    lives = ways((0.5, 0.3, 0.2), (0.7, 0.7, 0.2))
    few, many = (
        simulate(network(2.0, [1.0] * 5, [places] * 5, 2_000, 1, lives), 3).records
        for places in (4, 9)
    )
    assert (few.start - few.asked).mean() > 2 * (many.start - many.asked).mean()
    attempts = []
    for records in (few, many):
        order = np.lexsort((records.asked, records.person))
        attempts.append((records.person[order], records.level[order], records.how[order]))
    for one, other in zip(*attempts, strict=True):
        np.testing.assert_array_equal(one, other)


def test_faults_are_told_together() -> None:
    sim = network(1.0, [1.0], [1], 3, 1, ways())
    with pytest.raises(ValueError, match=r"same key; .*result are not 1"):
        Simulation(
            People(*(np.zeros(3, np.int64) if n == "key" else v for n, v in vars(sim.people).items())),
            sim.offer, ways((0.5, 0.1, 0.1)), 0.0, 1.0, 10.0,
        )  # fmt: skip

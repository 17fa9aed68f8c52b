# SPDX-License-Identifier: EUPL-1.2
"""Whatever register it is given, the supply holds its rules; the same twice gives the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.example import build, days, slots, supply
from taalplan.example.figures import DESKS
from taalplan.example.tables import core_tables
from taalplan.snapshot import write_snapshot
from taalplan.snapshot.check import check_snapshot

SUPPLY = {"centres", "sites", "courses", "placements", "demands", "appointments", "feedback"}


def core(people: int, seed: int) -> tuple[dict[str, Any], date]:
    """People, registrations, contracts and components of a small register, and its day."""
    register = build(people=people, seed=seed).extract(1)
    return core_tables(register), register.as_of


@settings(max_examples=12, deadline=None)
@given(people=st.integers(500, 3_000), seed=st.integers(0, 2**32 - 1))
def test_any_register_gives_a_snapshot_without_faults(
    people: int, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables, as_of = core(people, seed)
    made = supply.fill(tables, as_of=as_of, seed=seed)
    assert set(made) == SUPPLY
    folder: Path = tmp_path_factory.mktemp("supply") / "snapshot"
    snapshot = write_snapshot(folder, {**tables, **made}, as_of=as_of, synthetic=True)
    assert check_snapshot(snapshot) == []


@settings(max_examples=12, deadline=None)
@given(people=st.integers(500, 3_000), seed=st.integers(0, 2**32 - 1))
def test_no_course_of_any_register_is_too_full(people: int, seed: int) -> None:
    tables, as_of = core(people, seed)
    made = supply.fill(tables, as_of=as_of, seed=seed)
    places = dict(
        zip(*(made["courses"][name].to_pylist() for name in ("course", "places_for_desks")),
            strict=True)
    )  # fmt: skip
    status, course = (made["placements"][name].to_pylist() for name in ("status", "course"))
    enrolled = Counter(c for s, c in zip(status, course, strict=True) if s == "enrolled")
    assert enrolled
    assert all(n <= places[c] for c, n in enrolled.items())


def test_the_same_tables_and_seed_give_the_same_rows_and_another_seed_others() -> None:
    tables, as_of = core(2_000, 3)
    once, again, other = (supply.fill(tables, as_of=as_of, seed=seed) for seed in (8, 8, 9))
    for name in SUPPLY:
        assert once[name].equals(again[name]), name
    assert not once["placements"].equals(other["placements"])


def test_the_order_of_the_rows_that_come_in_does_not_matter() -> None:
    tables, as_of = core(1_000, 4)
    turned = {
        name: table if name == "people" else table.take(list(range(table.num_rows))[::-1])
        for name, table in tables.items()
    }
    once, again = (supply.fill(given, as_of=as_of, seed=8) for given in (tables, turned))
    for name in SUPPLY:
        assert once[name].equals(again[name]), name


def test_a_register_without_contracts_has_lessons_too() -> None:
    tables, as_of = core(1_000, 5)
    for name in ("contracts", "components"):
        tables[name] = tables[name].slice(0, 0)
    made = supply.fill(tables, as_of=as_of, seed=1)
    assert made["placements"].num_rows > 500


def test_every_step_is_heard_and_the_share_done_rises_to_one() -> None:
    tables, as_of = core(600, 6)
    heard: list[tuple[str, float]] = []
    supply.fill(tables, as_of=as_of, seed=1, progress=lambda step, done: heard.append((step, done)))
    assert [step for step, _ in heard] == ["centres", "attempts", "courses", "demands",
                                           "appointments", "done"]  # fmt: skip
    assert [done for _, done in heard] == sorted(done for _, done in heard)
    assert heard[-1][1] == 1.0


MONDAY = days.number("2019-03-04")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([DESKS.index(d) for d in ("loket-boom", "loket-mechelen", "atlas")]),
            st.integers(MONDAY, MONDAY + 5),
            st.sampled_from([slots.HALF, slots.FULL]),
        ),
        min_size=1,
        max_size=120,
    ),
    st.integers(0, 2**32 - 1),
)
def test_however_busy_a_day_is_nobody_is_received_outside_opening_hours(
    wanted: list[tuple[int, int, int]], seed: int
) -> None:
    """And never more at a time than counters, but on days that cannot hold so many."""
    desk, day, minutes = (np.array(column) for column in zip(*wanted, strict=True))
    start, length = slots.times(np.random.default_rng(seed), desk, day, minutes)
    at_once: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for d, on, begin, long in zip(desk, day, start, length, strict=True):
        assert long in (slots.HALF, slots.FULL)
        opening = ((540, 720), (780, 990), (1020, 1140))
        assert any(first <= begin and begin + long <= last for first, last in opening)
        for half in range(begin, begin + long, 30):
            at_once[int(d), int(on)][half] += 1
    for (d, on), halves in at_once.items():
        room = slots.counters()[d]
        hours = slots.hours_of_day(np.array([d]), np.array([on])).sum() * room
        asked = [m for dd, oo, m in wanted if (dd, oo) == (d, on)]
        if sum(asked) <= 60 * hours:
            assert max(halves.values()) <= room
        else:
            # As few extra counters as a day of half hours needs.
            assert max(halves.values()) <= max(room, -(-len(asked) // (2 * (hours // room))))

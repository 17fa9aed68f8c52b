# SPDX-License-Identifier: EUPL-1.2
"""A photograph and one made row by row agree: reasons, starts, and every figure of every table."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.waiting_world import DAY, Slow, months_later, slow_photograph, world, written
from taalplan.needs.history import read_history
from taalplan.needs.unmet import waiting_of
from taalplan.snapshot.earlier import as_it_was
from taalplan.tables.checks import check
from taalplan.tables.findings import Severity
from taalplan.waiting import Definition, Reason, tables, take
from taalplan.waiting.arrays import NEVER, day_number

UNTIL = Definition.of(DAY).announced
WAITS = {"unavailable", "later"}


def waited(one: Slow, months: int) -> bool:
    return one.reason not in WAITS and months_later(one.clock, months) <= DAY


def cannot(one: Slow, months: int) -> bool:
    last = months_later(one.clock, months)
    late = last <= UNTIL if one.start is None else one.start > last
    return one.reason not in WAITS and (late or last <= DAY)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_every_figure_is_that_of_the_rows(seed: int) -> None:
    rows = world(seed)
    slow = {one.row["demand"]: one for one in slow_photograph(rows)}
    with tempfile.TemporaryDirectory() as folder:
        photo = take(written(rows, Path(folder)), Definition.of(DAY))
    assert photo.entries.demand.tolist() == sorted(slow)
    for number, demand in enumerate(photo.entries.demand.tolist()):
        one = slow[demand]
        assert Reason(photo.reason[number]).name.lower() == one.reason
        assert photo.start[number] == (day_number(one.start) if one.start else NEVER)
    made = tables(photo)
    for table in made.values():
        assert [f for f in check(table) if f.severity is Severity.FAULT] == []
    for months in (0, 2, 3, 6):
        for what, counts in (("waited", waited), ("cannot", cannot)):
            if what == "cannot" and not months:
                continue
            column = (what, str(months))
            some = [one for one in slow.values() if counts(one, months)]
            for area in ("antwerpen", "atlas", "limburg"):
                people = {one.row["person"] for one in some if one.area == area}
                assert made["waiting-areas"][area, *column] == len(people)
            people = {one.row["person"] for one in some}
            assert made["waiting-places"]["total", "total", *column] == len(people)
            for level in {one.row["level"] for one in slow.values()}:
                people = {one.row["person"] for one in some if one.row["level"] == level}
                assert made["waiting-levels"][level, "total", *column] == len(people)
            for reason in Reason:
                mine = [one for one in some if one.reason == reason.name.lower()]
                row = (reason.name.lower(),)
                assert made["waiting-reasons"][*row, *column] == len(
                    {one.row["person"] for one in mine}
                )
        entries = [one for one in slow.values() if waited(one, months)]
        assert made["waiting-areas"]["total", "entries", str(months)] == len(entries)
    lists: dict[int, int] = {}
    for one in slow.values():
        if one.reason not in WAITS:
            lists[one.row["person"]] = lists.get(one.row["person"], 0) + 1
    for number in set(lists.values()):
        found = made["waiting-lists"][str(number), "persons"]
        assert found == sum(own == number for own in lists.values())


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_the_needs_plan_counts_the_same_people(seed: int) -> None:
    """Two documents with one figure: who has waited longer, by working area and threshold."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = written(world(seed), Path(folder))
        photo = take(snapshot, Definition.of(DAY))
        with as_it_was(snapshot, DAY) as earlier:
            needs = waiting_of(read_history(earlier))
    made = tables(photo)["waiting-areas"]
    for column, months in enumerate(needs.thresholds):
        assert made["total", "waited", str(months)] == needs.persons[:, column].sum()
        assert made["total", "entries", str(months)] == needs.entries[:, column].sum()
    assert np.all(needs.persons <= needs.entries)

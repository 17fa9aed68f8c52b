# SPDX-License-Identifier: EUPL-1.2
"""Whole follow-up tables on generated registers against a plain reading of the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.followed_people import Person, bounds_by_hand, known_until_by_hand, shares_by_hand
from taalplan.snapshot import write_snapshot
from taalplan.statistics.kinds import find_table
from taalplan.statistics.outcomes import FollowUp, follow
from taalplan.statistics.outcomes.figures import days_of

A1 = find_table("outcomes-a1-followup")
assert isinstance(A1, FollowUp)
A1 = replace(A1, months=(1, 2, 6), rows=("area", *A1.rows))
AS_OF = date(2021, 3, 31)
CAUSE = {"passed": 1, "failed": 2, "undetermined": 3}
Row = dict[str, Any]
AREAS = ("antwerpen", "limburg")


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """A few people with one to three contracts, and components of several levels in some."""
    contracts: list[Row] = []
    components: list[Row] = []
    for person in range(draw(st.integers(1, 7))):
        for _ in range(draw(st.integers(1, 3))):
            signed = date(2020, 9, 1) + timedelta(draw(st.integers(0, 200)))
            contracts.append({"contract": len(contracts), "person": person, "signed": signed,
                              "area": draw(st.sampled_from(AREAS)),
                              "target_group": "obliged"})  # fmt: skip
            for level in draw(st.sets(st.sampled_from(["A1", "A2"]), max_size=2)):
                opened = signed + timedelta(draw(st.integers(0, 30)))
                ended = draw(st.booleans())
                closed = opened + timedelta(draw(st.integers(0, 70))) if ended else None
                result = draw(st.sampled_from(sorted(CAUSE))) if ended else None
                components.append({"person": person, "contract": contracts[-1]["contract"],
                                   "component": level, "opened": opened, "closed": closed,
                                   "result": result})  # fmt: skip
    return contracts, components


def by_hand(
    contracts: list[Row],
    components: list[Row],
    clock: str,
    first: date | None,
    area: str,
    year: int,
) -> list[Person]:
    """Those who are followed in a cohort, one by one."""
    own = {row["contract"]: row for row in contracts}
    cases: dict[int, list[tuple[date, int, Person]]] = {}
    for begun, ended, cause, contract in _cases(own, components, clock):
        signed = own[contract]
        if (area != "total" and signed["area"] != area) or signed["signed"].year != year:
            continue
        if ended is None or ended > AS_OF:
            ended, cause = AS_OF, 0
        if begun > AS_OF or (cause and first and ended < first):
            continue
        entry = max((first - begun).days, 0) if first else 0
        reach = (AS_OF - begun).days
        person = Person((ended - begun).days, cause, entry, 0, signed["person"], reach)
        cases.setdefault(signed["person"], []).append((begun, person.time, person))
    return [min(found, key=lambda one: one[:2])[2] for found in cases.values()]


def _cases(
    own: dict[int, Row], components: list[Row], clock: str
) -> Iterator[tuple[date, date | None, int, int]]:
    """Start, end, cause and contract of each case."""
    level = [row for row in components if row["component"] == "A1"]
    if clock == "opened":
        for row in level:
            yield row["opened"], row["closed"], CAUSE.get(row["result"], 0), row["contract"]
        return
    for contract in own.values():
        mine = [row for row in level if row["contract"] == contract["contract"]]
        row = mine[0] if mine else {"closed": None, "result": None}
        yield contract["signed"], row["closed"], CAUSE.get(row["result"], 0), contract["contract"]


@given(registers(), st.sampled_from(["opened", "signed"]), st.integers(-1, 120))
@settings(max_examples=40)
def test_every_cell_is_what_following_each_person_gives(register, clock: str, known: int) -> None:
    """Cohorts, late entries, who counts when there are several, shares, bounds and blanks."""
    contracts, components = register
    first = date(2020, 9, 15) + timedelta(known) if known >= 0 else None
    table = _made(contracts, components, clock, first)
    if table is None:
        return
    for area in (*AREAS, "total"):
        for year in (2020, 2021):
            people = by_hand(contracts, components, clock, first, area, year)
            if (area, "people", str(year), "started") not in {m.path for m in table.rows.members}:
                assert not people
                continue
            started = table[area, "people", str(year), "started", "now"]
            assert (started or 0) == len(people)
            if people:
                _hold(table, people, area, str(year))


def _made(contracts, components, clock: str, first: date | None):
    if not any(row["component"] == "A1" for row in components):
        return None
    tables = {"contracts": pa.Table.from_pylist(contracts),
              "components": pa.Table.from_pylist(components)}  # fmt: skip
    covered = (first, AS_OF)
    coverage = {"components": covered, "contracts": covered} if first else None
    with TemporaryDirectory() as folder:
        snapshot = write_snapshot(Path(folder) / "s", tables, as_of=AS_OF, coverage=coverage)
        return follow(A1.since(clock), snapshot)


def _hold(table, people: list[Person], area: str, year: str) -> None:
    outcomes = ("passed", "failed", "left", "busy")
    until = known_until_by_hand(people, days_of(6))
    for months in (1, 2, 6):
        day = days_of(months)
        reached = sum(p.reach >= day for p in people)
        known = until >= day
        bounds = bounds_by_hand(people, day)
        late = any(p.entry for p in people)
        certain = not late and all(low == high for low, high in bounds)
        shown = known and (certain or reached >= 0.1 * len(people))
        shares = shares_by_hand(people, day)
        assert table[area, "people", year, "reached", str(months)] == reached
        for outcome, share, (low, high) in zip(outcomes, shares, bounds, strict=True):
            here = (area, outcome, year)
            cell = table[(*here, "share", str(months))]
            assert (cell is not None) == shown, (here, months)
            if shown:
                assert abs(cell - 100 * float(share)) < 1e-9
            least = table[(*here, "least", str(months))]
            assert (least is None) == late
            if not late:
                assert abs(least - 100 * float(low)) < 1e-9
                assert abs(table[(*here, "most", str(months))] - 100 * float(high)) < 1e-9

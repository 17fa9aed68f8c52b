# SPDX-License-Identifier: EUPL-1.2
"""On generated registers the kernel, the SQL and a few lines of plain Python agree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.small_registers import (
    DESKS,
    GROUPS,
    HOMES,
    components,
    registrations,
    written,
)
from taalplan.statistics import DefinitionError, count, find_definition, sql, tabulate
from taalplan.tables.table import TOTAL
from taalplan.vocabulary.periods import CalendarYear, SchoolYear


def plain_count(rows, names, margins, where=lambda row: True):
    """The slow, obvious way: a set of people for each cell of each margin."""
    people = defaultdict(set)
    for row in filter(where, rows):
        for kept in margins:
            path = tuple(row[name] if name in kept else TOTAL for name in names)
            people[path].add(row["person"])
    return {path: len(found) for path, found in people.items()}


def both(definition, snapshot):
    """The counts, after making sure that both engines give the same."""
    found = count.count(definition, snapshot)
    assert found == sql.count(definition, snapshot)
    return found


def known(rows):
    """What a person would read in the rows: area, province and years spelled out."""
    return [
        row
        | {
            "area": DESKS[row["desk"]],
            "province": HOMES[row["municipality"]],
            "municipality": row["municipality"] or "unknown",
            "year": str(row["date"].year),
            "school_year": str(SchoolYear.of(row["date"])),
        }
        for row in rows
    ]


few = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(st.lists(registrations, min_size=1, max_size=40))
def test_first_registrations_are_sets_of_people(rows):
    """Table 1 for 2020, by desk."""
    definition = find_definition("first-registrations").of_years(CalendarYear(2020))
    expected = plain_count(
        known(rows),
        ("area", "desk", "target_group"),
        [
            ("area", "desk", "target_group"),
            ("area", "desk"),
            ("area", "target_group"),
            ("area",),
            ("target_group",),
            (),
        ],
        lambda row: row["kind"] == "first" and row["year"] == "2020",
    )
    with written(registrations=pa.Table.from_pylist(rows)) as snapshot:
        assert both(definition, snapshot) == expected


@few
@given(st.lists(registrations, min_size=1, max_size=40))
def test_registrations_by_residence_and_school_year_are_sets_of_people(rows):
    """Table 2 by municipality of residence, unknown ones included, along school years."""
    definition = find_definition("registrations-by-year").by("municipality").along("school-year")
    expected = plain_count(
        known(rows),
        ("province", "municipality", "school_year"),
        [
            ("province", "municipality", "school_year"),
            ("province", "school_year"),
            ("school_year",),
        ],
    )
    with written(registrations=pa.Table.from_pylist(rows)) as snapshot:
        assert both(definition, snapshot) == expected


@few
@given(st.lists(components, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_outcomes_are_sets_of_people(rows, random):
    """Table 3, with contract numbers that are not dense and not in the order of people."""
    numbers = random.sample(range(10_000), len(rows))
    rows = [row | {"contract": number} for row, number in zip(rows, numbers, strict=True)]
    definition = find_definition("outcomes-a1")
    expected = plain_count(
        [row | {"contract_year": str(row["signed"].year)} for row in rows],
        ("area", "result", "contract_year", "target_group"),
        [
            (*rest, "contract_year")
            for size in range(4)
            for rest in combinations(("area", "result", "target_group"), size)
        ],
        lambda row: row["component"] == "A1" and row["closed"] is not None,
    )
    tables = {"contracts": pa.Table.from_pylist(rows), "components": components_table(rows)}
    with written(**tables) as snapshot:
        assert both(definition, snapshot) == expected


def components_table(rows):
    """Components as written by a register: no result while open."""
    closed = [row["closed"] for row in rows]
    return pa.table(
        {
            "person": [row["person"] for row in rows],
            "contract": [row["contract"] for row in rows],
            "component": [row["component"] for row in rows],
            "opened": [date(2019, 1, 1)] * len(rows),
            "closed": pa.array(closed, pa.date32()),
            "result": pa.array(
                [row["result"] if row["closed"] else None for row in rows], pa.string()
            ),
        }
    )


@few
@given(st.lists(registrations, min_size=1, max_size=30))
def test_a_total_lies_between_its_largest_part_and_the_sum_of_its_parts(rows):
    """What must hold for counts of people, whatever the data, in the finished table."""
    definition = find_definition("first-registrations").of_years(CalendarYear(2020))
    with written(registrations=pa.Table.from_pylist(rows)) as snapshot:
        table = tabulate(definition, snapshot)
    for row in table.rows.members:
        parts = [table.cell(row.path, (group,)).value or 0 for group in GROUPS]
        total = table.cell(row.path, (TOTAL,)).value or 0
        assert max(parts) <= total <= sum(parts)


def test_a_dimension_that_the_facts_do_not_have_is_refused():
    """The message says what there is instead."""
    with pytest.raises(DefinitionError, match="cannot be divided by 'weather'; choose from"):
        replace(find_definition("outcomes-a1"), rows=("weather",))

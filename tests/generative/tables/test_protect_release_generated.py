# SPDX-License-Identifier: EUPL-1.2
"""Small tables of people, released and attacked by writing down every table that fits."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.tables import TOTAL, Axis, Cell, Dimension, Member, Status, Table
from taalplan.tables.protect.apply import protect
from taalplan.tables.protect.noise import noisy, transitions
from taalplan.tables.protect.rules import Audience, DisclosureRule, Method
from taalplan.vocabulary.text import Text

RULE = DisclosureRule(Audience.PUBLIC, date(2026, 1, 1))
KEY = b"sixteen bytes or more"
ROWS, COLUMNS = ("boom", "geel", TOTAL), ("obliged", "entitled", TOTAL)
Values = dict[tuple[str, str], int]

people = st.lists(
    st.tuples(
        st.sets(st.sampled_from(ROWS[:2]), min_size=1),
        st.sets(st.sampled_from(COLUMNS[:2]), min_size=1),
    ),
    max_size=45,
)
"""Where each person was, and in which groups: mostly one, sometimes both."""


def counted(crowd: list[tuple[set[str], set[str]]]) -> Values:
    """Everybody once in every cell, totals included."""
    found: Counter[tuple[str, str]] = Counter()
    for places, groups in crowd:
        found.update(itertools.product({*places, TOTAL}, {*groups, TOTAL}))
    return {cell: found[cell] for cell in itertools.product(ROWS, COLUMNS)}


def table(values: Values) -> Table:
    def axis(name: str, codes: tuple[str, ...]) -> Axis:
        dimension = Dimension(name, Text.same(name))
        return Axis((dimension,), tuple(Member((code,), Text.same(code)) for code in codes))

    cells = {((row,), (column,)): Cell(value) for (row, column), value in values.items()}
    return Table("t", Text.same("t"), axis("desk", ROWS), axis("target_group", COLUMNS), cells,
                 counted=frozenset({"desk", "target_group"}))  # fmt: skip


def sums() -> list[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """Each total with its parts."""
    across = [((row, TOTAL), [(row, c) for c in COLUMNS[:2]]) for row in ROWS]
    down = [((TOTAL, column), [(r, column) for r in ROWS[:2]]) for column in COLUMNS]
    return across + down


def fits(values: Values, true: Values) -> bool:
    """Whether a table could be, for a reader who knows where nobody was in two groups."""
    for whole, parts in sums():
        together = sum(values[part] for part in parts)
        if values[whole] > together or max(values[part] for part in parts) > values[whole]:
            return False
        if true[whole] == sum(true[part] for part in parts) and values[whole] != together:
            return False
    return True


@settings(max_examples=40)
@given(people)
def test_behind_every_small_count_at_least_three_values_are_possible(crowd):
    """Hidden figures are tried near the truth: "<5" as 1 to 4, others some people up or down."""
    true = counted(crowd)
    made = protect({"t": table(true)}, RULE).tables["t"]
    hidden = [k for k in true if made.cell((k[0],), (k[1],)).status is Status.SUPPRESSED]
    small = [k for k in hidden if made.cell((k[0],), (k[1],)).sign]
    assert {k for k, value in true.items() if 1 <= value < 5} <= set(hidden)
    assert all(made.cell((r,), (c,)).value == true[r, c] for r, c in true.keys() - set(hidden))
    # With more unknowns there is more room, and too much to write down.
    if not small or len(hidden) > 5:
        return
    choices = [
        range(1, 5) if k in small else range(max(1, true[k] - 4), true[k] + 5) for k in hidden
    ]
    seen: dict[tuple[str, str], set[int]] = {k: set() for k in small}
    for guess in itertools.product(*choices):
        values = {**true, **dict(zip(hidden, guess, strict=True))}
        if fits(values, true):
            for k in small:
                seen[k].add(values[k])
    assert all(len(values) >= 3 for values in seen.values()), seen


@settings(max_examples=40)
@given(people)
def test_no_small_group_of_people_in_two_groups_can_be_computed(crowd):
    """When all three figures are shown, the group is none or at least five people."""
    true = counted(crowd)
    made = protect({"t": table(true)}, RULE).tables["t"]
    for whole, parts in sums():
        cells = [made.cell((r,), (c,)) for r, c in (*parts, whole)]
        if all(cell.status is Status.VALUE for cell in cells):
            both = cells[0].value + cells[1].value - cells[2].value
            assert both == 0 or both >= 5


@settings(max_examples=60)
@given(people, st.sampled_from([3, 5, 10]))
def test_rounded_tables_always_add_up(crowd, base):
    """People in two groups included: they are a multiple of the base as well."""
    true = counted(crowd)
    rule = replace(RULE, method=Method.ROUND, base=base)
    made = protect({"t": table(true)}, rule).tables["t"]
    shown = {k: made.cell((k[0],), (k[1],)).value for k in true}
    for k, value in shown.items():
        assert value % base == 0
        assert abs(value - true[k]) < base * 2
        assert value == true[k] or true[k]
    for whole, parts in sums():
        together, exact = sum(shown[part] for part in parts), sum(true[part] for part in parts)
        assert max(shown[part] for part in parts) <= shown[whole] <= together
        assert shown[whole] == together or true[whole] != exact


@settings(max_examples=40)
@given(people)
def test_noise_is_the_same_in_every_table_and_small(crowd):
    """The same key and figure give the same noise; another key gives other noise."""
    true = counted(crowd)
    rule = replace(RULE, method=Method.NOISE)
    tables = {"t": table(true), "u": replace(table(true), title=Text.same("again"))}
    made = protect(tables, rule, key=KEY).tables
    assert made["t"].cells == made["u"].cells
    assert made["t"].cells == protect({"t": table(true)}, rule, key=KEY).tables["t"].cells
    for k, value in true.items():
        shown = made["t"].cell((k[0],), (k[1],)).value
        assert shown >= 0
        assert abs(shown - value) <= rule.deviation
        assert value or not shown


@given(st.integers(1, 40), st.integers(1, 8), st.floats(0.2, 6))
@settings(max_examples=60)
def test_noise_has_mean_nought_and_at_most_its_variance(value, deviation, variance):
    """No figure below zero."""
    variance = min(variance, float(deviation**2))
    steps, chances = transitions(min(value, deviation), deviation, variance)
    assert abs(sum(chances) - 1) < 1e-9
    assert abs(sum(s * c for s, c in zip(steps, chances, strict=True))) < 1e-6
    assert sum(s * s * c for s, c in zip(steps, chances, strict=True)) <= variance + 1e-6
    assert min(steps) >= -value
    assert max(steps) == deviation


def test_drawn_often_the_noise_is_as_its_table_says():
    """Ten thousand figures of 12 people: the mean and variance of what was added."""
    added = [noisy(12, f"figure {k}", KEY, 5, 3.0) - 12 for k in range(10_000)]
    mean = sum(added) / len(added)
    assert abs(mean) < 0.06
    assert abs(sum((a - mean) ** 2 for a in added) / len(added) - 3) < 0.15

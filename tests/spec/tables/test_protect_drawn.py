# SPDX-License-Identifier: EUPL-1.2
"""What is hidden in a table before it goes out: a table drawn, and the same table as released."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from taalplan.tables import Cell, Provenance, Status, Table
from taalplan.tables.drawn import drawn
from taalplan.tables.protect.apply import protect
from taalplan.tables.protect.rules import Audience, DisclosureRule, Method, Reading, Zeros

RULE = DisclosureRule(Audience.PUBLIC, date(2026, 1, 1))
PEOPLE = frozenset({"area", "desk", "target_group"})


def released(table: Table, rule: DisclosureRule = RULE) -> Table:
    """The table as the public gets it."""
    return protect({"t": table}, rule).tables["t"]


def same(table: Table, drawing: str, **like: object) -> None:
    """Every cell is as drawn."""
    expected = drawn(drawing, **like)  # type: ignore[arg-type]
    for row in expected.rows.members:
        for column in expected.columns.members:
            found = table.cell(row.path, column.path)
            assert found == expected.cell(row.path, column.path), (row.path, column.path)


def test_a_small_count_is_hidden_and_another_that_would_give_it_away():
    """170 - 76 is 94 = 90 + 4: with one of these shown, the other follows."""
    table = drawn(
        """
        area  | obliged | entitled | undetermined | total
        ------+---------+----------+--------------+------
        boom  |      90 |       76 |            4 |   170
        geel  |      52 |       43 |            6 |   101
        total |     142 |      119 |           10 |   271
        """,
    )
    same(
        released(table),
        """
        area  | obliged | entitled | undetermined | total
        ------+---------+----------+--------------+------
        boom  |      90 |        : |           <5 |   170
        geel  |      52 |        : |            : |   101
        total |     142 |      119 |           10 |   271
        """,
    )


def test_a_zero_and_a_blank_stay_what_they_are():
    """Nobody came, and there was nothing to come to."""
    table = drawn(
        """
        area  | obliged | total
        ------+---------+------
        boom  |       0 |    17
        geel  |         |
        """
    )
    same(
        released(table),
        """
        area  | obliged | total
        ------+---------+------
        boom  |       0 |    17
        geel  |         |
        """,
    )


def test_people_in_two_groups_are_a_group_although_it_stands_nowhere():
    """100 + 53 - 150 = 3 people are both. Nothing is small here, and yet something is hidden."""
    table = drawn(
        """
        area  | obliged | entitled | total
        ------+---------+----------+------
        boom  |     100 |       53 |   150
        """,
        counted=PEOPLE,
    )
    made = released(table)
    hidden = [cell for cell in made.cells.values() if cell.status is Status.SUPPRESSED]
    assert [cell.sign for cell in hidden] == [""]
    same(
        made,
        """
        area  | obliged | entitled | total
        ------+---------+----------+------
        boom  |     100 |        : |   150
        """,
    )


def test_five_people_in_two_groups_are_no_small_group():
    table = drawn(
        """
        area  | obliged | entitled | total
        ------+---------+----------+------
        boom  |     100 |       55 |   150
        """,
        counted=PEOPLE,
    )
    assert released(table).cells == table.cells


def test_a_percentage_of_what_is_hidden_is_hidden():
    """90 % of 40 people is 36: four people failed."""
    table = drawn(
        """
        area / result | total
        --------------+------
        boom          |    40
          passed      |    36
          failed      |     4
          % passed    |   90%
        geel          |    80
          passed      |    60
          failed      |    20
          % passed    |   75%
        total         |   120
          passed      |    96
          failed      |    24
          % passed    |   80%
        """,
    )
    same(
        released(table),
        """
        area / result | total
        --------------+------
        boom          |    40
          passed      |     :
          failed      |    <5
          % passed    |     :
        geel          |    80
          passed      |     :
          failed      |     :
          % passed    |     :
        total         |   120
          passed      |    96
          failed      |    24
          % passed    |   80%
        """,
    )


EVERYBODY_PASSED = """
    area / result | total
    --------------+------
    boom          |    40
      passed      |    40
      failed      |     0
    geel          |    80
      passed      |    60
      failed      |    20
    total         |   120
      passed      |   100
      failed      |    20
    """


def test_a_zero_that_says_that_everybody_passed_is_hidden_where_policy_says_so():
    """Whoever knows that somebody is in the group of 40 knows the result."""
    rule = replace(RULE, zeros=Zeros.SENSITIVE_WHEN_ALL, attributes=("result",))
    made = released(drawn(EVERYBODY_PASSED), rule)
    assert made.cell(("boom", "failed"), ("total",)) == Cell(None, Status.SUPPRESSED)
    assert made["boom", "passed", "total"] is None
    assert released(drawn(EVERYBODY_PASSED)).cells == drawn(EVERYBODY_PASSED).cells


def test_one_sign_for_all_tells_less_and_hides_as_much():
    """Policy may choose that nobody sees which figures are small."""
    table = drawn(
        """
        area  | obliged | entitled | total
        ------+---------+----------+------
        boom  |       3 |       76 |    79
        geel  |      52 |       43 |    95
        total |      55 |      119 |   174
        """,
    )
    same(
        released(table, replace(RULE, reading=Reading.SIGN)),
        """
        area  | obliged | entitled | total
        ------+---------+----------+------
        boom  |       : |        : |    79
        geel  |       : |        : |    95
        total |      55 |      119 |   174
        """,
    )


def test_four_groups_of_one_are_not_called_less_than_five_when_that_tells_each():
    """A total "<5" over four parts "<5": each would be 1. The common sign says nothing."""
    table = drawn(
        """
        area  | a | b | c | d | total
        ------+---+---+---+---+------
        boom  | 1 | 1 | 1 | 1 |     4
        """,
    )
    signs = {cell.sign for cell in released(table).cells.values()}
    assert "" in signs


def test_a_table_for_internal_use_is_not_touched():
    table = drawn("area | obliged\n-----+-----\nboom | 1\n")
    rule = replace(RULE, audience=Audience.INTERNAL, method=Method.NONE)
    assert released(table, rule) is table


FIRST = "name: t1\ncount: people\nof: registrations\nwhere: {kind: [first]}\naxis: calendar-year\n"
ALL = "name: t2\ncount: people\nof: registrations\naxis: calendar-year\n"


@pytest.mark.parametrize("snapshot", ["one", "another"])
def test_two_tables_of_the_same_people_hide_the_same_figures(snapshot: str):
    """First registrations at a desk in 2021, and all of them: the same people here."""
    first = drawn(
        """
        desk  | total
        ------+------
        temse |     1
        hamme |    23
        aalst |   495
        total |   519
        """
    )
    every = drawn(
        """
        desk  | 2020 | 2021
        ------+------+-----
        temse |   40 |    1
        hamme |   20 |   23
        aalst |  400 |  495
        total |  460 |  519
        """,
        columns=("year",),
    )
    tables = {
        "first": replace(
            first,
            provenance=Provenance("one", definition=FIRST + "years: ['2021']\nrows: [desk]\n"),
        ),
        "every": replace(
            every,
            provenance=Provenance(
                snapshot,
                definition=ALL + "rows: [desk]\ncolumns: [time]\nyears: ['2020', '2021']\n",
            ),
        ),
    }
    made = protect(tables, RULE).tables
    same(
        made["first"],
        """
        desk  | total
        ------+------
        temse |    <5
        hamme |     :
        aalst |   495
        total |   519
        """,
    )
    same(
        made["every"],
        """
        desk  | 2020 | 2021
        ------+------+-----
        temse |   40 |   <5
        hamme |   20 |    :
        aalst |  400 |  495
        total |  460 |  519
        """,
        columns=("year",),
    )


def test_rounded_figures_add_up_as_the_true_ones_do():
    """22 + 2 = 24: rounded by themselves 20 + 0 would not be 25."""
    table = drawn(
        """
        area  | obliged | entitled | total
        ------+---------+----------+------
        boom  |      22 |        2 |    24
        geel  |      51 |       44 |    95
        total |      73 |       46 |   119
        """,
    )
    made = released(table, replace(RULE, method=Method.ROUND, base=5))
    for row in ("boom", "geel", "total"):
        obliged, entitled, total = (made[row, c] for c in ("obliged", "entitled", "total"))
        assert obliged % 5 == entitled % 5 == 0
        assert obliged + entitled == total
    for place, cell in table.cells.items():
        assert abs(made.cells[place].value - cell.value) < 5

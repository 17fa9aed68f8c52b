# SPDX-License-Identifier: EUPL-1.2
"""What tidy CSV holds of a printed table, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

from taalplan.tables import Cell
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render


def lines(expected: str) -> str:
    """CSV drawn with an indent."""
    return dedent(expected).lstrip("\n")


def test_each_cell_has_a_line_a_margin_is_total_and_a_closed_desk_has_none():
    table = drawn(
        """
        area / desk | obliged | total
        ------------+---------+------
        limburg     |    1943 |  2380
          hasselt   |    1943 | 2380*
          lommel    |         |     :
        """
    )
    assert render(table, "csv") == lines(
        """
        area,desk,target_group,value,status
        limburg,total,obliged,1943,
        limburg,total,total,2380,
        limburg,hasselt,obliged,1943,
        limburg,hasselt,total,2380,provisional
        limburg,lommel,total,,suppressed
        """
    )


def test_an_area_with_one_desk_of_its_own_code_keeps_both_lines():
    table = drawn(
        """
        area / desk | total
        ------------+------
        atlas       |  6004
          atlas     |  6004
        """
    )
    assert render(table, "csv") == lines(
        """
        area,desk,target_group,value,status
        atlas,total,total,6004,
        atlas,atlas,total,6004,
        """
    )


def test_percentages_are_left_out_and_every_dimension_has_its_column():
    table = drawn(
        """
        area / result | 2019 obliged | 2019 total
        --------------+--------------+-----------
        atlas         |         2348 |       4687
          passed      |         2106 |       4118
          % passed    |          90% |        88%
        """,
        columns=("contract_year", "target_group"),
    )
    assert render(table, "csv") == lines(
        """
        area,result,contract_year,target_group,value,status
        atlas,total,2019,obliged,2348,
        atlas,total,2019,total,4687,
        atlas,passed,2019,obliged,2106,
        atlas,passed,2019,total,4118,
        """
    )


def test_numbers_are_iso_whatever_the_language_and_words_cannot_be_formulas():
    table = drawn(
        """
        area         | total
        -------------+---------
        =cmd()       |  1234.5
        @home        |  1234567
        -5           |  -5
        boom, centre |  12.0
        """
    )
    assert render(table, "csv", "fr") == lines(
        """
        area,target_group,value,status
        '=cmd(),total,1234.5,
        '@home,total,1234567,
        '-5,total,-5,
        "boom, centre",total,12,
        """
    )


def test_a_suppressed_value_that_is_still_in_the_cell_is_never_written():
    table = drawn(
        """
        area | total
        -----+------
        boom |     :
        """
    )
    key = next(iter(table.cells))
    leaky = replace(table, cells={key: Cell(3, table.cells[key].status)})
    assert render(leaky, "csv") == "area,target_group,value,status\nboom,total,,suppressed\n"

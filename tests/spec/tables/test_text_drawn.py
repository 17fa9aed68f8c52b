# SPDX-License-Identifier: EUPL-1.2
"""How a table looks in a terminal: what goes in stands above, what comes out below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from taalplan.tables import Dimension, Note, Provenance
from taalplan.tables.drawn import drawn
from taalplan.tables.render import render
from taalplan.tables.table import Axis, Cell, Member, Table
from taalplan.vocabulary.text import Text

DESKS = """
    area / desk | obliged | entitled | total
    ------------+---------+----------+------
    antwerpen   |    1242 |     1382 |  2624
      boom      |    1190 |     1320 |  2510
      geel      |      52 |       62 |   114
    limburg     |     943 |     1437 |  2380
      hasselt   |     943 |     1437 |  2380
      lommel    |         |          |
    total       |    2185 |     2819 |  5004
"""


def shown(expected: str) -> str:
    """A drawing as the terminal shows it."""
    return dedent(expected).strip("\n") + "\n"


def test_figures_stand_under_their_heading_and_desks_under_their_area():
    assert render(drawn(DESKS), "text") == shown(
        """
        Aantal personen

        area / desk  obliged  entitled  total
        -------------------------------------
        antwerpen      1.242     1.382  2.624
          boom         1.190     1.320  2.510
          geel            52        62    114
        limburg          943     1.437  2.380
          hasselt        943     1.437  2.380
          lommel
        total          2.185     2.819  5.004

        leeg = niet open
        """
    )


def test_an_area_with_one_desk_of_its_own_code_is_printed_once():
    table = drawn(
        """
        area / desk | total
        ------------+------
        atlas       |  6004
          atlas     |  6004
        limburg     |  2400
          genk      |   386
        """
    )
    assert render(table, "text") == shown(
        """
        Aantal personen

        area / desk  total
        ------------------
        atlas        6.004
        limburg      2.400
          genk         386
        """
    )


def test_hidden_provisional_and_closed_cells_are_explained_under_the_table():
    table = drawn(
        """
        area   | 2020 | 2021
        -------+------+------
        boom   |  112 | 1170*
        lommel |   17 |
        temse  |    : |   84
        """,
        columns=("year",),
    )
    assert render(table, "text") == shown(
        """
        Aantal personen

        area    2020    2021
        --------------------
        boom     112  1.170*
        lommel    17
        temse      :     84

        leeg = niet open; : = niet getoond om personen te beschermen; * = voorlopig cijfer
        """
    )


OUTCOMES = """
    area / result  | 2019 obliged | 2019 total | 2020 obliged | 2020 total
    ---------------+--------------+------------+--------------+-----------
    atlas          |         2348 |       4687 |           11 |         20
      passed       |         2106 |       4118 |           10 |         15
      failed       |          242 |        569 |            1 |          5
      % passed     |          90% |        88% |          91% |        75%
"""


def test_a_heading_of_two_lines_shows_which_columns_belong_together():
    table = drawn(OUTCOMES, columns=("contract_year", "target_group"))
    assert render(table, "text") == shown(
        """
        Aantal personen

                            2019            2020
                       --------------  --------------
        area / result  obliged  total  obliged  total
        ---------------------------------------------
        atlas            2.348  4.687       11     20
          passed         2.106  4.118       10     15
          failed           242    569        1      5
          % passed        90 %   88 %     91 %   75 %
        """
    )


def test_a_table_too_wide_for_the_terminal_is_cut_into_blocks_at_a_group():
    table = drawn(OUTCOMES, columns=("contract_year", "target_group"))
    assert render(table, "text", width=40) == shown(
        """
        Aantal personen

                            2019
                       --------------
        area / result  obliged  total
        -----------------------------
        atlas            2.348  4.687
          passed         2.106  4.118
          failed           242    569
          % passed        90 %   88 %

                            2020
                       --------------
        area / result  obliged  total
        -----------------------------
        atlas               11     20
          passed            10     15
          failed             1      5
          % passed        91 %   75 %
        """
    )


def test_a_percentage_of_nobody_is_blank_and_does_not_pass_for_a_closed_desk():
    table = drawn(
        """
        area / result | 2020 | 2021
        --------------+------+-----
        brussel       |    4 |    0
          passed      |    3 |    0
          % passed    |  75% |
        """,
        columns=("contract_year",),
    )
    assert render(table, "text") == shown(
        """
        Aantal personen

        area / result  2020  2021
        -------------------------
        brussel           4     0
          passed          3     0
          % passed     75 %
        """
    )


def test_a_table_without_rows_or_without_columns_still_has_its_title():
    table = drawn(DESKS)
    for empty in ("rows", "columns"):
        axis = replace(getattr(table, empty), members=())
        text = str(render(replace(table, cells={}, **{empty: axis}), "text", width=30))
        assert text.startswith("Aantal personen")


def test_notes_are_numbered_in_reading_order_and_say_where_the_figures_come_from():
    table = drawn(DESKS).with_notes(
        Note(Text.same("Boom verhuisde in maart."), about=(("antwerpen", "boom"),)),
        Note(Text.same("Eerste aanmeldingen."), about=()),
        Note(Text.same("Met een verplicht contract."), about=(("obliged",),)),
    )
    origin = Provenance("7f3a9c", date(2022, 2, 24), sources=("Kruispuntbank",), synthetic=True)
    assert render(replace(table, provenance=origin), "text", width=60) == shown(
        """
        Aantal personen

                     obliged
        area / desk      [1]  entitled  total
        -------------------------------------
        antwerpen      1.242     1.382  2.624
          boom [2]     1.190     1.320  2.510
          geel            52        62    114
        limburg          943     1.437  2.380
          hasselt        943     1.437  2.380
          lommel
        total          2.185     2.819  5.004

        leeg = niet open

        Eerste aanmeldingen.
        [1] Met een verplicht contract.
        [2] Boom verhuisde in maart.

        Bron: Kruispuntbank, momentopname 7f3a9c, stand op 24
        februari 2022, synthetische gegevens, geen echte personen.
        """
    )


def test_a_note_to_all_columns_of_a_group_is_marked_once_above_them():
    late = tuple(("2020", code) for code in ("obliged", "total"))
    table = drawn(OUTCOMES, columns=("contract_year", "target_group"))
    text = str(render(table.with_notes(Note(Text.same("Loopt nog."), late)), "text"))
    assert text.count("[1]") == 2
    assert "2020 [1]" in text


def test_the_same_table_in_english_and_french():
    english = str(render(drawn(DESKS), "text", "en"))
    assert "(number of people)" in english
    assert "1,242" in english
    assert "blank = not open" in english
    french = str(render(drawn(DESKS), "text", "fr"))
    assert "vide = pas ouvert" in french


@pytest.mark.parametrize("width", [20, 31, 40, 57, 80, 200])
def test_no_line_is_wider_than_the_terminal(width):
    table = drawn(OUTCOMES, columns=("contract_year", "target_group"))
    long = Text.same("Provincie Vlaams-Brabant en de rand rond Brussel")
    first, *rest = table.rows.members
    rows = replace(table.rows, members=(replace(first, label=long), *rest))
    text = str(render(replace(table, rows=rows), "text", width=width))
    assert max(map(len, text.splitlines())) <= width


def test_labels_of_a_dimension_head_the_groups():
    table = drawn(OUTCOMES, columns=("contract_year", "target_group"))
    years = Dimension("contract_year", Text.same("jaar"), {"2019": Text.same("contract 2019")})
    columns = replace(table.columns, dimensions=(years, table.columns.dimensions[1]))
    assert "contract 2019" in str(render(replace(table, columns=columns), "text"))


def test_a_heading_of_two_words_is_cut_between_them_and_not_inside_one():
    kinds = Axis(
        (Dimension("kind", Text.same("soort")),),
        (Member(("first",), Text.same("eerste aanmelding")),),
    )
    rows = Axis((Dimension("area", Text.same("regio")),), (Member(("boom",), Text.same("Boom")),))
    cells = {(("boom",), ("first",)): Cell(12)}
    table = Table("t", Text.same("Personen"), rows, kinds, cells)
    assert render(table, "text") == shown(
        """
        Personen (aantal personen)

                   eerste
        regio  aanmelding
        -----------------
        Boom           12
        """
    )

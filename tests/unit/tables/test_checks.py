# SPDX-License-Identifier: EUPL-1.2
"""A check says in a sentence what cannot be right, and is silent about what can."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taalplan.tables import Cell, Note, Severity, Status, Table, Unit
from taalplan.tables.checks import check
from taalplan.tables.drawn import drawn
from taalplan.vocabulary.text import Text

COUNTED = frozenset({"area", "desk", "target_group"})


def codes(table: Table) -> list[str]:
    """What was found, in short."""
    return [finding.code for finding in check(table)]


def overlap(*about: tuple[str, ...]) -> Note:
    """A note that explains why parts exceed their total."""
    return Note(Text.same("Eén keer geteld."), about, "overlap")


ADDS_UP = """
    area / desk | obliged | entitled | total
    ------------+---------+----------+------
    antwerpen   |      11 |        5 |    16
      boom      |       6 |        5 |    11
      geel      |       5 |        0 |     5
      lommel    |         |          |
    atlas       |       2 |        1 |     3
      atlas     |       2 |        1 |     3
    total       |      13 |        6 |    19
"""


@pytest.mark.parametrize("counted", [frozenset(), COUNTED])
def test_a_table_that_adds_up_is_right_in_both_ways_of_counting(counted):
    assert check(drawn(ADDS_UP, counted=counted)) == ()


def test_a_part_above_its_total_is_a_fault_with_both_figures():
    table = drawn(ADDS_UP.replace("geel      |       5", "geel      |      14"), counted=COUNTED)
    first = check(table)[0]
    assert (first.code, first.severity) == ("part-above-total", Severity.FAULT)
    assert (first.where, first.printed, first.computed) == ("antwerpen / obliged", 11, 14)
    assert str(first) == (
        "antwerpen / obliged: het totaal is 11, maar één onderdeel (geel) is 14. "
        "Een onderdeel kan niet groter zijn dan zijn totaal."
    )


def test_a_total_above_the_sum_is_a_fault_even_when_people_are_counted_once():
    table = drawn(ADDS_UP.replace("   19", "   20"), counted=COUNTED)
    found = check(table)
    assert [f.code for f in found] == ["total-above-parts", "total-above-parts"]
    assert {(f.printed, f.computed) for f in found} == {(20, 19)}


OVERLAPS = """
    area      | obliged | entitled | total
    ----------+---------+----------+------
    antwerpen |      11 |        5 |    15
    limburg   |       7 |        5 |    12
    total     |      18 |       10 |    26
"""


def test_a_total_below_the_sum_is_a_fault_only_where_nobody_can_be_in_two_parts():
    assert set(codes(drawn(OVERLAPS))) == {"total-not-sum"}
    assert "total-not-sum" not in codes(drawn(OVERLAPS, counted=COUNTED))


def test_an_overlap_needs_a_note():
    found = check(drawn(OVERLAPS, counted=COUNTED))
    assert [(f.code, f.severity, f.where) for f in found] == [
        ("overlap-without-note", Severity.WARNING, "total / total"),
        ("overlap-without-note", Severity.WARNING, "total / total"),
    ]
    assert {(f.printed, f.computed) for f in found} == {(26, 27), (26, 28)}


@pytest.mark.parametrize(
    "notes",
    [
        (overlap(),),
        (overlap(("total",)),),
        (overlap(("total",)), Note(Text.same("Iets anders."))),
    ],
)
def test_an_overlap_with_a_note_is_fine(notes):
    assert codes(drawn(OVERLAPS, counted=COUNTED).with_notes(*notes)) == []


def test_a_note_about_something_else_does_not_explain_an_overlap():
    table = drawn(OVERLAPS, counted=COUNTED)
    assert "overlap-without-note" in codes(table.with_notes(Note(Text.same("Over alles."))))
    elsewhere = Note(Text.same("Verhuisd."), (("limburg",),))
    assert "overlap-without-note" in codes(table.with_notes(elsewhere))


def test_a_blank_total_over_figures_is_a_fault():
    table = drawn("area | 2020 | 2021\n---+---+---\nboom | 3 | 4\ntotal | 3 |\n", ("year",))
    (found,) = check(table)
    assert (found.code, found.printed, found.computed) == ("total-missing", None, 4)


def test_a_hidden_part_may_be_anything_that_fits_but_alone_it_is_no_secret():
    one = drawn("area | n\n---+---\nboom | 3\nlier | :\ntotal | 7\n")
    assert codes(one) == ["suppression-undone"]
    assert "lier is niet getoond" in str(check(one)[0])
    two = drawn("area | n\n---+---\nboom | 3\nlier | :\ngeel | :\ntotal | 7\n")
    assert codes(two) == []
    over = drawn("area | n\n---+---\nboom | 3\nlier | :\ngeel | 5\ntotal | 7\n")
    assert codes(over) == ["total-not-sum"]


def test_a_hidden_total_says_nothing():
    assert codes(drawn("area | n\n---+---\nboom | 3\nlier | 2\ntotal | :\n")) == []


def test_a_count_below_zero_is_a_fault():
    (found,) = check(drawn("area | n\n---+---\nboom | -3\n"))
    assert (found.code, str(found)) == ("negative", "boom / n: -3 is kleiner dan nul.")


OUTCOMES = """
    area / result | total
    --------------+------
    atlas         |    40
      passed      |    35
      failed      |     5
      % passed    |   88%
"""


@pytest.mark.parametrize("printed", ["88%", "87.5%", "88.4%"])
def test_a_percentage_that_rounds_half_up_to_its_counts_is_right(printed):
    assert codes(drawn(OUTCOMES.replace("88%", printed))) == []


def test_a_percentage_of_another_whole_is_a_fault_with_what_it_should_be():
    (found,) = check(drawn(OUTCOMES.replace("88%", "87%")))
    assert (found.code, found.where) == ("percentage-differs", "atlas, % passed / total")
    assert found.sentence["nl"].endswith("er staat 87 %, maar uit de aantallen volgt 87,5 %.")
    assert found.sentence["en"].endswith("it says 87%, but the counts give 87.5%.")


def test_a_percentage_of_nothing_is_a_fault():
    nothing = OUTCOMES.replace("40", " 0").replace("35", " 0").replace(" 5\n", " 0\n")
    assert codes(drawn(nothing)) == ["percentage-of-nothing"]
    assert codes(drawn(nothing.replace("88%", "   "))) == []


def test_a_percentage_must_not_give_away_what_is_hidden():
    hidden = OUTCOMES.replace("    35", "     :").replace(" 5\n", " :\n")
    assert codes(drawn(hidden)) == ["percentage-discloses"]


def test_percentages_in_a_column_are_checked_as_well():
    table = drawn("area | passed | closed | share\n---+---+---+---\natlas | 35 | 40 | 87\n")
    share = replace(table.columns.members[2], unit=Unit.PERCENT, ratio=(("passed",), ("closed",)))
    columns = replace(table.columns, members=(*table.columns.members[:2], share))
    assert codes(replace(table, columns=columns)) == ["percentage-differs"]


def test_a_suppressed_value_left_in_a_cell_is_treated_as_hidden():
    table = drawn("area | n\n---+---\nboom | 3\nlier | :\ngeel | :\ntotal | 7\n")
    leaky = {**table.cells, (("lier",), ("n",)): Cell(4000, Status.SUPPRESSED)}
    assert codes(replace(table, cells=leaky)) == []


def test_faults_come_before_warnings():
    broken = drawn(OVERLAPS.replace("   26", "   29"), counted=COUNTED)
    severities = [finding.severity for finding in check(broken)]
    assert severities == sorted(severities, key=list(Severity).index)
    assert Severity.FAULT in severities


def test_a_heading_of_two_lines_is_named_in_full():
    drawing = "area | 2019 obliged | 2019 total\n---+---+---\natlas | 5 | 4\n"
    (found,) = check(drawn(drawing, ("year", "target_group")))
    assert found.where == "atlas / 2019, total"

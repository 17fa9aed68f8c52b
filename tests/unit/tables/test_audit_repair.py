# SPDX-License-Identifier: EUPL-1.2
"""Each kind of fault in a small table, and the repair that changes least."""

from __future__ import annotations

import pytest

from lib.printed import checked
from taalplan.tables.audit import FileReport, read_table
from taalplan.tables.audit.repair.programme import Programme, Solver
from taalplan.tables.audit.repair.variants import one_digit_away

RIGHT = """
    loket      | verplicht | recht | totaal
    Noord      |       211 |   105 |    316
      Een      |        90 |    40 |    130
      Twee     |        81 |    25 |    106
      Drie     |        40 |    40 |     80
    Zuid       |       150 |    91 |    241
      Vier     |       100 |    61 |    161
      Vijf     |        50 |    30 |     80
    West       |        33 |    18 |     51
    Oost       |        77 |    44 |    121
      Zes      |        60 |    30 |     90
      Zeven    |        17 |    14 |     31
    Totaal     |       471 |   258 |    729
"""


def repair(folder, drawing: str) -> FileReport:
    """The report about one drawn table."""
    (report,) = checked(folder, drawing).files
    return report


def said(report: FileReport) -> list[tuple[str, tuple[str, ...]]]:
    """The causes that are named, with their rows."""
    return [(one.code, one.rows) for one in report.causes]


def mended(folder, report: FileReport) -> bool:
    """Whether the first repair gives back the right figures in the form of the file."""
    assert report.best is not None
    report.best.write_csv(folder / "repaired.csv")
    right = checked(folder, RIGHT).files[0].table
    assert right is not None
    return read_table(folder / "repaired.csv").table.values == right.values


def swap_lines(drawing: str, new: dict[str, str]) -> str:
    """The drawing with the figures of some labels replaced."""
    lines = []
    for line in drawing.splitlines():
        label, bar, rest = line.partition("|")
        lines.append(f"{label}{bar}{new.get(label.strip(), rest)}")
    return "\n".join(lines)


def test_the_right_table_needs_nothing(tmp_path):
    report = repair(tmp_path, RIGHT)
    assert report.findings == ()
    assert report.repairs == ()


def test_a_digit_typed_wrong_is_found_where_row_and_column_cross(tmp_path):
    report = repair(tmp_path, RIGHT.replace("  61 |    161", "  16 |    161"))
    assert said(report) == [("wrong-figure", ("Vier",))]
    assert report.causes[0].columns == ("recht",)
    assert "gedrukt 16, volgens de sommen 61" in report.causes[0].sentence.nl
    assert mended(tmp_path, report)
    assert len(report.symptoms) == 2


def test_a_figure_left_out_is_computed(tmp_path):
    report = repair(tmp_path, RIGHT.replace("       100 |    61", "           |    61"))
    assert said(report) == [("wrong-figure", ("Vier",))]
    assert mended(tmp_path, report)


def test_exchanged_columns_are_found_by_the_columns_of_the_region(tmp_path):
    swapped = swap_lines(RIGHT, {"Twee": "        25 |    81 |    106"})
    report = repair(tmp_path, swapped)
    assert said(report) == [("swapped-columns", ("Twee",))]
    assert report.causes[0].columns == ("verplicht", "recht")
    assert mended(tmp_path, report)


def test_columns_exchanged_in_a_block_are_one_fault(tmp_path):
    swapped = swap_lines(
        RIGHT,
        {
            "Vier": "        61 |   100 |    161",
            "Vijf": "        30 |    50 |     80",
            "West": "        18 |    33 |     51",
        },
    )
    report = repair(tmp_path, swapped)
    assert said(report) == [("swapped-columns", ("Vier", "Vijf", "West"))]
    assert mended(tmp_path, report)


def test_a_row_that_is_missing_is_proposed_with_its_figures(tmp_path):
    lines = [line for line in RIGHT.splitlines() if "Twee" not in line]
    report = repair(tmp_path, "\n".join(lines))
    assert said(report) == [("missing-row", ("Noord",))]
    assert "81 / 25 / 106" in report.causes[0].sentence.nl
    assert report.best is not None
    added = [row for row in report.best.table.rows if not row.line]
    assert [(row.label, row.level) for row in added] == [("(ontbrekende rij)", 2)]


def test_the_missing_desk_is_named_when_only_one_open_desk_of_the_area_is_not_there(tmp_path):
    brussels = """
        Aanmeldingen in 2021 |           |       |
        loket                | verplicht | recht | totaal
        HG Brussel           |         9 | 3.165 |  3.174
          bon Anderlecht     |         2 |    77 |     79
          bon Brussel        |         5 | 2.171 |  2.176
          bon Schaarbeek     |         2 |   244 |    246
        Totaal               |         9 | 3.165 |  3.174
    """
    report = repair(tmp_path, brussels)
    assert said(report) == [("missing-row", ("HG Brussel",))]
    assert any("bon Molenbeek" in text.nl for text in report.causes[0].evidence)
    assert report.best is not None
    assert "bon Molenbeek" in [row.label for row in report.best.table.rows]


def test_a_row_printed_twice_is_a_fault_whatever_the_sums_say(tmp_path):
    twice = RIGHT.replace("      Drie ", "      Twee     |        81 |    25 |    106\n      Drie ")
    report = repair(tmp_path, twice)
    assert said(report) == [("repeated-row", ("Twee",))]
    assert mended(tmp_path, report)


def test_a_copy_that_hides_a_row_gives_it_back_from_the_sums(tmp_path):
    copied = swap_lines(RIGHT, {"Zes": "       150 |    91 |    241"})
    report = repair(tmp_path, copied)
    assert said(report) == [("lost-figures", ("Zes",)), ("copied-row", ("Zes", "Zuid"))]
    assert mended(tmp_path, report)


@pytest.mark.parametrize("way", ["up", "down"])
def test_figures_that_slid_over_several_regions_are_moved_back(tmp_path, way):
    lines = [line for line in RIGHT.splitlines() if "|" in line]
    labels = [line.partition("|")[0] for line in lines]
    figures = [line.partition("|")[2] for line in lines]
    first, last = 3, 9
    if way == "up":
        figures[first:last] = [*figures[first + 1 : last], "           |       |"]
    else:
        figures[first:last] = ["           |       |", *figures[first : last - 1]]
    report = repair(tmp_path, "\n".join(map("|".join, zip(labels, figures, strict=True))))
    (slid,) = [one for one in report.causes if one.code == "slid-rows"]
    word = "te hoog" if way == "up" else "te laag"
    assert word in slid.sentence.nl
    assert report.best is not None
    assert "Zuid" in [move.label for move in report.best.moves]


def test_a_fault_without_a_repair_is_still_said(tmp_path):
    wild = RIGHT.replace("       471 |   258 |    729", "       999 |   888 |    555")
    report = repair(tmp_path, wild)
    assert "rows-do-not-add-up" in [one.code for one in report.findings]


def test_a_slip_of_the_finger_has_some_fifty_forms():
    around = one_digit_away(12)
    assert {2, 1, 21, 13, 92, 112, 120, 102} <= set(around)
    assert 12 not in around
    assert all(value >= 0 for value in around)


def test_the_programme_finds_the_cheapest_choice_and_then_the_next():
    programme = Programme()
    dear, cheap = programme.choice(2.0), programme.choice(1.0)
    programme.require({dear: 1, cheap: 1}, at_least=1)
    solver = Solver(programme, 5)
    first = solver.solve()
    assert first is not None
    assert first.chosen(cheap)
    assert not first.chosen(dear)
    solver.forbid([cheap])
    second = solver.solve()
    assert second is not None
    assert second.cost == pytest.approx(2)
    solver.at_most(1.5)
    assert solver.solve() is None

# SPDX-License-Identifier: EUPL-1.2
"""What kind of sums a table holds is read from the table, and decides what cannot be right."""

from __future__ import annotations

from pathlib import Path

from lib.printed import checked, codes, printed
from taalplan.tables.audit import PrintedTable
from taalplan.tables.audit.sums import Direction, Nature, column_groups, natures, sums_of
from taalplan.tables.audit.verdicts import Verdict, outcomes

EXACT = """
    regio  | 2019 | 2020 | 2021
    Noord  |   10 |   20 |   30
      een  |    4 |    5 |   10
      twee |    6 |   15 |   20
    Zuid   |   11 |   21 |   31
      drie |    5 |    6 |   11
      vier |    6 |   15 |   20
    West   |   12 |   22 |   32
      vijf |    6 |    7 |   12
      zes  |    6 |   15 |   20
    Oost   |    9 |    9 |    9
      acht |    4 |    4 |    4
      tien |    5 |    5 |    5
    Totaal |   42 |   72 |  102
"""

PEOPLE = """
    regio  | 2019 | 2020 | 2021
    Noord  |  100 |  200 |  299
      een  |   40 |   51 |  100
      twee |   61 |  150 |  200
    Zuid   |  110 |  209 |  310
      drie |   50 |   60 |  110
      vier |   60 |  150 |  200
    Totaal |  209 |  408 |  609
"""


def nature(table: PrintedTable, level: str = "1.0") -> Nature:
    """The nature of the sums of regions."""
    judged = natures(table, sums_of(table))
    return next(j.nature for f, j in judged.items() if f.level == level)


def verdicts(table: PrintedTable, label: str) -> list[Verdict]:
    """How the sums of one row came out."""
    return [one.verdict for one in outcomes(table) if table.rows[one.sum.total[0]].label == label]


def test_sums_that_all_hold_are_exact(tmp_path):
    table = printed(tmp_path, EXACT)
    assert nature(table) is Nature.EXACT
    assert {one.verdict for one in outcomes(table)} == {Verdict.HOLDS}


def test_small_surpluses_are_people_counted_once(tmp_path):
    table = printed(tmp_path, PEOPLE)
    assert nature(table) is Nature.PEOPLE
    assert verdicts(table, "Noord") == [Verdict.OVERLAP, Verdict.OVERLAP, Verdict.OVERLAP]
    assert codes(checked(tmp_path, PEOPLE)) == ["overlap", "overlap"]


def test_one_person_off_is_a_fault_where_all_other_sums_hold(tmp_path):
    table = printed(tmp_path, EXACT.replace("vier |    6 |", "vier |    7 |"))
    assert verdicts(table, "Zuid") == [Verdict.SURPLUS, Verdict.HOLDS, Verdict.HOLDS]


def test_a_total_above_its_parts_is_a_fault_also_among_people(tmp_path):
    table = printed(tmp_path, PEOPLE.replace("Zuid   |  110", "Zuid   |  112"))
    assert verdicts(table, "Zuid")[0] is Verdict.ABOVE


def test_a_part_above_its_total_is_a_fault(tmp_path):
    table = printed(tmp_path, PEOPLE.replace("Zuid   |  110", "Zuid   |   55"))
    assert verdicts(table, "Zuid")[0] is Verdict.BELOW_PART


def test_a_large_surplus_is_no_overlap(tmp_path):
    table = printed(tmp_path, PEOPLE.replace("Zuid   |  110", "Zuid   |   90"))
    assert verdicts(table, "Zuid")[0] is Verdict.SURPLUS


def test_a_grand_total_of_desks_above_counted_regions_is_named(tmp_path):
    table = printed(tmp_path, PEOPLE.replace("|  209 |  408 |  609", "|  211 |  411 |  610"))
    assert set(verdicts(table, "Totaal")) == {Verdict.DOUBLE}
    report = checked(tmp_path, PEOPLE.replace("|  209 |  408 |  609", "|  211 |  411 |  610"))
    assert report.exit_code == 0
    assert "Noord 1 en Zuid 1" in report.findings[0].sentence.nl


ONE_PERSON = """
    loket  | verplicht | recht | totaal
    Noord  |        20 |    10 |     30
      een  |         5 |     5 |     10
      twee |        15 |     5 |     20
    Zuid   |        21 |    10 |     31
      drie |         6 |     5 |     11
      vier |        15 |     5 |     20
    West   |        22 |    10 |     32
      vijf |         7 |     5 |     12
      zes  |        15 |     5 |     20
    Oost   |         8 |    10 |     18
      acht |         4 |     5 |      9
      tien |         5 |     5 |     10
    Totaal |        71 |    40 |    111
"""


def test_one_person_at_two_desks_is_lacking_in_a_part_and_in_the_total(tmp_path):
    assert codes(checked(tmp_path, ONE_PERSON)) == ["overlap"]


def test_one_figure_typed_wrong_stands_alone(tmp_path):
    wrong = ONE_PERSON.replace("8 |    10 |     18", "8 |    10 |     19")
    report = checked(tmp_path, wrong)
    assert report.exit_code == 1
    assert ("wrong-figure", ("Oost",)) in [(one.code, one.rows) for one in report.findings]


def test_parts_that_are_not_all_printed_are_not_checked(tmp_path):
    some = EXACT.replace("   10 |   20 |   30", "   15 |   25 |   35")
    some = some.replace("   11 |   21 |   31", "   15 |   25 |   35")
    some = some.replace("   12 |   22 |   32", "   15 |   25 |   35").replace(
        "42 |   72 |  102", "54 |   84 |  114"
    )
    assert nature(printed(tmp_path, some)) is Nature.OPEN
    assert codes(checked(tmp_path, some)) == []


def test_a_figure_kept_back_is_not_taken_for_zero(tmp_path):
    hidden = EXACT.replace("drie |    5", "drie |   <5")
    assert codes(checked(tmp_path, hidden)) == []


TWO_WAYS = """\
province,municipality,result,year,value
limburg,total,total,2021,30
limburg,total,passed,2021,20
limburg,total,failed,2021,10
limburg,71016,total,2021,30
limburg,71016,passed,2021,20
limburg,71016,failed,2021,10
brussel,total,total,2021,8
brussel,total,passed,2021,5
brussel,total,failed,2021,3
total,total,total,2021,38
total,total,passed,2021,25
total,total,failed,2021,13
"""


def test_a_total_may_divide_in_two_ways(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(TWO_WAYS, encoding="utf-8")
    table = _read(path)
    labels = [
        (table.rows[one.total].label, [table.rows[part].label for part in one.parts])
        for one in table.divisions
    ]
    limburg, brussels = table.rows[0].label, table.rows[6].label
    assert ("totaal", [limburg, brussels]) in labels
    assert (limburg, ["Genk"]) in labels
    assert (limburg, [f"{limburg}, geslaagd", f"{limburg}, niet geslaagd"]) in labels
    assert ("totaal, geslaagd", [f"{limburg}, geslaagd", f"{brussels}, geslaagd"]) in labels
    assert {one.verdict for one in outcomes(table)} == {Verdict.HOLDS}
    path.write_text(TWO_WAYS.replace("total,total,passed,2021,25", "total,total,passed,2021,26"))
    failing = [one for one in outcomes(_read(path)) if one.verdict is not Verdict.HOLDS]
    assert len(failing) == 2, "along the results of the total, and along the provinces"


def test_columns_named_total_are_totals_of_their_neighbours_under_one_heading(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        ";2019;;;2020;;\n;plicht;recht;Totaal;plicht;recht;Totaal\nA;1;2;3;4;5;9\nB;1;1;2;2;2;4\n",
        encoding="utf-8",
    )
    table = _read(path)
    assert column_groups(table) == ((2, (0, 1)), (5, (3, 4)))
    assert all(one.family.direction is Direction.COLUMNS for one in sums_of(table))


def _read(path: Path) -> PrintedTable:
    from taalplan.tables.audit import read_table

    return read_table(path).table

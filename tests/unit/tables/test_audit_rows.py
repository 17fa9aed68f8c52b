# SPDX-License-Identifier: EUPL-1.2
"""Percentages, copies, closed desks, blanks, and two tables that say different figures."""

from __future__ import annotations

import pytest

from lib.printed import checked, codes
from taalplan.tables.audit import Found, Report

RESULTS = """
    regio         | 2019 | 2020 | 2021
    Atlas         |  100 |  200 |  300
    geslaagd      |   80 |  150 |  290
    niet geslaagd |   15 |   40 |    8
    onbepaald     |    5 |   10 |    2
    % geslaagd    |  80% |  75% |  97%
    IN-Gent       |   50 |   60 |   70
    geslaagd      |   25 |   30 |   40
    niet geslaagd |   20 |   20 |   30
    onbepaald     |    5 |   10 |    0
    % geslaagd    |  50% |  50% |  57%
"""


def finding(report: Report, code: str) -> Found:
    """The one finding with a code."""
    (found,) = [one for one in report.findings if one.code == code]
    return found


def test_the_denominator_is_read_from_the_percentages(tmp_path):
    report = checked(tmp_path, RESULTS)
    assert codes(report) == ["percentage-definition"]
    assert "alle gesloten" in report.findings[0].sentence.nl
    # 80/95, 150/190, 290/298 (rounds to 97 as well), 25/45, 30/50: four would differ.
    assert "6 kloppen zo, 4 zouden" in report.findings[0].sentence.nl


def test_the_other_denominator_is_recognised_too(tmp_path):
    known = RESULTS.replace("80% |  75% |  97%", "84% |  79% |  97%")
    known = known.replace("50% |  50% |  57%", "56% |  60% |  57%")
    assert (
        "zonder onbepaald" in finding(checked(tmp_path, known), "percentage-definition").sentence.nl
    )


def test_a_percentage_that_does_not_follow_is_a_fault_with_both_figures(tmp_path):
    report = checked(tmp_path, RESULTS.replace("80% |  75%", "80% |  57%"))
    wrong = finding(report, "percentage")
    assert (wrong.printed, wrong.computed) == (57, 75)
    assert wrong.columns == ("2020",)
    assert report.exit_code == 1


def test_a_half_may_be_rounded_either_way(tmp_path):
    for rounded in ("12%", "13%"):
        half = RESULTS.replace("   80 |", "   25 |").replace("|  100 |", "|  200 |")
        half = half.replace("   15 |   40", "  170 |   40").replace("80% |", f"{rounded} |")
        assert "percentage" not in codes(checked(tmp_path, half))


def test_percentages_of_something_else_are_said_to_follow_from_nothing(tmp_path):
    other = RESULTS.replace("80% |  75% |  97%", "11% |  12% |  13%")
    other = other.replace("50% |  50% |  57%", "14% |  15% |  16%")
    assert "geen van beide" in finding(checked(tmp_path, other), "percentage").sentence.nl


COPIED = """
    regio  | 2018 | 2019 | 2020 | 2021
    Noord  | 2611 | 2523 | 2404 | 2755
      een  | 1411 | 1412 | 1213 | 1314
      twee | 1200 | 1111 | 1191 | 1441
    Zuid   | 1411 | 1412 | 1213 | 1314
    Totaal | 4022 | 3935 | 3617 | 4069
"""


def test_rows_too_alike_for_chance_are_a_warning(tmp_path):
    report = checked(tmp_path, COPIED)
    assert finding(report, "identical-rows").rows == ("een", "Zuid")
    assert report.exit_code == 0


def test_small_rows_may_be_alike(tmp_path):
    small = COPIED.replace("1411 | 1412 | 1213 | 1314", "   1 |    2 |    0 |    3")
    small = small.replace("2611 | 2523 | 2404 | 2755", "1201 | 1113 | 1191 | 1444")
    small = small.replace("4022 | 3935 | 3617 | 4069", "1202 | 1115 | 1191 | 1447")
    assert codes(checked(tmp_path, small)) == []


def test_a_region_is_like_its_only_desk_by_nature(tmp_path):
    only = """
        regio  | 2018 | 2019 | 2020 | 2021
        Noord  | 1411 | 1412 | 1213 | 1314
          een  | 1411 | 1412 | 1213 | 1314
        Zuid   |   10 |   11 |   12 |   13
        Totaal | 1421 | 1423 | 1225 | 1327
    """
    assert codes(checked(tmp_path, only)) == []


def test_figures_beside_a_desk_that_was_closed_are_a_warning(tmp_path):
    closed = """
        Aanmeldingen in 2021 |           |        |
        loket                | verplicht | recht  | totaal
        Vestiging Lommel     |         3 |      4 |      7
        Vestiging Genk       |        13 |     14 |     27
    """
    found = finding(checked(tmp_path, closed), "closed-desk")
    assert found.rows == ("Vestiging Lommel",)
    assert "2020-12-31" in found.sentence.nl
    open_then = closed.replace("2021", "2020")
    assert codes(checked(tmp_path, open_then)) == []


def test_a_reader_is_told_how_blanks_and_zeros_were_read(tmp_path):
    both = """
        loket | 2019 | 2020
        een   |    4 |
        twee  |    0 |    5
    """
    assert codes(checked(tmp_path, both)) == ["blank-or-zero"]
    assert codes(checked(tmp_path, both.replace("    0", "    1"))) == []


FIRST = """
    Personen met een eerste aanmelding |           |       |
    loket                              | verplicht | recht | totaal
    Loket Boom                         |        90 |    80 |    170
    Loket Geel                         |        52 |    43 |     95
    Loket Herentals                    |        33 |    50 |     83
    Loket Lier                         |       115 |   129 |    244
    Loket Mol                          |        34 |    62 |     96
    Loket Schoten                      |        15 |     5 |     20
"""
ALL = """
    Personen met een aanmelding |      |
    loket                       | 2020 | 2021
    Loket Mol                   |   89 |   96
    Loket Boom                  |  126 |  170
    Loket Geel                  |   45 |   95
    Loket Herentals             |  101 |   83
    Loket Lier                  |  190 |  242
    Loket Schoten               |   57 |
"""


def test_columns_are_matched_by_what_they_say_and_differences_are_listed(tmp_path):
    report = checked(tmp_path, FIRST, ALL)
    assert finding(report, "tables-disagree").rows == ("Loket Lier",)
    assert "Loket Lier 244 en 242" in finding(report, "tables-disagree").sentence.nl
    assert finding(report, "blank-in-one-table").rows == ("Loket Schoten",)


def test_more_first_registrations_than_registrations_cannot_be_one_extract(tmp_path):
    assert finding(checked(tmp_path, FIRST, ALL), "impossible-direction").rows == ("Loket Lier",)
    fewer = FIRST.replace("129 |    244", "126 |    241")
    assert "impossible-direction" not in codes(checked(tmp_path, fewer, ALL))


@pytest.mark.parametrize("years", [("2017", "2018")])
def test_tables_about_other_years_are_not_held_against_each_other(tmp_path, years):
    other = ALL.replace("2020 | 2021", " | ".join(years))
    assert (
        codes(checked(tmp_path, FIRST.replace("aanmelding ", "aanmelding in 2021 "), other)) == []
    )


COLUMNS = """
    loket | verplicht | recht | totaal
    een   |        10 |     5 |     15
    twee  |        20 |     7 |     27
    drie  |         8 |     8 |     16
    vier  |         3 |     4 |      7
    vijf  |        12 |     1 |     13
    zes   |        30 |     9 |     39
"""


def test_exchanged_headings_are_found_by_the_column_that_is_the_sum(tmp_path):
    wrong = COLUMNS.replace("recht | totaal", "totaal | recht")
    report = checked(tmp_path, wrong)
    assert codes(report) == ["exchanged-headings"]
    assert report.findings[0].columns == ("totaal", "recht")
    assert codes(checked(tmp_path, COLUMNS)) == []


def test_a_total_without_the_word_is_known_by_its_sums(tmp_path):
    nameless = COLUMNS.replace("totaal", "samen")
    assert codes(checked(tmp_path, nameless)) == []
    wrong = checked(tmp_path, nameless.replace("     39", "     93"))
    assert [one.rows for one in wrong.findings if one.code == "wrong-figure"] == [("zes",)]

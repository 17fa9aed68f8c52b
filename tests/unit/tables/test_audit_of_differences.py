# SPDX-License-Identifier: EUPL-1.2
"""A table of differences is not taken for one of counts that went wrong; one slip still is."""

from __future__ import annotations

from taalplan.tables.audit import check_files

DIFFERENCES = """area,period,value
antwerpen,2019-2020,-889
limburg,2019-2020,-816
total,2019-2020,-1700
"""
COUNTS = """area,year,value
{0}total,2020,{1}
"""
AREAS = "".join(f"area-{n},2020,{10 + n}\n" for n in range(24))
TOTAL = sum(10 + n for n in range(24))


def codes(tmp_path, text):
    file = tmp_path / "table.csv"
    file.write_text(text)
    report = check_files([file])
    return {found.code for found in report.findings}, report.exit_code


def test_differences_do_not_add_up_and_that_is_said(tmp_path):
    assert codes(tmp_path, DIFFERENCES) == ({"no-counts"}, 0)


def test_right_counts_are_checked(tmp_path):
    found, code = codes(tmp_path, COUNTS.format(AREAS, TOTAL))
    assert "no-counts" not in found
    assert code == 0


def test_one_figure_below_zero_among_counts_is_a_slip(tmp_path):
    wrong = AREAS.replace("area-3,2020,13", "area-3,2020,-13")
    found, code = codes(tmp_path, COUNTS.format(wrong, TOTAL))
    assert "no-counts" not in found
    assert code == 1

# SPDX-License-Identifier: EUPL-1.2
"""Tables counted from made-up people: silence about good ones, and each planted fault is found.

A few dozen cases; `python benchmarks/check_planted_faults.py` measures hundreds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[3] / "benchmarks"))

from planted_tables import plant
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.reading import Read
from taalplan.tables.audit.reading_wide import WideForm
from taalplan.tables.audit.report import FileReport, check_table
from taalplan.tables.audit.verdicts import faults

FORM = WideForm(";", (), (), 1, "")


def check(table: PrintedTable) -> FileReport:
    """What is found in a table that never was in a file."""
    return check_table(Read(Path("planted.csv"), table, FORM))


@given(seed=st.integers(0, 10**6))
@settings(max_examples=40)
def test_a_table_counted_from_people_is_not_blamed(seed):
    report = check(plant("none", seed).printed)
    assert [one.code for one in report.findings if one.severity == "fault"] == []
    assert report.repairs == ()


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(
    "kind",
    ["slip of two", "slip down", "swap", "swap in a block", "missing row", "row twice"],
)
def test_a_planted_fault_is_found_and_the_repair_has_no_fault_left(kind, seed):
    planted = plant(kind, seed)
    report = check(planted.printed)
    assert report.causes, planted.labels
    assert report.best is not None
    assert not faults(report.best.table)


@pytest.mark.parametrize("seed", range(3))
def test_a_row_printed_twice_is_taken_out_again(seed):
    planted = plant("row twice", seed)
    report = check(planted.printed)
    assert report.best is not None
    assert report.best.table.values == planted.truth.values


@given(kind=st.sampled_from(["digit", "transposed", "copy"]), seed=st.integers(0, 30))
@settings(max_examples=12)
def test_where_everything_adds_up_no_changed_figure_escapes(kind, seed):
    planted = plant(kind, seed)
    if planted.adds_up and planted.visible and len(_groups(planted.truth)) > 3:
        assert any(one.severity == "fault" for one in check(planted.printed).findings)


def _groups(table: PrintedTable) -> list[int]:
    """The areas with desks: with fewer than three, one that fails may count people."""
    return [row for row in table.parents() if table.rows[row].level == 1]

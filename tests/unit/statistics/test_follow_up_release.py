# SPDX-License-Identifier: EUPL-1.2
"""What outsiders get of outcomes: multiples of some people, nothing of small cohorts."""

from __future__ import annotations

from datetime import date

import pytest

from taalplan.statistics.kinds import find_table
from taalplan.statistics.outcomes import FollowUp, follow
from taalplan.statistics.outcomes.release import is_of_outcomes, rounded
from taalplan.tables.checks import check
from taalplan.tables.table import Status

A1 = find_table("outcomes-a1-followup")
assert isinstance(A1, FollowUp)


@pytest.fixture
def table(snapshot_of):
    """200 people in Antwerp of whom 101 pass and 2 fail; 8 in Limburg."""
    contracts = [
        {"contract": k, "person": k, "signed": date(2020, 1, 6), "target_group": "obliged",
         "area": "antwerpen" if k < 200 else "limburg"}
        for k in range(208)
    ]  # fmt: skip
    components = [
        {"person": k, "contract": k, "component": "A1", "opened": date(2020, 1, 10),
         "closed": date(2020, 3, 1) if k < 103 else None,
         "result": None if k >= 103 else "passed" if k < 101 else "failed"}
        for k in range(208)
    ]  # fmt: skip
    snapshot = snapshot_of(as_of=date(2022, 1, 31), contracts=contracts, components=components)
    return follow(A1.by("area"), snapshot)


def test_each_figure_is_a_multiple_of_five_people(table):
    """101 of 200 read as 100, 2 as none; whether it was 1 or 2 cannot be seen."""
    shown = rounded(table, 5)
    assert shown["antwerpen", "passed", "2020", "share", "6"] == 50
    assert shown["antwerpen", "failed", "2020", "share", "6"] == 0
    assert shown["antwerpen", "people", "2020", "at_risk", "6"] == 95
    assert shown["antwerpen", "ratio", "2020", "share", "now"] == pytest.approx(100 * 100 / 105)
    for codes, cell in shown.tidy():
        if "people" in codes and cell.value is not None:
            assert cell.value % 5 == 0, codes


def test_of_a_cohort_of_eight_nothing_is_shown(table):
    """Neither how many they are, nor what became of them."""
    shown = rounded(table, 5)
    cells = [cell for codes, cell in shown.tidy() if codes[0] == "limburg"]
    assert cells
    assert all(c.value is None and c.status is Status.SUPPRESSED for c in cells)


def test_the_table_says_so_and_still_passes_its_checks(table):
    """In words a reader understands."""
    shown = rounded(table, 5)
    assert check(shown) == ()
    assert "veelvoud van 5 personen" in shown.notes[-1].text.nl


def test_notes_tell_no_number_of_people_and_nothing_of_a_hidden_year(table):
    """The share still busy of the whole year may stay, as the year is large."""
    kinds = {note.kind for note in rounded(table, 5).notes}
    assert "still-open" in kinds
    assert "still-open" not in {note.kind for note in rounded(table, 60).notes}
    assert not {"several", "left-truncation", "left-out"} & kinds


def test_only_tables_of_outcomes_are_meant(table, snapshot_of):
    """A count is protected by suppression."""
    from taalplan.statistics import find_definition, tabulate

    counted = tabulate(
        find_definition("outcomes-a1"),
        snapshot_of(contracts="contract | person\n0 | 0", components="person | contract\n0 | 0"),
    )
    assert is_of_outcomes(table)
    assert not is_of_outcomes(counted)

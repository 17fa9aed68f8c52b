# SPDX-License-Identifier: EUPL-1.2
"""The tables of written question 216 as printed: what is wrong in table 1 is found and mended."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from lib.printed import PRINTED, PUBLISHED, codes
from taalplan.tables.audit import Report, check_files, read_table, render_text
from taalplan.tables.audit.labels import meaning
from taalplan.tables.audit.verdicts import Verdict

TABLE_1, TABLE_2 = PRINTED / "table-1.csv", PRINTED / "table-2.csv"

SLID = (
    "Vestiging Maasmechelen",
    "Vestiging Pelt",
    "Vestiging Sint-Truiden",
    "Vestiging Tongeren",
    "Provincie Oost-Vlaanderen",
    "Loket Aalst",
)


@pytest.fixture(scope="module")
def alone() -> Report:
    """Table 1 checked by itself."""
    return check_files([TABLE_1])


@pytest.fixture(scope="module")
def together() -> Report:
    """Tables 1 and 2 checked together."""
    return check_files([TABLE_1, TABLE_2])


def right_figures() -> dict[str, tuple[int | None, ...]]:
    """Table 1 with its figures where they belong, as the example register reproduces it."""
    groups = ("obliged", "entitled", "undetermined", "total")
    found: dict[tuple[str, str], int] = {}
    with (PUBLISHED / "table-1.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            code = row["area"] if row["desk"] == "total" else row["desk"]
            found[code, row["target_group"]] = int(row["value"])
    codes_found = {code for code, _ in found}
    return {code: tuple(found.get((code, group)) for group in groups) for code in codes_found}


def test_alone_the_slide_and_the_copy_of_atlas_are_found(alone):
    assert codes(alone)[:3] == ["label-without-figures", "slid-rows", "copied-row"]
    empty, slid, copied = alone.findings[:3]
    assert empty.rows == ("Vestiging Lommel",)
    assert slid.rows == SLID
    assert copied.rows == ("Loket Aalst", "Atlas")
    assert alone.exit_code == 1


def test_the_innocent_row_is_not_blamed(alone):
    # Changing single cells, as is usual, would "repair" the table by editing Atlas itself.
    (file,) = alone.files
    assert file.best is not None
    assert "Atlas" not in [move.label for move in file.best.moves]
    assert all(edit.code != "wrong-figure" for edit in file.best.edits)


def test_alone_the_other_labels_of_limburg_are_listed_as_just_as_possible(alone):
    (file,) = alone.files
    assert file.best is not None
    same = {one.empty_labels for one in file.repairs if one.shape == file.best.shape}
    assert len(same) == 10
    assert ("Vestiging Tongeren",) in same
    costs = [one.cost for one in file.repairs]
    assert costs == sorted(costs)


def test_with_table_2_only_lommel_is_possible(together):
    repairs = together.files[0].repairs
    assert [one.empty_labels for one in repairs] == [("Vestiging Lommel",)]
    evidence = together.findings[0].evidence
    assert any("table-2.csv heeft bij 2021 niets" in text.nl for text in evidence)
    assert any("2020-12-31" in text.nl for text in evidence)


def test_every_moved_row_has_its_evidence(together):
    best = together.files[0].best
    assert best is not None
    moves = {move.label: move for move in best.moves}
    assert tuple(moves) == ("Vestiging Lommel", *SLID)
    assert moves["Vestiging Pelt"].came_from == "Vestiging Maasmechelen"
    assert moves["Vestiging Pelt"].proposed == (107, 108, 1, 216)
    assert [text.nl for text in moves["Vestiging Pelt"].evidence] == ["table-2.csv, 2021: 216"]
    assert moves["Loket Aalst"].proposed == (280, 200, 15, 495)
    mended = [text.nl for text in best.evidence]
    assert "Provincie Limburg telt dan in alle kolommen exact op (943 / 1.437 / 20 / 2.400)." in (
        mended
    )


@pytest.mark.parametrize("others", [[], [TABLE_2]])
def test_the_proposed_table_equals_the_corrected_one_cell_by_cell(others, tmp_path):
    report = check_files([TABLE_1, *others])
    best = report.files[0].best
    assert best is not None
    best.write_csv(tmp_path / "repaired.csv")
    table = read_table(tmp_path / "repaired.csv").table
    right = right_figures()
    blank = (None,) * 4
    for row, figures in zip(table.rows, table.values, strict=True):
        assert figures == right.get(meaning(row.label), blank), row.label
    assert len(table.rows) == 69
    assert not (tmp_path / "repaired.csv.part").exists()


def test_what_remains_is_one_and_seven_people_and_a_total_that_adds_up_desks(together):
    best = together.files[0].best
    assert best is not None
    column = [column.label for column in best.table.columns].index("totaal")
    off = {
        best.table.rows[one.sum.total[0]].label: (int(one.gap), one.verdict)
        for one in best.after
        if one.gap and one.sum.total[1] == column
    }
    assert off == {
        "Provincie Vlaams-Brabant": (1, Verdict.OVERLAP),
        "Provincie West-Vlaanderen": (7, Verdict.OVERLAP),
        "totaal": (-8, Verdict.DOUBLE),
    }


def test_tables_1_and_2_come_from_two_extracts(together):
    (differ,) = [one for one in together.findings if one.code == "tables-disagree"]
    desks = [row for row in differ.rows if row.startswith(("Loket", "Vest", "Info", "bon", "Cont"))]
    assert len(desks) == 13
    assert "Vestiging Pelt" not in desks, "a row that slid is not reported a second time"


def test_table_2_is_met_with_silence():
    report = check_files([TABLE_2])
    assert report.findings == ()
    assert report.exit_code == 0


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_the_outcomes_have_overlaps_and_no_faults(name):
    report = check_files([PUBLISHED / f"{name}.csv"])
    assert report.exit_code == 0
    assert {one.severity for one in report.findings} == {"note"}
    assert len(report.findings) <= 3, "dozens of overlaps read as one sentence"


@pytest.mark.parametrize("name", ["outcomes-a1", "outcomes-a2"])
def test_a_figure_changed_in_the_outcomes_is_put_right(name, tmp_path):
    lines = (PUBLISHED / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith("in-gent,passed,2019,total"))
    head, figure = lines[at].rsplit(",", 1)
    lines[at] = f"{head},{figure[:-2]}{(int(figure[-2]) + 3) % 10}{figure[-1]}"
    (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
    report = check_files([tmp_path / "t.csv"])
    best = report.files[0].best
    assert best is not None
    (edit,) = best.edits
    assert edit.code == "wrong-figure"
    assert best.table.values[edit.rows[0]][2] == int(figure)


def test_the_corrected_table_needs_one_explanation_only():
    report = check_files([PUBLISHED / "table-1.csv"])
    assert codes(report) == ["total-counts-desks", "overlap"]
    assert "25.318" in report.findings[0].sentence.nl


def test_both_tables_are_checked_within_seconds():
    started = time.perf_counter()
    check_files([TABLE_1, TABLE_2])
    # About half a second on an idle machine; the bound is for one that is busy.
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_the_report_reads_in_three_languages(together, language):
    text = render_text(together, language)
    assert "Vestiging Lommel" in text
    prose = [line for line in text.splitlines() if "->" not in line]
    assert max(map(len, prose)) <= 100
    assert "{" not in text


def test_source_files_of_the_project_are_only_read(together):
    assert not list(Path(PRINTED).glob("*.part"))

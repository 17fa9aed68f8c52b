# SPDX-License-Identifier: EUPL-1.2
"""What was said of 10 September 2021: no waiting list, by a definition that hides who waits."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from command_line import run


def test_no_list_on_10_september_2021_and_thousands_who_wait(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "lists"
    run("waiting", "--snapshot", example, "--school-year", "2021-2022", "--out", out)
    text = (out / "data" / "waiting-days.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    found = {tuple(row[:3]): row[3] for row in rows[1:]}
    assert found["2021-09-10", "waited", "6"] == "0"
    assert int(found["2021-09-10", "waited", "0"]) > 5_000
    assert int(found["2021-09-10", "waited", "2"]) > int(found["2021-09-10", "waited", "3"]) > 100
    assert int(found["2021-09-10", "cannot", "6"]) > 0
    page = (out / "wachtlijst.html").read_text(encoding="utf-8")
    assert "volgens de officiële omschrijving geen wachtlijst" in page
    kept = json.loads((out / "photographs" / "2021-09-10.json").read_text(encoding="utf-8"))
    assert kept["definition"]["waiting.official"]["value"] == 6
    again = run("waiting", "--snapshot", example, "--date", "2021-09-10", "--out", out)
    assert "photographs/2021-09-10.json" in again.stdout


def test_a_school_year_to_come_has_no_photograph(example: Path, tmp_path: Path) -> None:
    words = ("waiting", "--snapshot", example, "--school-year", "2022-2023", "--out", tmp_path)
    assert "the first photograph of 2022-2023" in run(*words, expected=2).stderr


def test_question_4_names_the_list_that_vanishes_and_5a_its_owner(
    example: Path, tmp_path: Path
) -> None:
    """Under the sentence of the minister stands who waited; the blended share is not his to give."""
    question = Path(__file__).parents[3] / "questions" / "216.yaml"
    out = tmp_path / "answer"
    run("answer", question, "--snapshot", example, "--out", out)
    page = " ".join((out / "answer.html").read_text(encoding="utf-8").split())
    assert "is geen uitslag van die bevraging" in page
    assert "volgens de officiële omschrijving geen wachtlijst: niemand wachtte langer" in page
    assert "behoort tot de bevoegdheid van de Vlaamse minister bevoegd voor onderwijs" in page
    shares = (out / "data" / "combi_provincie.csv").read_text(encoding="utf-8")
    assert "2019-2020" in shares
    assert "2020-2021" in shares
    rows = (out / "data" / "waiting-days.csv").read_text(encoding="utf-8")
    assert "2021-09-10,waited,6,0," in rows

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


def test_question_4_names_the_list_that_vanishes_and_5a_its_owner(answered: Path) -> None:
    """Under the sentence of the minister stands who waited; the blended share is not his to give."""
    out = answered
    page = " ".join((out / "answer.html").read_text(encoding="utf-8").split())
    assert "is geen uitslag van die bevraging" in page
    assert "volgens de officiële omschrijving geen wachtlijst: niemand wachtte langer" in page
    assert "behoort tot de bevoegdheid van de Vlaamse minister bevoegd voor onderwijs" in page
    shares = (out / "data" / "combi_provincie.csv").read_text(encoding="utf-8")
    assert "2019-2020" in shares
    assert "2020-2021" in shares
    rows = (out / "data" / "waiting-days.csv").read_text(encoding="utf-8")
    assert "2021-09-10,waited,6,0," in rows


GROUPS = """level,profile,municipality,dayparts,start,end,places
A1,standard,11002,morning,2022-09-05,2022-12-16,900
A1,standard,44021,evening,2022-09-05,2022-12-16,400
"""


def test_the_lists_ahead_under_two_supplies(example: Path, tmp_path: Path) -> None:
    """Both official days, an interval for each, and the supply of two groups a disaster."""
    plan = tmp_path / "weinig.csv"
    plan.write_text(GROUPS, encoding="utf-8")
    out = tmp_path / "ahead"
    words = ("--simulate", "--school-year", "2022-2023", "--futures", "3", "--out", out)
    run("waiting", "--snapshot", example, *words, "--plan", plan)
    text = (out / "data" / "outlook-compared-2.csv").read_text(encoding="utf-8")
    rows = {tuple(row[:5]): row[5] for row in list(csv.reader(text.splitlines()))[1:]}
    worse = {
        day: float(rows["total", "total", day, "0", "low"]) for day in ("2022-09-10", "2023-02-10")
    }
    assert all(more > 0 for more in worse.values())
    page = (out / "vooruitzicht.html").read_text(encoding="utf-8")
    assert "wachten er met “weinig” op 10 februari 2023" in page

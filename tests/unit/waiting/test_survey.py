# SPDX-License-Identifier: EUPL-1.2
"""Answers of centres: read with all their faults at once, and laid beside the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lib.waiting_world import DAY, slow_photograph, world, written
from taalplan.snapshot import FaultyDataError, Snapshot
from taalplan.waiting import Definition, read_surveys, take, write_photographs
from taalplan.waiting.reconcile import Found, compare, reconciled, survey_table
from taalplan.waiting.survey import Answered, Survey

HEAD = "centrum;niveau;profiel;datum;personen;personen_3;personen_6"


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return written(world(5), tmp_path)


def file(folder: Path, *rows: str, head: str = HEAD, name: str = "bevraging.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_form_is_read_in_either_language(snapshot: Snapshot, tmp_path: Path) -> None:
    dutch = file(tmp_path, "CVO Een;a1;standaard;10/09/2021;4;2;0", "cbe-twee;A2;;2021-09-10;3;;")
    english = file(
        tmp_path,
        "cvo-een,A2,basic,2022-02-10,1,0",
        head="centre,level,profile,date,persons,persons_6",
        name="survey.csv",
    )
    found = read_surveys([dutch, english], snapshot)
    assert found == {
        DAY: Survey(DAY, {
            Answered("cvo-een", "A1", "standard"): {0: 4, 3: 2, 6: 0},
            Answered("cbe-twee", "A2", ""): {0: 3},
        }),
        date(2022, 2, 10): Survey(date(2022, 2, 10), {
            Answered("cvo-een", "A2", "basic"): {0: 1, 6: 0},
        }),
    }  # fmt: skip


def test_a_workbook_says_the_same_as_a_csv(snapshot: Snapshot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD.split(";"))
    book.active.append(["cvo-een", "A1", "standaard", DAY, 4, 2, 0])
    book.save(tmp_path / "bevraging.xlsx")
    csv = file(tmp_path, "cvo-een;A1;standaard;10/09/2021;4;2;0")
    assert read_surveys([tmp_path / "bevraging.xlsx"], snapshot) == read_surveys([csv], snapshot)


def test_all_faults_at_once_each_with_its_place(snapshot: Snapshot, tmp_path: Path) -> None:
    first = file(
        tmp_path,
        "cvo-eenn;A1;standaard;10/09/2021;4;2;0",
        "cvo-een;A9;snel;10/09/21;4;5;-1",
        "cvo-een;A1;standaard;10/09/2021;;;",
        "cvo-een;A1;standaard;10/09/2021;4;2;0",
        "cvo-een;A1;;10/09/2021;4;2;0",
    )
    second = file(tmp_path, "x;1", head="centrum;aantal", name="ander.csv")
    with pytest.raises(FaultyDataError) as told:
        read_surveys([first, second, tmp_path / "weg.csv"], snapshot)
    said = str(told.value)
    for words in (
        "line 2, centrum: 'cvo-eenn' is not known; did you mean 'cvo-een'?",
        "line 3, niveau: 'A9' is not known; write one of A1",
        "line 3, profiel: 'snel' is not known; write one of alfa",
        "line 3, datum: '10/09/21'",
        "line 3, personen_3: '5' is more than those who wait longer than 0 months",
        "line 3, personen_6: '-1' is below 0",
        "line 4, personen: no number is given",
        "line 6: answers once more what bevraging.csv, row 5 answered",
        "ander.csv, line 1, niveau: there is no such column",
        "weg.csv: no such file",
    ):
        assert words in said


def test_every_number_is_that_of_the_rows(tmp_path: Path) -> None:
    """Whatever centres answer, the register's side is what a reader of the rows would count."""
    for seed in range(6):
        rows = world(seed)
        photo = take(written(rows, tmp_path / str(seed)), Definition.of(DAY))
        slow = [one for one in slow_photograph(rows) if one.reason not in ("unavailable", "later")]
        keys = {(o.row["centre"], o.row["level"], o.row["profile"]) for o in slow}
        keys = {key for key in keys if key[0]}
        answered = sorted(keys)[::2]
        survey = Survey(DAY, {Answered(*key): {0: seed} for key in answered})
        compared = {one.key: one for one in compare(photo, survey)}
        assert set(compared) == {Answered(*key) for key in keys}
        for key, one in compared.items():
            mine = {
                o.row["person"]
                for o in slow
                if (o.row["centre"], o.row["level"], o.row["profile"])
                == (key.centre, key.level, key.profile)
            }
            assert (one.register or {}).get(0, len(mine)) == len(mine)
            if one.survey is None:
                assert one.found is Found.ONLY_REGISTER
            else:
                assert one.found is (Found.EQUAL if len(mine) == seed else Found.DIFFERENT)


def test_what_a_centre_did_not_split_is_not_split(tmp_path: Path) -> None:
    rows = {
        "demands": [
            {
                "demand": number, "person": number, "level": "A1", "profile": profile,
                "centre": "cvo-een", "since": date(2021, 8, 1), "dayparts": [],
            }
            for number, profile in enumerate(["standard", "short", "standard"])
        ]
    }  # fmt: skip
    photo = take(written(rows, tmp_path), Definition.of(DAY))
    whole = Answered("cvo-een", "A1", "")
    (one,) = compare(photo, Survey(DAY, {whole: {0: 3}}))
    assert (one.found, one.register) == (Found.EQUAL, {0: 3})
    ghost = Answered("cbe-twee", "A2", "")
    other = compare(photo, Survey(DAY, {ghost: {0: 2}}))
    assert [one.found for one in other] == [
        Found.ONLY_SURVEY, Found.ONLY_REGISTER, Found.ONLY_REGISTER,
    ]  # fmt: skip
    nobody = compare(photo, Survey(DAY, {whole: {0: 3}, ghost: {0: 0}}))
    assert {one.found for one in nobody} == {Found.EQUAL}
    said = [text.nl for text in reconciled(other, photo)]
    assert "Antwoorden in de bevraging: 1. Gelijk aan het register: 0" in said[0]
    assert said[1] == "Centra in het register die niet antwoordden: cvo-een."
    table = survey_table(photo, other)
    assert table["only_survey", "cbe-twee", "A2", "total", "survey", "0"] == 2


def test_the_document_holds_the_comparison(snapshot: Snapshot, tmp_path: Path) -> None:
    path = file(tmp_path, "cvo-een;A1;standaard;10/09/2021;40;2;0")
    surveys = read_surveys([path], snapshot)
    photo = take(snapshot, Definition.of(DAY))
    write_photographs([photo], tmp_path / "out", surveys=surveys)
    page = (tmp_path / "out" / "wachtlijst.html").read_text("utf-8")
    assert "Bevraging en register" in page
    data = (tmp_path / "out" / "data" / "waiting-survey-2021-09-10.csv").read_text("utf-8")
    assert "different,cvo-een,A1,standard,survey,0,40," in data

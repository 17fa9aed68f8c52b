# SPDX-License-Identifier: EUPL-1.2
"""One person, drawn: the clock, the day that a threshold is passed, and the lists they are on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lib.waiting_world import written
from taalplan.waiting import Definition, explain, overview, tables, take
from taalplan.waiting.photograph import Photograph

ROW = {
    "demand": 1, "person": 1, "level": "A1", "profile": "standard", "centre": None,
    "since": date(2021, 3, 10), "municipality": "12021", "dayparts": [], "ended": None,
}  # fmt: skip


def photo(folder: Path, *rows: dict, day: date = date(2021, 9, 10), **changed) -> Photograph:
    every = [
        {**ROW, "desired_start": None, "unavailable_until": None, "demand": number, **row}
        for number, row in enumerate(rows)
    ]
    snapshot = written({"demands": every}, folder)
    return take(snapshot, replace(Definition.of(day), **changed))


@pytest.mark.parametrize(
    ("since", "months"),
    [
        (date(2021, 3, 10), [0, 2, 3, 6]),  # six months are over at the end of 10 September
        (date(2021, 3, 11), [0, 2, 3]),
        (date(2021, 7, 11), [0]),
        (date(2021, 9, 10), [0]),
    ],
)
def test_a_threshold_is_passed_at_the_end_of_its_last_day(tmp_path, since, months) -> None:
    one = photo(tmp_path, {"since": since})
    assert [n for n in (0, 2, 3, 6) if one.waited(n)[0]] == months


def test_months_end_when_the_month_does(tmp_path) -> None:
    assert photo(tmp_path, {"since": date(2021, 8, 31)}, day=date(2022, 2, 28)).waited(6)[0]
    assert not photo(tmp_path / "a", {"since": date(2021, 8, 31)}, day=date(2022, 2, 27)).waited(6)[
        0
    ]


def test_clocks(tmp_path) -> None:
    row = {"desired_start": date(2021, 5, 1), "unavailable_until": date(2021, 8, 15)}
    waited = {
        clock: [n for n in (0, 2, 3, 6) if one.waited(n)[0]]
        for clock in ("entry", "wish", "available")
        for one in [photo(tmp_path / clock, row, clock=clock)]
    }
    assert waited == {"entry": [0, 2, 3, 6], "wish": [0, 2, 3], "available": [0]}


def test_one_person_on_three_lists_is_one_person(tmp_path) -> None:
    one = photo(
        tmp_path,
        {"centre": "cvo-een"}, {"centre": "cbe-twee"}, {"centre": "cvo-drie"}, {"person": 2},
    )  # fmt: skip
    made = tables(one)
    assert made["waiting-areas"]["total", "waited", "6"] == 2
    assert made["waiting-areas"]["total", "entries", "6"] == 4
    assert made["waiting-lists"]["3", "persons"] == 1
    assert made["waiting-lists"]["3", "entries"] == 3
    assert made["waiting-lists"]["1", "persons"] == 1


def test_no_list_by_definition_is_said_as_such(tmp_path) -> None:
    """Nobody over six months, one over two: the page must say both in one breath."""
    one = photo(tmp_path, {"since": date(2021, 7, 1)}, {"person": 2, "since": date(2021, 9, 1)})
    said = explain([one]).paragraphs
    assert "volgens de officiële omschrijving geen wachtlijst" in said[0].nl
    assert "wachtten die dag 2 personen" in said[0].nl
    assert "1 langer dan 2 maanden" in said[1].nl
    assert overview([one])["2021-09-10", "waited", "0"] == 2


def test_nobody_on_any_list_can_be_explained(tmp_path) -> None:
    one = photo(tmp_path, {"since": date(2021, 9, 11)})
    assert len(one.entries) == 0
    assert overview([one])["2021-09-10", "listed", "persons"] == 0
    assert explain([one]).tables

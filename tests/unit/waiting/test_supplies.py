# SPDX-License-Identifier: EUPL-1.2
"""Lists of groups are read with all their faults; lists of futures are counted a second time."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from lib.slow_simulation import drawn, slow
from lib.waiting_world import DAY, months_later, world, written
from taalplan.snapshot import FaultyDataError
from taalplan.vocabulary.periods import SchoolYear
from taalplan.waiting.arrays import day_number
from taalplan.waiting.simulation import as_last_year, read_supply, simulate, supply_of
from taalplan.waiting.simulation.plan import lists_of, waits_of

HEAD = "level,profile,municipality,dayparts,start,end,places,centre"


def test_last_year_s_groups_start_again_on_the_same_day_of_the_week(tmp_path: Path) -> None:
    rows = world(4)
    supply = as_last_year(written(rows, tmp_path), DAY, date(2023, 8, 31))
    courses = {row["course"]: row for row in rows["courses"]}
    known = [int(c) for c in supply.courses if c >= 0]
    assert sorted(known) == sorted(
        number
        for number, row in courses.items()
        if DAY < row["start"] <= date(2022, 8, 31) and row["status"] != "cancelled"
    )
    year = SchoolYear(2021)
    again = sorted(
        row["start"].toordinal() + 364
        for row in courses.values()
        if row["start"] in year
        and row["start"] <= date(2022, 2, 28)
        and row["status"] != "cancelled"
        and row["start"].toordinal() + 364 > date(2022, 8, 31).toordinal()
    )
    epoch = date(1970, 1, 1).toordinal()
    fresh = supply.groups["start"][supply.courses < 0].astype("datetime64[D]").astype(int)
    assert sorted((fresh + epoch).tolist()) == again


def test_a_plan_is_read_and_takes_the_place_of_last_year(tmp_path: Path) -> None:
    usual = as_last_year(written(world(4), tmp_path), DAY, date(2023, 8, 31))
    path = tmp_path / "plan.csv"
    path.write_text(f"{HEAD}\nA1,standard,12021,morning evening,2022-09-05,2022-12-16,12,\n")
    plan = read_supply(path, usual)
    assert (plan.courses < 0).sum() == 1
    assert (plan.courses >= 0).sum() == (usual.courses >= 0).sum()
    assert plan.groups["dayparts"][-1] == 0b101
    assert plan.offer(("cvo-een",)).places[-1] == 12


def test_all_faults_of_a_plan_at_once(tmp_path: Path) -> None:
    usual = as_last_year(written(world(4), tmp_path), DAY, date(2023, 8, 31))
    path = tmp_path / "plan.csv"
    path.write_text(
        f"{HEAD}\nA9,snel,1,noon,5/9/2022,2022-12-16,-3,\nA1,basic,12021,,2022-09-05,2022-09-01,3,\n"
    )
    with pytest.raises(FaultyDataError) as told:
        read_supply(path, usual)
    said = str(told.value)
    for words in ("'A9' is not known", "'snel' is not known", "municipality: '1' is not known",
                  "'noon' is not a day-part", "'5/9/2022' is not a day", "'-3' is not a number",
                  "line 3, end: '2022-09-01' is not after the start"):  # fmt: skip
        assert words in said


def test_lists_and_waits_are_those_of_the_stages() -> None:
    """The figures of a future, counted from the stages that the slow simulation tells."""
    days = (date(1970, 4, 10), date(1970, 9, 10))
    for seed in range(12):
        sim = drawn(seed)
        records = simulate(sim, seed).records
        area = sim.people.area[records.person]
        found = lists_of(records, area, days, (0, 2, 6))
        stages = slow(sim, seed)
        for at, day in enumerate(days):
            end = day_number(day) + 1
            for which, months in enumerate((0, 2, 6)):
                number = 0
                for row in stages:
                    left = row["end"] if row["how"] == 4 else row["start"]
                    if math.isnan(row["asked"]) or row["asked"] >= end or left < end:
                        continue
                    clock = date.fromordinal(
                        date(1970, 1, 1).toordinal() + math.floor(row["asked"])
                    )
                    number += months_later(clock, months) <= day
                assert found[at, which].sum() == number
        begun, waited = waits_of(records, area, SchoolYear(1969 + 1))
        first, last = day_number(date(1970, 9, 1)), day_number(date(1971, 8, 31)) + 1
        mine = [r for r in stages if first <= r["start"] < last and not math.isnan(r["asked"])]
        assert begun.sum() == len(mine)
        assert waited.sum() == pytest.approx(sum(r["start"] - r["asked"] for r in mine))
    assert np.all(found >= 0)


PLANNED = "site,site_name,level,profile,daypart,mode,start,groups,learners\n"


def test_the_groups_of_a_supply_plan_become_a_supply(tmp_path: Path) -> None:
    """First Mondays, as long as such groups last, and all their places: twice twenty."""
    rows = world(4)
    rows["sites"] = [
        {
            "site": "een", "centre": "cvo-een", "name": "Een", "municipality": "12021",
            "valid_from": date(2015, 1, 1),
        }
    ]  # fmt: skip
    snapshot = written(rows, tmp_path)
    usual = as_last_year(snapshot, DAY, date(2023, 8, 31))
    path = tmp_path / "plan" / "data" / "groepen.csv"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"{PLANNED}een,Een,A1,standard,evening,contact,9,2,31\neen,Een,A2,basic,morning,contact,2,1,9\n"
    )
    plan = supply_of(tmp_path / "plan", usual, snapshot, SchoolYear(2022))
    new = {name: column[plan.courses < 0].tolist() for name, column in plan.groups.items()}
    assert new["start"] == [date(2022, 9, 5), date(2023, 2, 6)]
    assert new["places"] == [40, 15]
    assert new["municipality"] == ["12021", "12021"]
    assert new["centre"] == ["cvo-een", "cvo-een"]
    lasts = (usual.groups["end"] - usual.groups["start"]).astype(int)
    standard = int(np.median(lasts[usual.groups["profile"] == "standard"]))
    assert (new["end"][0] - new["start"][0]).days == standard
    path.write_text(f"{PLANNED}nergens,,A7,standard,noon,contact,13,x,31\n")
    with pytest.raises(FaultyDataError) as told:
        supply_of(path, usual, snapshot, SchoolYear(2022))
    assert len(told.value.faults) == 5

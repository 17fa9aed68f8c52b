# SPDX-License-Identifier: EUPL-1.2
"""Streams and drivers: read with every fault at once, and a driver only used when it earns it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from taalplan.needs.driving import Tried, tried
from taalplan.needs.entrants import SERIES, Entrance, entrance_of
from taalplan.needs.entry import Hierarchy, forecast, scaled
from taalplan.needs.history import AREA_CODES, TARGET_GROUPS, History
from taalplan.needs.horizon import Horizon, months_between
from taalplan.needs.outside import Driver, Future, Outside, Stream
from taalplan.needs.outside_files import read_outside
from taalplan.needs.outside_words import told
from taalplan.snapshot.faults import FaultyDataError
from taalplan.vocabulary.periods import SchoolYear

PLAN = Horizon(SchoolYear(2022))
MONTHS = months_between(np.datetime64("2010-03"), np.datetime64("2022-02"))
STREAM = """scenario,chance,area,target_group,month,people
short,0.6,limburg,entitled,2022-04,100
short,0.6,atlas,entitled,2022-09,50
long,0.4,limburg,entitled,2022-04,400
"""


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_files_are_read_with_commas_or_as_a_spreadsheet_writes_them(tmp_path: Path) -> None:
    semicolons = STREAM.replace(",", ";").replace("0.", "0,")
    for text in (STREAM, "\ufeff" + semicolons):
        read = read_outside(
            [file(tmp_path, "ukraine.csv", text)],
            file(tmp_path, "asylum.csv", "month,value\n2021-12,10\n2022-01,12.5\n"),
            PLAN,
        )
        (stream,) = read.streams
        assert stream.name == "ukraine"
        assert {one.code: one.chance for one in stream.futures} == {"short": 0.6, "long": 0.4}
        counts = stream.futures[0].counts(SERIES, PLAN.months)
        assert counts.sum() == 150
        assert counts[SERIES.index(("limburg", "entitled")), 1] == 100
        assert read.driver is not None
        assert read.driver.on(np.array(["2022-01", "2022-02"], "datetime64[M]"))[0] == 12.5


def test_every_fault_of_every_file_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    stream = file(
        tmp_path,
        "stream.csv",
        "scenario,chance,area,target_group,month,people\n"
        "a,1.5,limburg,entitled,2022-04,1\n"
        "b,0.5,mol,refugees,2022-13,-1\n"
        "b,0.4,limburg,entitled,2025-01,nan\n"
        "c,0.1,limburg,entitled,2022-05,1\n"
        "c,0.1,limburg,entitled,2022-05,1\n"
        "c,0.1\n",
    )
    other = file(tmp_path, "other.csv", STREAM.replace("0.4", "0.3").replace("atlas", "mol"))
    driver = file(tmp_path, "driver.csv", "month,value\n2021-01,x\n2021-01,1\n2021-03,1\n")
    with pytest.raises(FaultyDataError) as caught:
        read_outside([stream, other], driver, PLAN)
    found = {(Path(one.file).name, one.line, one.column) for one in caught.value.faults}
    assert found == {
        ("stream.csv", 2, "chance"), ("stream.csv", 3, "area"), ("stream.csv", 3, "target_group"),
        ("stream.csv", 3, "month"), ("stream.csv", 3, "people"), ("stream.csv", 4, "chance"),
        ("stream.csv", 4, "month"), ("stream.csv", 4, "people"), ("stream.csv", 6, "month"),
        ("stream.csv", 7, ""), ("other.csv", 0, "chance"),
        ("other.csv", 3, "area"),
        ("driver.csv", 2, "value"), ("driver.csv", 3, "month"), ("driver.csv", 0, "month"),
    }  # fmt: skip
    assert "runs from 2022-03 to 2023-08" in str(caught.value)
    assert "add up to 0.9 and not to 1" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [(b"a,b\n1,2\n", "heading"), (b"\xff\xfe", "UTF-8"), (b"month,value\n", "no months")],
)
def test_another_file_is_refused(tmp_path: Path, text: bytes, said: str) -> None:
    path = tmp_path / "what.csv"
    path.write_bytes(text)
    with pytest.raises(FaultyDataError, match=said):
        read_outside([], path, PLAN)


def world(seed: int, *, leads: bool) -> tuple[History, Driver]:
    """A register that follows a driver of a year earlier, or has nothing to do with it."""
    random = np.random.default_rng(seed)
    years = len(MONTHS) // 12
    level = np.exp(np.cumsum(random.normal(0, 0.25, years + 1)))
    own = np.exp(np.cumsum(random.normal(0, 0.25, years)))
    mean = 20 * np.repeat(level[:-1] if leads else own, 12)
    entry = random.poisson(mean, (len(SERIES), len(mean))).astype(float)
    history = History(
        date(2022, 2, 28), MONTHS, entry.reshape(len(AREA_CODES), len(TARGET_GROUPS), -1),
        {}, {}, {}, "simulated", True,
    )  # fmt: skip
    return history, Driver("asylum", MONTHS, 1000 * np.repeat(level[1:], 12))


def entering(history: History, outside: Outside | None = None) -> Entrance:
    return entrance_of(history, PLAN, draws=400, seed=1, outside=outside)


@cache
def followed() -> tuple[History, Driver, Entrance]:
    """A register that follows its driver, and what is expected with it."""
    history, driver = world(6, leads=True)
    return history, driver, entering(history, Outside(driver=driver))


def trying(driver: Driver) -> Tried:
    """What comes of another driver of the same register."""
    history, _, _ = followed()
    series = history.entry.reshape(len(SERIES), -1).copy()
    months = (np.datetime64("2020-03") <= MONTHS) & (np.datetime64("2020-12") >= MONTHS)
    series[:, months] = np.nan
    return tried(driver, series, MONTHS, window=(7, 18), season=12)


def test_a_driver_that_registrations_follow_is_used_and_said() -> None:
    history, driver, with_it = followed()
    plain = entering(history)
    assert with_it.driver == trying(driver)
    assert with_it.driver.used
    factor = with_it.driver.factor
    assert factor < 0.95
    assert with_it.expected == pytest.approx(plain.expected * factor)
    assert with_it.plain == pytest.approx(plain.plain * factor)
    assert with_it.paths.dtype.kind == "i"
    assert (with_it.paths <= plain.paths).all()
    assert with_it.paths.mean() == pytest.approx(plain.paths.mean() * factor, rel=0.01)
    (said,) = told(with_it)
    assert said.nl.startswith("Reeks “asylum”: gebruikt. Over 6 vroegere plannen was de fout")
    assert "expected entry is therefore multiplied by 0.87" in said.en


def test_a_driver_that_does_not_earn_it_changes_no_number() -> None:
    history, driver = world(2, leads=False)
    plain, with_it = entering(history), entering(history, Outside(driver=driver))
    assert with_it.driver is not None
    assert not with_it.driver.used
    assert (with_it.paths == plain.paths).all()
    assert (with_it.expected == plain.expected).all()
    (said,) = told(with_it)
    assert "niet gebruikt, er verandert geen getal. Over 6" in said.nl


def test_what_the_driver_does_after_the_cut_off_or_a_month_before_changes_nothing() -> None:
    _, driver, before = followed()
    later = months_between(MONTHS[0], MONTHS[-1] + 18)
    changed = np.r_[driver.values[:-2], np.full(20, 9e9)]
    assert trying(Driver("asylum", later, changed)) == before.driver


def test_a_driver_that_stopped_is_not_used() -> None:
    _, driver, before = followed()
    found = trying(Driver("asylum", driver.months[:-6], driver.values[:-6]))
    assert found.verdict.used
    assert not found.used
    assert found.factor == 1
    assert "ontbreken maanden" in next(told(replace(before, driver=found))).nl


@pytest.mark.parametrize("factor", [0.7, 1.0, 1.4])
def test_a_scaled_forecast_stays_whole_and_adds_up(factor: float) -> None:
    made = forecast(np.full((2, 36), 30.0), Hierarchy.by(["a", "b"]), horizon=3, draws=2000)
    found = scaled(made, factor, seed=3)
    assert found.paths.dtype == made.paths.dtype
    assert found.expected == pytest.approx(made.expected * factor)
    assert found.paths.mean() == pytest.approx(made.paths.mean() * factor, rel=0.01)
    assert (found.level("total")[:, 0] == found.paths.sum(axis=1)).all()


def test_a_declared_stream_that_nobody_gave_is_warned_of() -> None:
    """Temporary protection, from March 2022, is people to plan for on their own."""
    history, _, _ = followed()
    months = months_between(np.datetime64("2021-03"), np.datetime64("2023-02"))
    later = replace(
        history, as_of=date(2023, 2, 28), months=months, entry=history.entry[:, :, -24:]
    )
    plan = Horizon(SchoolYear(2023))
    stream = Stream("s", (Future("a", 1.0, {("limburg", "entitled", "2023-09"): 5.0}),))
    alone = entrance_of(later, plan, draws=20, seed=1)
    with_it = entrance_of(later, plan, draws=20, seed=1, outside=Outside((stream,)))
    assert "Oekraïne vraagt het schokregister een aparte stroom" in alone.warnings[-1].nl
    assert "schokregister" not in " ".join(one.nl for one in with_it.warnings)
    assert with_it.expected.sum() == pytest.approx(alone.expected.sum() + 5)


def test_without_any_registration_what_came_from_outside_is_refused_aloud() -> None:
    history, driver, _ = followed()
    nobody = replace(history, entry=np.zeros_like(history.entry))
    stream = Stream("s", (Future("a", 1.0, {("limburg", "entitled", "2022-09"): 5.0}),))
    found = entering(nobody, Outside((stream,), driver))
    assert not found.expected.any()
    assert "niet gebruikt" in found.warnings[-1].nl

# SPDX-License-Identifier: EUPL-1.2
"""Earlier plans held against what came: by kind of year, and beside who copied last year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lib.needs_register import register, written
from taalplan.needs.backtest import (
    ENOUGH,
    EarlierPlan,
    Kind,
    backtest,
    backtest_table,
    kind_of,
    pooled,
)
from taalplan.snapshot import Snapshot
from taalplan.tables.table import TOTAL
from taalplan.vocabulary.periods import SchoolYear


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A small register."""
    return written(register(200), tmp_path_factory.mktemp("backtest") / "snapshot")


@pytest.fixture(scope="module")
def tested(
    snapshot: Snapshot,
) -> list[EarlierPlan]:
    """Its earlier plans."""
    return backtest(snapshot)


def test_years_that_are_over_are_tested(tested: list[EarlierPlan], snapshot: Snapshot) -> None:
    """What came is what began, and no plan saw it."""
    assert [one.year for one in tested] == [SchoolYear(2019), SchoolYear(2020)]
    rows = register(200)
    starts = {row["course"]: row["start"] for row in rows["courses"]}
    for one in tested:
        begun = {(row["person"], row["course"]) for row in rows["placements"]
                 if one.year.first_day <= starts[row["course"]] <= one.year.last_day}  # fmt: skip
        assert one.came == len(begun)
        assert 0 <= one.within_80 <= one.within_95 <= 1
        assert one.known == 12 * (one.year.start - 2019) + 6
    assert tested[0].last_year is None or tested[1].last_year is not None


def test_kinds_follow_the_declared_shocks() -> None:
    """2019-2020 and 2020-2021 were touched by the measures; 2022-2023 comes after one."""
    kinds = {year: kind_of(SchoolYear(year)) for year in (2018, 2019, 2020)}
    assert kinds == {2018: Kind.CALM, 2019: Kind.SHOCK, 2020: Kind.SHOCK}
    later = next(y for y in range(2020, 2030) if kind_of(SchoolYear(y)) is not Kind.SHOCK)
    assert kind_of(SchoolYear(later)) is Kind.AFTER
    assert kind_of(SchoolYear(later + 1)) is Kind.CALM


def made(year: int, kind: Kind, came: int, plan: float, last_year: float | None) -> EarlierPlan:
    """A tested year."""
    return EarlierPlan(SchoolYear(year), kind, plan, 0.2, last_year, 0.1, 0.8, 1.0, came, 100, 30)


def test_years_of_a_kind_are_pooled_by_what_came() -> None:
    """300 with an error of 0.1 and 100 with 0.3: (30 + 30) of 400."""
    found = pooled([made(2016, Kind.CALM, 300, 0.1, 0.2), made(2017, Kind.CALM, 100, 0.3, None)])
    assert found["plan"] == pytest.approx(60 / 400)
    assert found["came"] == 400
    assert "last_year" not in found


def test_the_table_has_each_kind_apart(tested: list[EarlierPlan], snapshot: Snapshot) -> None:
    """And says which plans knew little."""
    years = [made(2018, Kind.CALM, 300, 0.1, None), made(2019, Kind.SHOCK, 100, 0.3, 0.4)]
    table = backtest_table([*years, *tested[1:]], snapshot)
    paths = [row.path for row in table.rows.members]
    assert paths == [("calm", TOTAL), ("calm", "2018-2019"), ("shock", TOTAL),
                     ("shock", "2019-2020"), ("shock", "2020-2021")]  # fmt: skip
    assert table["calm", TOTAL, "plan"] == pytest.approx(10)
    assert table["shock", "2019-2020", "last_year"] == pytest.approx(40)
    said = " ".join(note.text.nl for note in table.notes)
    assert ("2020-2021 kende nog maar" in said) == (tested[1].known < ENOUGH)
    assert "2018-2019" not in said
    assert table.provenance.as_of == date(2022, 3, 31)
    assert Path(snapshot.path).exists()

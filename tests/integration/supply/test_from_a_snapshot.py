# SPDX-License-Identifier: EUPL-1.2
"""From a snapshot to a supply: people add up, last year's courses are found, Ctrl-C gives a plan."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import pytest

from lib.supplies import invented
from taalplan.cli.main import main
from taalplan.needs.plan import make_plan as make_needs
from taalplan.snapshot import find_snapshot
from taalplan.supply import Effort, broken_rules, make_plan, mapped, situation_of
from taalplan.supply.mapping import indicators
from taalplan.supply.solve import stoppable
from taalplan.supply.table import Divided, measured
from taalplan.vocabulary.periods import SchoolYear

YEAR = SchoolYear(2022)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    """The example register of a few thousand people."""
    out = tmp_path_factory.mktemp("example")
    with pytest.raises(SystemExit) as done:
        main(["example", "--people", "4000", "--out", str(out)])
    assert done.value.code == 0
    return find_snapshot(out)


@pytest.fixture(scope="module")
def situation(snapshot):
    return situation_of(snapshot, make_needs(snapshot, YEAR, draws=60))


@pytest.mark.slow
def test_nobody_of_the_needs_plan_is_lost_on_the_way(situation):
    expected = situation.needs.paths.expected
    needs = situation.problem.needs
    assert needs.expected.sum() == pytest.approx(expected.sum(), abs=0.05)
    for level in range(5):
        found = needs.expected[needs.level == level].sum()
        assert found == pytest.approx(expected[:, :, level].sum(), abs=0.05)


@pytest.mark.slow
def test_last_years_supply_fits_in_the_limits_that_were_read_from_it(situation):
    """Each course is in the existing groups, and every limit holds for them."""
    plan = mapped(situation)
    assert plan.groups.count.sum() <= len(situation.courses)
    told = [one for one in broken_rules(plan) if "people expected" not in one]
    assert told == []


@pytest.mark.slow
def test_need_is_placed_and_gap_in_every_division(situation):
    plan = mapped(situation)
    divided = Divided(plan)
    total = plan.problem.needs.expected.sum()
    for name in ("area", "place", "level", "profile", "daypart", "start"):
        found = measured(divided, [getattr(divided, name)])
        assert found["need"].sum() == pytest.approx(total)
        assert found["groups"].sum() == plan.groups.count.sum()
        assert found["surplus"].sum() == pytest.approx(found["places"].sum() - plan.placed.sum())
    assert 0 <= indicators(plan).evening <= 1


@pytest.mark.slow
def test_the_command_writes_documents_and_the_reason_of_every_group(snapshot, tmp_path):
    given = ["--snapshot", str(snapshot.path), "--school-year", str(YEAR), "--out", str(tmp_path)]
    for more in (["--map"], ["--rounds", "2"], ["--rounds", "1", "--change", "budget=-50%"]):
        with pytest.raises(SystemExit) as done:
            main(["supply", *given, *more])
        assert done.value.code == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert {"aanbod-in-kaart.html", "aanbod.docx", "vergelijking.xlsx"} <= names
    rows = (tmp_path / "data" / "groepen.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("site,site_name,municipality")


@pytest.mark.slow
def test_limits_that_are_wrong_are_told_at_once(snapshot, tmp_path, capsys):
    file = tmp_path / "limits.yaml"
    file.write_text("budget: veel\nlokalen: 3\n", encoding="utf-8")
    given = ["--snapshot", str(snapshot.path), "--school-year", str(YEAR), "--out", str(tmp_path)]
    with pytest.raises(SystemExit) as done:
        main(["supply", *given, "--limits", str(file)])
    assert done.value.code == 1
    said = capsys.readouterr().err
    assert "budget must be a number" in said
    assert "'lokalen' is not known here" in said
    assert [path.name for path in Path(tmp_path).iterdir()] == ["limits.yaml"]


def test_ctrl_c_gives_the_best_plan_so_far():
    problem = invented(11)
    heard = []

    def press(step, value, bound):
        heard.append(step)
        if len(heard) == 2:
            os.kill(os.getpid(), signal.SIGINT)

    plan = make_plan(problem, Effort(rounds=500, gap=0.0), exact=False, heard=press)
    assert plan.stopped == "interrupted"
    assert list(broken_rules(plan)) == []
    assert np.isfinite(plan.bound)


def test_afterwards_ctrl_c_is_what_it_was():
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as asked:
        assert not asked()
    assert signal.getsignal(signal.SIGINT) is before

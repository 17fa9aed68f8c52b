# SPDX-License-Identifier: EUPL-1.2
"""A whole plan with a stream and a driver: in its numbers, its bridge and its document."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lib.needs_register import register, written
from taalplan.answers.document import Bullets, Heading
from taalplan.cli.main import main
from taalplan.needs.document import document
from taalplan.needs.horizon import months_between
from taalplan.needs.outside import Driver, Future, Outside, Stream
from taalplan.needs.plan import NeedsPlan, make_plan
from taalplan.needs.write import all_tables
from taalplan.snapshot import Snapshot
from taalplan.tables.checks import check
from taalplan.tables.findings import Severity
from taalplan.vocabulary.periods import SchoolYear

YEAR = SchoolYear(2022)
DRAWS = 10
STREAM = Stream(
    "oekraine",
    (
        Future("kort", 0.6, {("limburg", "entitled", "2022-04"): 100.0}),
        Future("lang", 0.4, {("limburg", "entitled", "2022-04"): 400.0,
                             ("atlas", "entitled", "2022-09"): 200.0}),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The register of a few hundred people."""
    return written(register(), tmp_path_factory.mktemp("outside") / "snapshot")


@pytest.fixture(scope="module")
def plain(snapshot: Snapshot) -> NeedsPlan:
    """The plan without anything from outside."""
    return make_plan(snapshot, YEAR, draws=DRAWS)


@pytest.fixture(scope="module")
def plan(snapshot: Snapshot) -> NeedsPlan:
    """The plan with a stream, and a driver that cannot have earned it in four years."""
    months = months_between(np.datetime64("2017-01"), np.datetime64("2022-02"))
    driver = Driver("asiel", months, np.linspace(100, 300, len(months)))
    return make_plan(snapshot, YEAR, draws=DRAWS, outside=Outside((STREAM,), driver))


def test_a_stream_adds_its_people_in_expectation_and_on_the_paths(
    plain: NeedsPlan, plan: NeedsPlan
) -> None:
    before, after = plain.problem.entrance, plan.problem.entrance
    assert after.expected.sum() - before.expected.sum() == pytest.approx(0.6 * 100 + 0.4 * 600)
    assert (after.plain == before.plain).all()
    extra = (after.paths - before.paths).sum(axis=(1, 2))
    assert (extra >= 0).all()
    assert (extra > 450).sum() == 4
    assert plan.numbers.people.sum() > plain.numbers.people.sum() + 50


def test_the_plan_with_a_stream_still_adds_up_to_the_integer(plan: NeedsPlan) -> None:
    for table in all_tables(plan).values():
        assert not [f for f in check(table) if f.severity is Severity.FAULT], table.name
    assert plan.paths.draws.dtype.kind == plan.numbers.people.dtype.kind == "i"
    assert (sum(plan.parts.values()) == plan.numbers.people - plan.previous).all()


def test_a_stream_is_a_shock_in_the_bridge_and_last_years_plan_did_not_know_it(
    plain: NeedsPlan, plan: NeedsPlan
) -> None:
    assert (plan.previous == plain.previous).all()
    for part in ("entry", "pipeline", "waiting"):
        assert (plan.parts[part] == plain.parts[part]).all()
    grown = plan.numbers.people.sum() - plain.numbers.people.sum()
    shock = plan.parts["shock"].sum() - plain.parts["shock"].sum()
    # What the stream makes of this year's rates and mix is shared with those.
    assert 0.8 * grown < shock < 1.25 * grown


@pytest.mark.parametrize(
    ("language", "heading", "stream", "driver"),
    [
        ("nl", "Wat van buiten het register komt", "kort (kans 60", "niet gebruikt"),
        ("en", "What comes from outside the register", "kort (chance 60%)", "not used"),
        ("fr", "Ce qui vient de l’extérieur du registre", "kort (probabilité 60", "non utilisée"),
    ],
)
def test_the_document_says_each_stream_and_what_came_of_the_driver(
    plan: NeedsPlan, language: str, heading: str, stream: str, driver: str
) -> None:
    blocks = document(plan, all_tables(plan), language).blocks
    at = next(
        number
        for number, block in enumerate(blocks)
        if isinstance(block, Heading) and block.text == heading
    )
    said = blocks[at + 1]
    assert isinstance(said, Bullets)
    assert stream in said.items[0]
    assert "oekraine" in said.items[0]
    assert driver in said.items[1]
    assert "0" in said.items[1]


def test_a_faulty_file_stops_the_command_before_anything_is_written(
    snapshot: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "stream.csv"
    file.write_text(
        "scenario,chance,area,target_group,month,people\na,0.5,mol,entitled,2022-09,1\n"
    )
    out = tmp_path / "plan"
    asked = ["needs", "--snapshot", str(snapshot.path), "--school-year", "2022-2023"]
    with pytest.raises(SystemExit, match="1"):
        main([*asked, "--out", str(out), "--stream", str(file)])
    assert "stream.csv, line 2, area: 'mol' is not known" in capsys.readouterr().err
    assert not out.exists()
    with pytest.raises(SystemExit, match="2"):
        main([*asked[:3], "--backtest", "--driver", str(file)])

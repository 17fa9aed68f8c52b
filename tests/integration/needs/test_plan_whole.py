# SPDX-License-Identifier: EUPL-1.2
"""A whole plan of a small register: all that divides it adds up, and whatever is missing warns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from lib.needs_register import Rows, register, written
from taalplan.needs.document import document
from taalplan.needs.plan import NeedsPlan, make_plan
from taalplan.needs.write import all_tables, write_plan
from taalplan.tables.checks import check
from taalplan.tables.findings import Severity
from taalplan.tables.table import TOTAL, Table
from taalplan.vocabulary.periods import SchoolYear

YEAR = SchoolYear(2022)
DRAWS = 8
Change = Callable[[Rows], Rows]


def planned(rows: Rows, folder: Path, *, look_back: bool = True) -> NeedsPlan:
    """The plan of a register."""
    snapshot = written(rows, folder / "snapshot")
    return make_plan(snapshot, YEAR, draws=DRAWS, look_back=look_back)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> NeedsPlan:
    """The plan of the whole register."""
    return planned(register(), tmp_path_factory.mktemp("plan"))


@pytest.fixture(scope="module")
def tables(plan: NeedsPlan) -> dict[str, Table]:
    """All its tables."""
    return all_tables(plan)


def test_no_table_has_a_fault(tables: dict[str, Table]) -> None:
    for table in tables.values():
        assert not [f for f in check(table) if f.severity is Severity.FAULT], table.name


@pytest.mark.parametrize("name", ["needs-dayparts", "needs-starts", "needs-modes"])
def test_divisions_add_up_to_the_plan(tables: dict[str, Table], name: str) -> None:
    """By area, by area and level, and in every column."""
    areas, both = tables[name], tables[f"{name}-levels"]
    for row in areas.rows.members:
        values = [areas.cell(row.path, c.path).value for c in areas.columns.members]
        assert values[-1] == sum(values[:-1]) == tables["needs-areas"][row.path[0], "people"]
    for row in both.rows.members:
        values = [both.cell(row.path, c.path).value for c in both.columns.members]
        assert values[-1] == sum(values[:-1])
        assert values[-1] == tables["needs-areas-levels"].cell(row.path, ("people",)).value
    for column in areas.columns.members:
        for area in (r.path[0] for r in areas.rows.members if r.path != (TOTAL,)):
            levels = [both.cell(r.path, column.path).value for r in both.rows.members
                      if r.path[0] == area and TOTAL not in r.path]  # fmt: skip
            assert sum(levels) == areas.cell((area,), column.path).value


def test_municipalities_add_up_to_places(tables: dict[str, Table]) -> None:
    """A centre city is itself; the others of a province are together what is left."""
    by_town, by_place = tables["needs-municipalities"], tables["needs-places"]
    for province in ("limburg", "antwerpen", "west-vlaanderen"):
        towns = [by_town.cell(r.path, ("people",)).value for r in by_town.rows.members
                 if r.path[0] == province]  # fmt: skip
        assert sum(towns) == by_place[province, TOTAL, "people"]
    assert by_town["limburg", "71016", "people"] == by_place["limburg", "stad-71016", "people"]
    assert by_town[TOTAL, TOTAL, "people"] == tables["needs-areas"][TOTAL, "people"]


def test_origins_add_up_to_levels(tables: dict[str, Table]) -> None:
    """Whoever begins A1 does not come from below."""
    origins = tables["needs-origins"]
    for row in origins.rows.members:
        values = [origins.cell(row.path, c.path).value for c in origins.columns.members]
        assert sum(values[:-1]) == values[-1]
    for level in ("A1", "A2"):
        assert origins[level, TOTAL] == tables["needs-levels"][level, TOTAL, "people"]
    assert origins["A1", "up"] == 0
    assert origins["A2", "up"] > 0


def test_years_end_in_the_plan(tables: dict[str, Table], plan: NeedsPlan) -> None:
    """The planned year is that of the plan; 95 of 100 paths lie around 80 of 100."""
    for code, need in (("total", "total"), ("limburg", "limburg")):
        years = tables[f"needs-years-{code}"]
        assert years[str(YEAR), "expected"] == tables["needs-areas"][need, "people"]
        for row in years.rows.members[-2:]:
            low95, low, high, high95 = (
                years.cell(row.path, (c,)).value for c in ("low95", "low80", "high80", "high95")
            )
            assert low95 <= low <= high <= high95
    over = tables["needs-years-total"]["2020-2021", "begun"]
    assert over == plan.begun[SchoolYear(2020)].sum() > 0


def test_every_language_has_its_document(plan: NeedsPlan, tables: dict[str, Table]) -> None:
    """Fan, map, flow and waterfall are drawn; a note is printed once."""
    texts = {lang: document(plan, tables, lang) for lang in ("nl", "en", "fr")}
    assert len({len(text.blocks) for text in texts.values()}) == 1
    names = [block.drawing.name for block in texts["nl"].blocks if hasattr(block, "drawing")]
    assert {"chart-needs-years-total", "chart-needs-municipalities", "chart-needs-origins",
            "chart-bridge-areas-total", "chart-needs-years-limburg"} <= set(names)  # fmt: skip
    notes = [note for block in texts["nl"].tables for note in block.table.notes]
    assert len(notes) == len(set(notes))


def test_all_forms_are_written(plan: NeedsPlan, tmp_path: Path) -> None:
    """A PDF in Dutch only, because its pages are laid out in Dutch."""
    dutch = {path.name for path in write_plan(plan, tmp_path / "nl")}
    french = {path.name for path in write_plan(plan, tmp_path / "fr", "fr")}
    assert dutch - french == {"behoefteplan.pdf"}
    assert {"behoefteplan.docx", "behoefteplan.html", "behoefteplan.xlsx"} <= french


def without(*names: str) -> Change:
    """A register that has not all of its tables."""
    return lambda rows: {table: found for table, found in rows.items() if table not in names}


def no_history(rows: Rows) -> Rows:
    """Nobody was ever seen in Limburg."""
    gone = {r["person"] for r in rows["registrations"] if r["desk"] == "vestiging-genk"}
    return {name: [r for r in found if r.get("person") not in gone] for name, found in rows.items()}


def new_desk(rows: Rows) -> Rows:
    """A desk that opened in February, in an area of its own."""
    rows = no_history(rows)
    for number in range(9):
        rows["registrations"].append(
            {"person": 9000 + number, "date": date(2022, 2, 3) + timedelta(number),
             "desk": "vestiging-genk", "kind": "first", "target_group": "obliged",
             "municipality": "71016"}
        )  # fmt: skip
    return rows


def gap(rows: Rows) -> Rows:
    """Eighteen months of which nothing is known."""

    def lost(row: dict) -> bool:
        day = row.get("date") or row.get("since") or row.get("start")
        return day is not None and date(2019, 9, 1) <= day < date(2021, 3, 1)

    return {name: [r for r in found if not lost(r)] for name, found in rows.items()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (without("demands", "desks"), "'demands'"),
        (without("courses"), "'courses'"),
        (without("placements"), "'placements'"),
        (without("registrations"), "'registrations'"),
        (no_history, "Zonder geschiedenis"),
        (new_desk, ""),
        (gap, ""),
    ],
)
def test_what_is_missing_gives_a_plan_with_a_warning(
    tmp_path: Path, change: Change, said: str
) -> None:
    """Never a crash, never half a table."""
    made = planned(change(register(160)), tmp_path, look_back=change is gap)
    warnings = " ".join(text.nl for text in made.warnings)
    assert said in warnings
    assert warnings
    tables = all_tables(made)
    for table in tables.values():
        assert not [f for f in check(table) if f.severity is Severity.FAULT], table.name
    if change in (no_history, gap):
        assert document(made, tables).blocks

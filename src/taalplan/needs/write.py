# SPDX-License-Identifier: EUPL-1.2
"""Writes a plan into a folder: documents, a workbook, and a CSV for each table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from taalplan.answers.report import write_report
from taalplan.needs.document import document
from taalplan.needs.history import AREA_CODES
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.table import cell_rows, levels_of_area, tables
from taalplan.needs.versions import Versions, drafted, replaceable
from taalplan.needs.when import divisions
from taalplan.needs.years import years_table
from taalplan.tables.table import Table

NAME = "behoefteplan"


def all_tables(plan: NeedsPlan) -> dict[str, Table]:
    """Every table of a plan, by name."""
    made = [years_table(plan)]
    for place in range(len(AREA_CODES)):
        made += [years_table(plan, [place]), levels_of_area(plan, place)]
    return tables(plan) | divisions(plan) | {table.name: table for table in made}


def write_plan(
    plan: NeedsPlan, out: Path, language: str = "nl", more: Mapping[str, Table] | None = None
) -> list[Path]:
    """Write all forms of a plan, each file whole or not at all; return the paths.

    `more` are tables that belong beside it, such as how good earlier plans were. Raises
    PlanStateError where that would write over a plan that was delivered or adjusted.
    """
    replaceable(out)
    made = all_tables(plan) | dict(more or {})
    text = document(plan, made, language)
    written = write_report(text, made, out, NAME, with_pdf=True)
    return [*written, draft_of(plan).write(out)]


def draft_of(plan: NeedsPlan) -> Versions:
    """The plan as the first of its versions: its cells, dated by its data."""
    cells = {row.path: int((plan.numbers.people * row.cells).sum()) for row in cell_rows(plan)}
    return drafted(
        str(plan.horizon.school_year),
        plan.history.snapshot,
        {(a, p, v, r): number for (a, p, v, r), number in cells.items()},
        by="Taalplan",
        day=plan.horizon.cut_off,
        synthetic=plan.history.synthetic,
    )

# SPDX-License-Identifier: EUPL-1.2
"""Writes a plan into a folder: documents, a workbook, and a CSV for each table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from taalplan.needs.document import document
from taalplan.needs.history import AREA_CODES
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.table import cell_rows, levels_of_area, tables
from taalplan.needs.versions import Versions, drafted, replaceable
from taalplan.needs.when import divisions
from taalplan.needs.years import years_table
from taalplan.tables.render.write import write_beside
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
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.answers.pdf import pdf
    from taalplan.tables.render.csv import csv
    from taalplan.tables.render.xlsx import render_tables

    replaceable(out)
    made = all_tables(plan) | dict(more or {})
    text = document(plan, made, language)
    contents: dict[str, str | bytes] = {
        f"{NAME}.docx": docx(text),
        # The pages of a PDF are laid out in Dutch only.
        **({f"{NAME}.pdf": pdf(text)} if language == "nl" else {}),
        f"{NAME}.html": html(text),
        f"{NAME}.xlsx": render_tables(list(made.values()), language),
        **{f"data/{name}.csv": csv(table) for name, table in made.items()},
    }
    for name, content in contents.items():
        write_beside(out / name, content)
    draft = draft_of(plan)
    return [*(out / name for name in contents), draft.write(out)]


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

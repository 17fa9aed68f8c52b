# SPDX-License-Identifier: EUPL-1.2
"""Writes a plan into a folder: documents, a workbook, and a CSV for each table."""

from __future__ import annotations

from pathlib import Path

from taalplan.needs.document import document
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.table import tables
from taalplan.tables.render.write import write_beside

NAME = "behoefteplan"


def write_plan(plan: NeedsPlan, out: Path, language: str = "nl") -> list[Path]:
    """Write all forms of a plan, each file whole or not at all; return the paths."""
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.tables.render.csv import csv
    from taalplan.tables.render.xlsx import render_tables

    made = tables(plan)
    text = document(plan, made, language)
    contents: dict[str, str | bytes] = {
        f"{NAME}.docx": docx(text),
        f"{NAME}.html": html(text),
        f"{NAME}.xlsx": render_tables(list(made.values()), language),
        **{f"data/{name}.csv": csv(table) for name, table in made.items()},
    }
    for name, content in contents.items():
        write_beside(out / name, content)
    return [out / name for name in contents]

# SPDX-License-Identifier: EUPL-1.2
"""Writes a study into a folder: documents, a workbook, and a CSV for each table."""

from __future__ import annotations

from pathlib import Path

from taalplan.access.desks.document import document
from taalplan.access.desks.study import Study
from taalplan.access.desks.tables import tables
from taalplan.tables.render.write import write_beside

NAME = "contactpunten"


def write_study(study: Study, out: Path, language: str = "nl") -> list[Path]:
    """Write all forms of a study, each file whole or not at all; return the paths."""
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.tables.render.csv import csv
    from taalplan.tables.render.xlsx import render_tables

    made = tables(study)
    text = document(study, language)
    contents: dict[str, str | bytes] = {
        f"{NAME}.docx": docx(text),
        f"{NAME}.html": html(text),
        f"{NAME}.xlsx": render_tables(list(made.values()), language),
        **{f"data/{name}.csv": csv(table) for name, table in made.items()},
    }
    for name, content in contents.items():
        write_beside(out / name, content)
    return [out / name for name in contents]

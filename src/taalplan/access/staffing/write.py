# SPDX-License-Identifier: EUPL-1.2
"""Writes an advice into a folder: documents, a workbook with each half hour, and CSV."""

from __future__ import annotations

from pathlib import Path

from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.beside import beside
from taalplan.access.staffing.document import document
from taalplan.access.staffing.table import tables
from taalplan.tables.render.write import write_beside

NAME = "mensen-aan-het-loket"


def write_advice(advice: Advice, out: Path, language: str = "nl") -> list[Path]:
    """Write all forms of an advice, each file whole or not at all; return the paths."""
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.tables.render.csv import csv
    from taalplan.tables.render.xlsx import render_tables

    made = {**tables(advice), **{table.name: table for table in beside(advice)}}
    text = document(advice, made, language)
    contents: dict[str, str | bytes] = {
        f"{NAME}.docx": docx(text),
        f"{NAME}.html": html(text),
        f"{NAME}.xlsx": render_tables(list(made.values()), language),
        **{f"data/{name}.csv": csv(table) for name, table in made.items()},
    }
    for name, content in contents.items():
        write_beside(out / name, content)
    return [out / name for name in contents]

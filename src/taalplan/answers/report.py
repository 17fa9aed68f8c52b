# SPDX-License-Identifier: EUPL-1.2
"""Writes a report into a folder: documents, a workbook, and a CSV for each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from taalplan.answers.document import Document
from taalplan.tables.render.write import write_beside
from taalplan.tables.table import Table


def write_report(
    document: Document,
    tables: Mapping[str, Table],
    out: Path,
    name: str,
    *,
    sheets: Sequence[Table] | None = None,
    with_pdf: bool = False,
    more: Mapping[str, str | bytes] | None = None,
) -> list[Path]:
    """Write all forms of a report, each file whole or not at all; return the paths.

    `name` is that of the documents, as in `name.docx`. The workbook holds `sheets`, or else
    `tables`; `more` are other files by their path in the folder. The pages of a PDF are laid out
    in Dutch only, so in another language there is none.
    """
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.answers.pdf import pdf
    from taalplan.tables.render.csv import csv
    from taalplan.tables.render.xlsx import render_tables

    language = document.language
    workbook = list(tables.values()) if sheets is None else list(sheets)
    contents: dict[str, str | bytes] = {
        f"{name}.docx": docx(document),
        **({f"{name}.pdf": pdf(document)} if with_pdf and language == "nl" else {}),
        f"{name}.html": html(document),
        f"{name}.xlsx": render_tables(workbook, language),
        **{f"data/{id}.csv": csv(table) for id, table in tables.items()},
        **(more or {}),
    }
    for path, content in contents.items():
        write_beside(out / path, content)
    return [out / path for path in contents]

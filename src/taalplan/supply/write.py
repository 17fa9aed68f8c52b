# SPDX-License-Identifier: EUPL-1.2
"""Writes a report on a supply into a folder: documents, a workbook, and data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from taalplan.supply.document import Report, document
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.reasons import COLUMNS, group_rows
from taalplan.tables.render.write import write_beside


def write_report(
    report: Report, out: Path, language: str = "nl", plan: SupplyPlan | None = None
) -> list[Path]:
    """Write all forms of a report, each file whole or not at all; return the paths.

    With a plan also `groepen.csv`: every group with who it is for and why it is there.
    """
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.tables.render.csv import csv as table_csv
    from taalplan.tables.render.xlsx import render_tables

    text = document(report, language)
    contents: dict[str, str | bytes] = {
        f"{report.name}.docx": docx(text),
        f"{report.name}.html": html(text),
        f"{report.name}.xlsx": render_tables(list(report.tables), language),
        **{f"data/{table.name}.csv": table_csv(table) for table in report.tables},
    }
    if plan is not None:
        contents["data/groepen.csv"] = groups_csv(plan, language)
    for name, content in contents.items():
        write_beside(out / name, content)
    return [out / name for name in contents]


def groups_csv(plan: SupplyPlan, language: str = "nl") -> str:
    """Every group of a plan with its reason, as CSV."""
    from taalplan.tables.render.safe import safe_text

    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in group_rows(plan, language):
        writer.writerow([safe_text(value) if isinstance(value, str) else value for value in row])
    return held.getvalue()

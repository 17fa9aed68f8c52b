# SPDX-License-Identifier: EUPL-1.2
"""Writes a report on a supply into a folder: documents, a workbook, and data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from taalplan.answers.report import write_report as write_all
from taalplan.supply.document import Report, document
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.reasons import COLUMNS, group_rows


def write_report(
    report: Report, out: Path, language: str = "nl", plan: SupplyPlan | None = None
) -> list[Path]:
    """Write all forms of a report, each file whole or not at all; return the paths.

    With a plan also `groepen.csv`: every group with who it is for and why it is there.
    """
    made = {table.name: table for table in report.tables}
    groups = {"data/groepen.csv": groups_csv(plan, language)} if plan is not None else {}
    return write_all(document(report, language), made, out, report.name, more=groups)


def groups_csv(plan: SupplyPlan, language: str = "nl") -> str:
    """Every group of a plan with its reason, as CSV."""
    from taalplan.tables.render.safe import safe_text

    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in group_rows(plan, language):
        writer.writerow([safe_text(value) if isinstance(value, str) else value for value in row])
    return held.getvalue()

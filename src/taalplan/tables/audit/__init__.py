# SPDX-License-Identifier: EUPL-1.2
"""The audit of a table as somebody printed it: what cannot be right, and how to repair it.

`check_files` reads published tables (CSV, tidy or wide) and gives a `Report`; `render_text`
makes sentences of it. A repair can be written in the form of the file with `write_csv`.
"""

from __future__ import annotations

from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.reading import read_table
from taalplan.tables.audit.render import render_text
from taalplan.tables.audit.repair.plan import Repair
from taalplan.tables.audit.report import FileReport, Report, check_files
from taalplan.tables.audit.unreadable import UnreadableTableError

__all__ = [
    "FileReport",
    "Found",
    "PrintedTable",
    "Repair",
    "Report",
    "Severity",
    "UnreadableTableError",
    "check_files",
    "read_table",
    "render_text",
]

# SPDX-License-Identifier: EUPL-1.2
"""Writes an advice into a folder: documents, a workbook with each half hour, and CSV."""

from __future__ import annotations

from pathlib import Path

from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.beside import beside
from taalplan.access.staffing.document import document
from taalplan.access.staffing.table import tables
from taalplan.answers.report import write_report

NAME = "mensen-aan-het-loket"


def write_advice(advice: Advice, out: Path, language: str = "nl") -> list[Path]:
    """Write all forms of an advice, each file whole or not at all; return the paths."""
    made = {**tables(advice), **{table.name: table for table in beside(advice)}}
    return write_report(document(advice, made, language), made, out, NAME)

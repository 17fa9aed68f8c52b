# SPDX-License-Identifier: EUPL-1.2
"""Writes a study into a folder: documents, a workbook, and a CSV for each table."""

from __future__ import annotations

from pathlib import Path

from taalplan.access.desks.document import document
from taalplan.access.desks.study import Study
from taalplan.access.desks.tables import tables
from taalplan.answers.report import write_report

NAME = "contactpunten"


def write_study(study: Study, out: Path, language: str = "nl") -> list[Path]:
    """Write all forms of a study, each file whole or not at all; return the paths."""
    made = tables(study)
    return write_report(document(study, language), made, out, NAME)

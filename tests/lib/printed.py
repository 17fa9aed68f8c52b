# SPDX-License-Identifier: EUPL-1.2
"""Tables as printed, drawn in a test: labels keep their indentation, figures stand between bars."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from taalplan.tables.audit import PrintedTable, Report, check_files, read_table

PRINTED = Path(__file__).parents[2] / "questions" / "printed"
PUBLISHED = Path(__file__).parents[2] / "src" / "taalplan" / "example" / "published"


def write_drawing(path: Path, drawing: str, separator: str = ";") -> Path:
    """Write a drawing as the CSV that somebody would type over from a document."""
    lines = [line for line in dedent(drawing).strip("\n").splitlines() if set(line) - set("-+ ")]
    rows = [[cell.rstrip() for cell in line.split("|")] for line in lines]
    text = [separator.join([row[0], *(cell.strip() for cell in row[1:])]) for row in rows]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def printed(folder: Path, drawing: str, name: str = "drawn.csv") -> PrintedTable:
    """A drawing as it is read."""
    return read_table(write_drawing(folder / name, drawing)).table


def checked(folder: Path, *drawings: str) -> Report:
    """What is found in drawings that are checked together."""
    paths = [write_drawing(folder / f"t{k}.csv", one) for k, one in enumerate(drawings, start=1)]
    return check_files(paths)


def codes(report: Report) -> list[str]:
    """What was found, in short."""
    return [one.code for one in report.findings]

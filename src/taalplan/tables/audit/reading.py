# SPDX-License-Identifier: EUPL-1.2
"""Reads a published table from CSV, in whichever of its forms: tidy, or wide as printed.

The encoding (UTF-8, with or without mark, UTF-16 with mark, Windows-1252), the separator and
the form are found out. Whatever cannot be read is reported with line, column and value.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.reading_tidy import looks_tidy, read_tidy
from taalplan.tables.audit.reading_wide import read_wide
from taalplan.tables.audit.unreadable import UnreadableTableError
from taalplan.tables.audit.words import sentence
from taalplan.vocabulary.text import Text


class Form(Protocol):
    """How a file lays out its table, so that a repaired one can be written the same way."""

    def write(self, table: PrintedTable) -> str:
        """The text of a file in this form."""
        ...


@dataclass(frozen=True)
class Read:
    """A table and the form in which it stood in its file."""

    path: Path
    table: PrintedTable
    form: Form


def read_table(path: Path) -> Read:
    """Read one file. Raises UnreadableTableError with every place that could not be read."""
    text = _decode(path)
    separator = _separator(text)
    records = [
        (line, cells)
        for line, cells in _records(text, separator)
        if any(cell.strip() for cell in cells)
    ]
    if len(records) < 2 or max(len(cells) for _, cells in records) < 2:
        raise UnreadableTableError([_no_table(path.name)])
    reader = read_tidy if looks_tidy(records[0][1]) else read_wide
    table, form = reader(path.name, records, separator)
    return Read(path, table, form)


def _decode(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableTableError([_no_file(path, error)]) from error
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The separator that splits most lines into the same number of cells."""

    def score(separator: str) -> tuple[int, int]:
        widths = Counter(len(cells) for _, cells in _records(text[:20000], separator))
        width, lines = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        return (lines if width > 1 else 0, width)

    return max((";", "\t", ","), key=score)


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), delimiter=separator)
    return [(reader.line_num, cells) for cells in reader]


def _no_table(name: str) -> Text:
    return sentence(
        "{name} is geen tabel: er zijn geen twee regels met minstens twee kolommen. Bewaar de "
        "tabel als CSV met kolomkoppen.",
        "{name} is no table: there are no two lines with at least two columns. Save the table "
        "as CSV with column headings.",
        "{name} n'est pas un tableau : il n'y a pas deux lignes d'au moins deux colonnes. "
        "Enregistrez le tableau en CSV avec des en-têtes.",
        name=name,
    )


def _no_file(path: Path, error: OSError) -> Text:
    return sentence(
        "{path} kan niet gelezen worden ({why}).",
        "{path} cannot be read ({why}).",
        "{path} ne peut pas être lu ({why}).",
        path=str(path),
        why=error.strerror or "?",
    )

# SPDX-License-Identifier: EUPL-1.2
"""Choose the module of a format and let it render."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from taalplan.tables.render.write import write_beside
from taalplan.tables.table import Table

FORMATS: tuple[str, ...] = ("text", "csv", "html", "json", "xlsx", "docx", "px", "sdmx")
"""The formats by the name a user gives, the one for a terminal first."""

ALIASES = {"jsonstat": "json"}
MODULES = {"json": "jsonstat"}


class UnknownFormatError(ValueError):
    """A format that nobody makes; the message names those there are."""

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is not a format; choose one of {', '.join(FORMATS)}")


def render(
    table: Table, format: str, language: str = "nl", *, width: int | None = 100
) -> str | bytes:
    """A table in one format: bytes for `xlsx` and `docx`, text for the others.

    `width` is how many characters a terminal has, and matters to `text` only. Raises
    UnknownFormatError.
    """
    return render_all((table,), format, language, width=width)


def render_all(
    tables: Sequence[Table], format: str, language: str = "nl", *, width: int | None = 100
) -> str | bytes:
    """Several tables in one file: under each other, on a sheet each, or as a collection.

    Raises ValueError for CSV and PX, where tables with other columns cannot share a file.
    """
    name = ALIASES.get(format, format)
    if name not in FORMATS:
        raise UnknownFormatError(format)
    module = import_module(f"taalplan.tables.render.{MODULES.get(name, name)}")
    if name in ("text", "html"):
        extra = {"width": width} if name == "text" else {}
        rendered: list[str] = [getattr(module, name)(table, language, **extra) for table in tables]
        return "\n".join(rendered)
    if name == "csv" and len(tables) != 1:
        raise ValueError(f"a CSV file holds one table, not {len(tables)}; write each to its own")
    if name == "csv":
        return str(module.csv(tables[0], language))
    content: str | bytes = module.render_tables(tables, language)
    return content


def write(
    tables: Table | Sequence[Table], path: Path | str, format: str, language: str = "nl"
) -> Path:
    """Render one table or several into a file, which is either whole or not there at all."""
    chosen = (tables,) if isinstance(tables, Table) else tuple(tables)
    target = Path(path)
    write_beside(target, render_all(chosen, format, language))
    return target

# SPDX-License-Identifier: EUPL-1.2
"""Which files of an extract hold which tables."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from taalplan.snapshot.faults import Fault
from taalplan.snapshot.schema import TABLES
from taalplan.sources.aliases import fold, table_names

READABLE = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".parquet")


@dataclass(frozen=True)
class Found:
    """The files to read, each with the table its name means, and what was left out."""

    files: tuple[tuple[Path, str | None], ...]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]


def table_of(name: str) -> str | None:
    """The table that the name of a file or a sheet means; what follows it may say which part.

    >>> table_of("registrations-2021"), table_of("Aanmeldingen (2)"), table_of("notes")
    ('registrations', 'registrations', None)
    """
    names = table_names()
    whole = fold(name)
    if whole in names:
        return names[whole]
    words = re.split(r"[^a-z]+", name.lower().strip())
    return names.get(fold(words[0])) if words and words[0] else None


def find(paths: Sequence[Path]) -> Found:
    """The tables in these files and folders; a folder may hold other files as well."""
    files: dict[Path, tuple[Path, str | None]] = {}
    faults: list[Fault] = []
    notices: list[str] = []
    for path in paths:
        if path.is_dir():
            found = list(_in_folder(path, faults, notices))
            if not found:
                faults.append(_nothing(path))
        else:
            found = list(_named(path, faults))
        for file, table in found:
            files.setdefault(file.resolve(), (file, table))
    return Found(tuple(files.values()), tuple(faults), tuple(notices))


def _in_folder(
    folder: Path, faults: list[Fault], notices: list[str]
) -> Iterator[tuple[Path, str | None]]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        table = table_of(path.stem)
        readable = path.is_file() and path.suffix.lower() in READABLE
        if readable and (table or _is_workbook(path)):
            yield path, table
        elif readable and _meant(path.stem):
            # A slip in a name would otherwise lose a whole table without anybody seeing it.
            advice = f"name it {_meant(path.stem)}{path.suffix} if that is what it holds"
            faults.append(Fault(path.name, 0, "", "", "is not named after a table", advice))
        else:
            notices.append(f"{path.name} was left out; it is not named after a table")


def _named(path: Path, faults: list[Fault]) -> Iterator[tuple[Path, str | None]]:
    name = path.name
    if not path.exists():
        faults.append(Fault(name, 0, "", "", f"does not exist ({path})", "check the path"))
    elif path.suffix.lower() not in READABLE:
        advice = f"give {', '.join(READABLE)}"
        faults.append(Fault(name, 0, "", "", "is not a kind of file that is read", advice))
    elif table_of(path.stem) or _is_workbook(path):
        yield path, table_of(path.stem)
    else:
        advice = f"name it after a table: {_listed(TABLES)}"
        faults.append(Fault(name, 0, "", "", "is not named after a table", advice))


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in (".xlsx", ".xlsm")


def _meant(stem: str) -> str:
    words = re.split(r"[^a-z]+", stem.lower().strip())
    near = difflib.get_close_matches(fold(words[0]) if words else "", table_names(), 1, 0.8)
    return table_names()[near[0]] if near else ""


def _nothing(folder: Path) -> Fault:
    problem = "holds no file that is named after a table"
    return Fault(folder.name or str(folder), 0, "", "", problem, f"name them {_listed(TABLES)}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)

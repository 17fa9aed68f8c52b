# SPDX-License-Identifier: EUPL-1.2
"""PX (PC-Axis), the file of most statistical offices: keywords, then the whole cube.

Rows in which one dimension lies within another (an area and its desks) are one variable here:
most combinations of the two do not exist. `..` is hidden, `.` does not exist, as in PX since 1995.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from taalplan.tables.naming import code_label, member_name
from taalplan.tables.render.csv import plain_value
from taalplan.tables.render.layout import source_line
from taalplan.tables.render.words import STATUSES, UNITS
from taalplan.tables.table import MEASURE, TOTAL, Axis, Cell, Member, Status, Table

LONGEST = 200
"""Characters of a quoted piece; a line of the file may have 256."""

YEARS = frozenset({"year", "contract_year"})
DECIMALS = 4


@dataclass(frozen=True)
class Variable:
    """A variable of the file: its name, and code and label of each value."""

    name: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


def render_tables(tables: Sequence[Table], language: str = "nl") -> str:
    """One table as a PX file. Raises ValueError for more: a file holds one cube."""
    if len(tables) != 1:
        raise ValueError(f"a PX file holds one table, not {len(tables)}; write each to its own")
    return "".join(_lines(tables[0], language))


def _lines(table: Table, language: str) -> Iterator[str]:
    rows, columns = (_members(table, axis) for axis in (table.rows, table.columns))
    stub, stub_places = _variables(table.rows, rows, language)
    heading, heading_places = _variables(table.columns, columns, language)
    day = f"{table.provenance.as_of:%Y%m%d} 00:00" if table.provenance.as_of else ""
    values = [plain_value(cell) for _, cell in table.tidy()]
    decimals = max((len(value.partition(".")[2]) for value in values), default=0)
    head: dict[str, Sequence[str] | int] = {
        "CHARSET": ["ANSI"],
        "AXIS-VERSION": ["2013"],
        "CODEPAGE": ["utf-8"],
        "LANGUAGE": [language],
        "CREATION-DATE": [day] if day else [],
        "DECIMALS": min(decimals, DECIMALS),
        "SHOWDECIMALS": min(decimals, DECIMALS),
        "MATRIX": [table.name],
        "SUBJECT-CODE": ["NT2"],
        "SUBJECT-AREA": ["NT2"],
        "TITLE": [table.title[language]],
        "CONTENTS": [table.title[language]],
        "UNITS": [UNITS[table.unit][language]],
        "STUB": [variable.label for variable in stub],
        "HEADING": [variable.label for variable in heading],
    }
    for variable in (*stub, *heading):
        head |= _of_variable(variable)
    head |= {
        "LAST-UPDATED": [day] if day else [],
        "SOURCE": [source_line(table.provenance, language)],
        "NOTE": ["#".join(note.text[language] for note in table.notes)],
        "DATASYMBOL1": [STATUSES[Status.NOT_OPEN][language]],
        "DATASYMBOL2": [STATUSES[Status.SUPPRESSED][language]],
    }
    for keyword, value in head.items():
        if value not in ([], [""]):
            times = "TLIST(A1),\n" if keyword.startswith("TIMEVAL") else ""
            yield f"{keyword}={times}{value if isinstance(value, int) else _quoted(value)};\n"
    yield "DATA=\n"
    for row in stub_places:
        yield " ".join(_datum(table, row, column) for column in heading_places) + "\n"
    yield ";\n"


def _members(table: Table, axis: Axis) -> tuple[Member, ...]:
    measured = any(dimension.name == MEASURE for dimension in table.dimensions)
    return tuple(member for member in axis.members if measured or member.unit is None)


def _variables(
    axis: Axis, members: tuple[Member, ...], language: str
) -> tuple[list[Variable], list[Member | None]]:
    """The variables of an axis, and the member at each combination of their values."""
    codes = [
        tuple(dict.fromkeys(member.path[place] for member in members))
        for place in range(len(axis.dimensions))
    ]
    if len(members) < prod(map(len, codes)):
        # A desk that is its whole area is said once, as in print.
        members = tuple(m for m in members if m.path[-1] == TOTAL or m.path[-1] not in m.path[:-1])
        return [_as_one(axis, members, language)], list(members)
    found = {member.path: member for member in members}
    paths: list[tuple[str, ...]] = [()]
    for each in codes:
        paths = [(*path, code) for path in paths for code in each]
    variables = []
    for place, dimension in enumerate(axis.dimensions):
        labels = [code_label(axis, place, code)[language] for code in codes[place]]
        label = dimension.label[language]
        shown = _unlike(labels, codes[place])
        variables.append(Variable(dimension.name, label, codes[place], shown))
    return variables, [found.get(path) for path in paths]


def _as_one(axis: Axis, members: tuple[Member, ...], language: str) -> Variable:
    codes = tuple("/".join(_trimmed(member.path)) for member in members)
    labels = [member_name(axis, member)[language] for member in members]
    names = [dimension.label[language] for dimension in axis.dimensions]
    return Variable(" / ".join(axis.names), " / ".join(names), codes, _unlike(labels, codes))


def _trimmed(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without the totals at its end; `total` itself stays."""
    while len(path) > 1 and path[-1] == TOTAL:
        path = path[:-1]
    return path


def _unlike(labels: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    """Labels that no two values share: readers of PX find values by their label."""
    return tuple(
        label if labels.count(label) == 1 else f"{label} ({code})"
        for label, code in zip(labels, codes, strict=True)
    )


def _of_variable(variable: Variable) -> dict[str, Sequence[str]]:
    about = f'("{_clean(variable.label)}")'
    found: dict[str, Sequence[str]] = {
        f"VALUES{about}": variable.labels,
        f"CODES{about}": variable.codes,
    }
    if variable.name in YEARS:
        found[f"TIMEVAL{about}"] = variable.codes
    if TOTAL in variable.codes:
        found[f"ELIMINATION{about}"] = [variable.labels[variable.codes.index(TOTAL)]]
    return found


def _datum(table: Table, row: Member | None, column: Member | None) -> str:
    cell = table.cell(row.path, column.path) if row and column else Cell(None, Status.NOT_OPEN)
    if cell.status is Status.SUPPRESSED:
        return '".."'
    if cell.value is None:
        return '"."'
    return plain_value(Cell(round(cell.value, DECIMALS)))


def _quoted(values: Sequence[str]) -> str:
    """Values in quotes with commas; a long one in pieces on lines of their own."""
    return ",\n".join(_pieces(_clean(value)) for value in values)


def _pieces(text: str) -> str:
    parts = [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)] or [""]
    return "\n".join(f'"{part}"' for part in parts)


def _clean(text: str) -> str:
    """A quote ends a text in PX, whatever stands before it."""
    return " ".join(text.replace('"', "'").split())

# SPDX-License-Identifier: EUPL-1.2
"""What a text template sees of a table: cells by their codes, and the extremes among them.

There is no sum here. Adding people up over desks or years counts somebody twice who was in
two of them; a total is a cell of the table, where it was counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taalplan.answers.faults import FigureError
from taalplan.tables.numbers import format_number
from taalplan.tables.table import TOTAL, Cell, Member, Path, Status, Table

ANY = "*"


@dataclass(frozen=True)
class Figure:
    """A cell that was chosen: its codes, the Dutch name of its row or column, its value."""

    codes: Path
    naam: str
    waarde: float | int


class Figures:
    """The cells of one table, to be read and not to be added."""

    def __init__(self, table: Table) -> None:
        """Show a table to the templates."""
        self._table = table

    @property
    def table(self) -> Table:
        """The table itself, for the code around the templates."""
        return self._table

    def __getitem__(self, codes: object) -> float | int:
        """The figure for one code per dimension. Raises FigureError when there is none to print."""
        cell = self._cell(_path(codes))
        if cell.value is None:
            name = ", ".join(_path(codes))
            if cell.status is Status.SUPPRESSED:
                raise FigureError(
                    f"table {self._table.name}: ({name}) is not shown, to protect people; "
                    "leave it out, or write it with .toon(...)"
                )
            raise FigureError(f"table {self._table.name}: ({name}) is blank")
        return cell.value

    def toon(self, *codes: str) -> str:
        """The figure, or in words that it is small or not shown, whatever may be printed."""
        cell = self._cell(codes)
        if cell.status is Status.SUPPRESSED:
            limit = cell.sign.removeprefix("<")
            return f"minder dan {limit}" if limit else "een niet getoond aantal"
        return format_number(self[codes])

    def verborgen(self, *pattern: str) -> bool:
        """Whether a cell that fits a pattern is not shown, so that a text can say so."""
        self._check_width(pattern)
        rows = len(self._table.rows.dimensions)
        return any(
            self._table.cell(row.path, column.path).status is Status.SUPPRESSED
            for row in _fitting(self._table.rows.members, pattern[:rows])
            for column in _fitting(self._table.columns.members, pattern[rows:])
        )

    def heeft(self, *codes: str) -> bool:
        """Whether there is a figure to print, so that a text can go around a blank."""
        try:
            return self._cell(codes).value is not None
        except FigureError:
            return False

    def select(self, pattern: Sequence[str]) -> Iterator[Figure]:
        """Every cell that fits a pattern; `*` fits every code but a margin. Blanks are left out."""
        self._check_width(pattern)
        rows = len(self._table.rows.dimensions)
        for row in _fitting(self._table.rows.members, pattern[:rows]):
            for column in _fitting(self._table.columns.members, pattern[rows:]):
                value = self._table.cell(row.path, column.path).value
                if value is not None:
                    named = row if ANY in pattern[:rows] else column
                    yield Figure(row.path + column.path, named.label.nl.strip(), value)

    def _cell(self, codes: Path) -> Cell:
        self._check_width(codes)
        rows = len(self._table.rows.dimensions)
        for axis, path in (self._table.rows, codes[:rows]), (self._table.columns, codes[rows:]):
            if path not in {member.path for member in axis.members}:
                printed = "; ".join(", ".join(m.path) for m in axis.members[:6])
                names = ", ".join(axis.names)
                raise FigureError(
                    f"table {self._table.name} has no ({names}) = ({', '.join(path)}); "
                    f"it begins with {printed}"
                )
        return self._table.cell(codes[:rows], codes[rows:])

    def _check_width(self, codes: Sequence[str]) -> None:
        dimensions = self._table.dimensions
        if len(codes) != len(dimensions):
            names = ", ".join(dimension.name for dimension in dimensions)
            raise FigureError(f"table {self._table.name} wants {len(dimensions)} codes: {names}")


def _fitting(members: Sequence[Member], pattern: Sequence[str]) -> list[Member]:
    def fits(member: Member) -> bool:
        return all(
            code == wanted or (wanted == ANY and code != TOTAL)
            for code, wanted in zip(member.path, pattern, strict=True)
        )

    return [member for member in members if fits(member)]


def _path(codes: object) -> Path:
    return tuple(map(str, codes)) if isinstance(codes, tuple | list) else (str(codes),)


def hoogste(figures: Figures, *pattern: str) -> Figure:
    """The highest cell of a pattern with `*`. Raises FigureError when no cell fits."""
    return max(_some(figures, pattern), key=lambda figure: figure.waarde)


def laagste(figures: Figures, *pattern: str) -> Figure:
    """The lowest cell of a pattern with `*`. Raises FigureError when no cell fits."""
    return min(_some(figures, pattern), key=lambda figure: figure.waarde)


def _some(figures: Figures, pattern: Sequence[str]) -> list[Figure]:
    if figures.verborgen(*pattern):
        codes = ", ".join(pattern)
        raise FigureError(
            f"table {figures.table.name}: some of ({codes}) are not shown, to protect people, so "
            "that no highest or lowest can be named"
        )
    found = list(figures.select(pattern))
    if not found:
        codes = ", ".join(pattern)
        raise FigureError(f"table {figures.table.name}: no figure fits ({codes})")
    return found


@dataclass(frozen=True)
class Difference:
    """One thing that two tables both count, with two figures that differ."""

    naam: str
    links: float | int
    rechts: float | int

    @property
    def afstand(self) -> float | int:
        """How far apart, without a sign."""
        return abs(self.rechts - self.links)

    @property
    def relatief(self) -> float:
        """The change from left to right in percent, to sort by; infinite from nothing."""
        return 100 * (self.rechts / self.links - 1) if self.links else float("inf")


def verschillen(
    left: Figures, left_pattern: Sequence[str], right: Figures, right_pattern: Sequence[str]
) -> list[Difference]:
    """What two tables count differently. Cells are matched by the codes under the `*`.

    Used to say in the answer itself that two extracts do not agree, and by how much.
    """
    other = {_starred(f.codes, right_pattern): f.waarde for f in right.select(right_pattern)}
    found = [(f, other.get(_starred(f.codes, left_pattern))) for f in left.select(left_pattern)]
    return [Difference(f.naam, f.waarde, v) for f, v in found if v is not None and v != f.waarde]


def _starred(codes: Path, pattern: Sequence[str]) -> Path:
    return tuple(code for code, wanted in zip(codes, pattern, strict=True) if wanted == ANY)

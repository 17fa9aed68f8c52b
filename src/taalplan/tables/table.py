# SPDX-License-Identifier: EUPL-1.2
"""One published table: keyed cells, totals that were counted, notes.

A cell is found by what it is about, never by where it stands: `table["antwerpen",
"loket-boom", "obliged"]`. Rows therefore cannot slide away from their labels, which is what
happened to seven rows of a table published in parliament in 2022.

A *path* has one code for each dimension of an axis; the word `total` stands for "all of
them". The members of an axis say which paths are printed, and in which order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from taalplan.vocabulary.text import Text

TOTAL = "total"
MEASURE = "measure"
"""The dimension that says what a figure is: a share, a limit, a number of people."""

Path = tuple[str, ...]
Key = tuple[Path, Path]


class Unit(StrEnum):
    """What the cells count or measure."""

    PEOPLE = "people"
    ROWS = "rows"
    ENROLMENTS = "enrolments"
    PERCENT = "percent"
    POINTS = "points"
    PER_THOUSAND = "per_thousand"
    HOURS = "hours"
    KILOMETRES = "kilometres"
    MINUTES = "minutes"
    PLACES = "places"
    GROUPS = "groups"
    TEACHERS = "teachers"
    STAFF = "staff"
    APPOINTMENTS = "appointments"
    EUROS = "euros"


class Status(StrEnum):
    """Why a cell has no ordinary value, or which care its value needs.

    `NOT_OPEN`: there was nothing to count, for instance a desk that had closed; printed as a
    blank. Nobody having come to an open desk is a value: 0.
    """

    VALUE = ""
    NOT_OPEN = "not_open"
    SUPPRESSED = "suppressed"
    PROVISIONAL = "provisional"


@dataclass(frozen=True)
class Cell:
    """A figure and its status. `value` is None when it is not shown or does not exist.

    `sign` is what a suppressed figure reads, such as `<5`; empty for the usual sign.
    """

    value: float | int | None
    status: Status = Status.VALUE
    sign: str = ""


NOT_OPEN = Cell(None, Status.NOT_OPEN)


@dataclass(frozen=True)
class Dimension:
    """One way of dividing: by desk, by target group. `name` is the column in tidy data.

    `labels` holds the label of each code on its own ("2019", "Provincie Limburg"): the upper
    lines of a heading with several lines and the code lists of open data are made of it.
    """

    name: str
    label: Text
    labels: Mapping[str, Text] = field(default_factory=dict, hash=False)

    def label_of(self, code: str) -> Text:
        """The label of a code; the code itself where it has none, as years do."""
        return self.labels.get(code) or Text.same(code)


@dataclass(frozen=True)
class Member:
    """One printed row or column: its path, its label, and how deep it is indented.

    `label` is what stands in the row, or in the lowest line of the heading: "Totaal" for
    `("2019", "total")`, under a "2019" that comes from the dimension's own labels.

    `unit` is given when it is not the table's own: a percentage row in a table of people. Such
    a row is printed for readers, and left out of tidy data, which holds one unit. A percentage
    says in `ratio` which path is the part and which the whole, so that it can be checked.

    `signed` members hold differences, which may lie below zero and show their sign; `decimals`
    is how many are printed where the unit's own habit does not do. An `estimate`, or a bound of
    one, does not add up over rows as counts do, and no total is held against its parts. What is
    not `in_print` is detail that stands in data only.
    """

    path: Path
    label: Text
    depth: int = 0
    unit: Unit | None = None
    ratio: tuple[Path, Path] | None = None
    signed: bool = False
    decimals: int | None = None
    estimate: bool = False
    in_print: bool = True

    @property
    def is_margin(self) -> bool:
        """Whether at least one dimension is totalled."""
        return TOTAL in self.path


@dataclass(frozen=True)
class Axis:
    """The rows, or the columns: dimensions and the members to print, in order."""

    dimensions: tuple[Dimension, ...]
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        """Refuse a path of the wrong length, or a path that stands there twice."""
        seen: set[Path] = set()
        for member in self.members:
            if len(member.path) != len(self.dimensions):
                raise ValueError(f"{member.path} has not {len(self.dimensions)} codes")
            if member.path in seen:
                raise ValueError(f"{member.path} stands twice on one axis")
            seen.add(member.path)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the dimensions."""
        return tuple(dimension.name for dimension in self.dimensions)

    def label(self, path: Path) -> Text:
        """The label of a path. Raises KeyError when it is not on this axis."""
        for member in self.members:
            if member.path == path:
                return member.label
        raise KeyError(path)


@dataclass(frozen=True)
class Note:
    """A sentence under the table; `about` names the rows and columns it belongs to.

    `about` holds paths of either axis. An empty `about` is a note to the whole table. `kind`
    tells checks what the note explains (`overlap`: parts that exceed their total).
    """

    text: Text
    about: tuple[Path, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Provenance:
    """Where the figures come from: enough to count them again.

    `snapshot` is the snapshot's short id, `as_of` its date, `definition` the definition as
    YAML text, `assumptions` the policy values that were assumed rather than sourced.
    """

    snapshot: str = ""
    as_of: date | None = None
    definition: str = ""
    sources: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True)
class Table:
    """A table that can stand in an answer to parliament.

    `counted` names the dimensions over which totals are counted anew instead of added up: a
    person may be in two of their categories, so parts may exceed their total.
    """

    name: str
    title: Text
    rows: Axis
    columns: Axis
    cells: Mapping[Key, Cell]
    unit: Unit = Unit.PEOPLE
    counted: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        """Refuse a cell whose row or column does not exist."""
        rows = {member.path for member in self.rows.members}
        columns = {member.path for member in self.columns.members}
        for row, column in self.cells:
            if row not in rows or column not in columns:
                raise ValueError(f"{self.name}: cell {row} {column} has no row or no column")

    def cell(self, row: Path, column: Path) -> Cell:
        """The cell of a row and a column; `NOT_OPEN` when there was nothing to count."""
        return self.cells.get((row, column), NOT_OPEN)

    def __getitem__(self, codes: tuple[str, ...]) -> float | int | None:
        """The value for one code per dimension, rows first.

        Raises KeyError when no such row or column is printed.
        """
        width = len(self.rows.dimensions)
        row, column = tuple(codes[:width]), tuple(codes[width:])
        self.rows.label(row), self.columns.label(column)
        return self.cell(row, column).value

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions of the rows, then those of the columns: the order of tidy data."""
        return self.rows.dimensions + self.columns.dimensions

    def tidy(self) -> Iterator[tuple[tuple[str, ...], Cell]]:
        """Each cell that exists, with one code per dimension, in printed order."""
        for row in self.rows.members:
            for column in self.columns.members:
                cell = self.cell(row.path, column.path)
                if self.is_tidy(row, column) and cell.status is not Status.NOT_OPEN:
                    yield row.path + column.path, cell

    def is_tidy(self, row: Member, column: Member) -> bool:
        """Whether tidy data holds a cell: one in the table's unit, or whose measure is named."""
        measured = any(dimension.name == MEASURE for dimension in self.dimensions)
        return measured or (row.unit is None and column.unit is None)

    def with_notes(self, *notes: Note) -> Table:
        """The same table with notes added at the end."""
        return replace(self, notes=self.notes + notes)

# SPDX-License-Identifier: EUPL-1.2
"""From counts to a table: members in printed order, blanks where nothing was open, percentages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taalplan.statistics.categories import CodeLists
from taalplan.statistics.count import Counts
from taalplan.statistics.definition import KNOWN, Count, Definition
from taalplan.statistics.dimensions import UNKNOWN, WITHIN
from taalplan.tables.table import (
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Path,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.periods import Year
from taalplan.vocabulary.text import Text

TOTAL_LABEL = Text("Totaal", "Total", "Total")


@dataclass(frozen=True)
class Assembly:
    """What is known when a table is put together."""

    definition: Definition
    counts: Counts
    lists: CodeLists
    years: tuple[Year, ...]

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension that get a row or column, in printed order."""
        if name == self.definition.time:
            return [str(year) for year in self.years]
        source = self.definition.fact.source(name)
        known = self.lists.codes(name, source, self.definition.of)
        position = self.definition.dimensions.index(name)
        used = {path[position] for path in self.counts} - {TOTAL}
        wanted = self.definition.codes.get(name) or self._asked_for(name)
        shown = [
            code
            for code in known
            if code in used or (code in wanted if wanted else self._expected(name, code))
        ]
        return [*shown, *sorted(used - set(known) - {UNKNOWN}), *(used & {UNKNOWN})]

    def _asked_for(self, name: str) -> tuple[str, ...]:
        """The codes that a condition on the dimension wants; nobody can be under another."""
        wanted = self.definition.where.get(name, ())
        return () if KNOWN in wanted else wanted

    def _expected(self, name: str, code: str) -> bool:
        """Whether a code belongs in the table although nobody was counted under it."""
        return any(self.exists(name, code, year) for year in self.years) or not self.years

    def exists(self, name: str, code: str, year: Year) -> bool:
        """Whether a desk was open, or a municipality existed, in a year; other codes always."""
        place = self.lists.places.get(name, {}).get(code)
        return place is None or place.exists_in(year)

    def outer(self, name: str) -> Mapping[str, str]:
        """From each code of an inner dimension to the code that it lies within."""
        return self.lists.within(name, WITHIN[name])


def assemble(work: Assembly, title: Text) -> Table:
    """The table of a definition's counts, without notes."""
    definition = work.definition
    codes = {name: work.codes(name) for name in definition.dimensions}
    rows = _axis(work, definition.row_dimensions, codes)
    columns = _axis(work, definition.column_dimensions, codes)
    return Table(
        name=definition.name,
        title=title,
        rows=rows,
        columns=columns,
        cells=dict(_cells(work, rows, columns)),
        unit=definition.counted_in,
        counted=frozenset(definition.dimensions)
        if definition.count is Count.PEOPLE
        else frozenset(),
    )


def _axis(work: Assembly, names: Sequence[str], codes: Mapping[str, list[str]]) -> Axis:
    dimensions = tuple(work.lists.dimension(work.definition, name, codes[name]) for name in names)
    return Axis(dimensions, tuple(_members(work, dimensions, codes, (), {})))


def _members(
    work: Assembly,
    dimensions: Sequence[Dimension],
    codes: Mapping[str, list[str]],
    path: Path,
    chosen: Mapping[str, str],
) -> Iterator[Member]:
    """The paths of an axis: in rows a group's total stands first, at the end the grand total."""
    names = [dimension.name for dimension in dimensions]
    if len(path) == len(names):
        yield _member(work, dimensions, path)
        return
    name = names[len(path)]
    inner = len(path) > 0
    in_rows = names == list(work.definition.row_dimensions)
    totals = () if name == work.definition.time else (TOTAL,)
    first = totals if inner and in_rows else ()
    for code in [*first, *_codes_within(work, name, codes, chosen), *(totals if not first else ())]:
        yield from _members(work, dimensions, codes, (*path, code), {**chosen, name: code})
    yield from _ratio_members(work.definition, name, names, path)


def _codes_within(
    work: Assembly, name: str, codes: Mapping[str, list[str]], chosen: Mapping[str, str]
) -> list[str]:
    outer = WITHIN.get(name)
    if outer is None or outer not in chosen:
        return codes[name]
    if chosen[outer] == TOTAL:
        return []
    home = work.outer(name)
    return [code for code in codes[name] if home.get(code, UNKNOWN) == chosen[outer]]


def _member(work: Assembly, dimensions: Sequence[Dimension], path: Path) -> Member:
    """A row is called after its last code that is not a total."""
    kept = [position for position, code in enumerate(path) if code != TOTAL]
    in_rows = tuple(d.name for d in dimensions) == work.definition.row_dimensions
    if not kept or (not in_rows and path[-1] == TOTAL):
        return Member(path, TOTAL_LABEL)
    last = kept[-1]
    return Member(path, dimensions[last].label_of(path[last]), depth=last if in_rows else 0)


def _ratio_members(
    definition: Definition, name: str, names: Sequence[str], path: Path
) -> Iterator[Member]:
    for ratio in definition.ratios:
        if ratio.dimension == name and len(path) == len(names) - 1:
            yield Member(
                (*path, ratio.code),
                ratio.label,
                depth=len(path),
                unit=Unit.PERCENT,
                ratio=((*path, ratio.part), (*path, ratio.whole)),
            )


def _cells(work: Assembly, rows: Axis, columns: Axis) -> Iterator[tuple[Key, Cell]]:
    for row in rows.members:
        for column in columns.members:
            if row.ratio or column.ratio:
                yield (row.path, column.path), _percentage(work, row, column)
            else:
                yield (row.path, column.path), _counted(work, row.path + column.path)


def _counted(work: Assembly, path: Path) -> Cell:
    value = work.counts.get(path, 0)
    return Cell(value) if value or _open(work, path) else NOT_OPEN


def _percentage(work: Assembly, row: Member, column: Member) -> Cell:
    """A part as a percentage of its whole, unrounded; nothing where the whole is empty."""
    part_row, whole_row = row.ratio or (row.path, row.path)
    part_column, whole_column = column.ratio or (column.path, column.path)
    whole = work.counts.get(whole_row + whole_column, 0)
    part = work.counts.get(part_row + part_column, 0)
    return Cell(100 * part / whole) if whole else Cell(None, Status.NOT_OPEN)


def _open(work: Assembly, path: Path) -> bool:
    """Whether there was something to count: the desk was open, the municipality existed."""
    codes = dict(zip(work.definition.dimensions, path, strict=True))
    years = [year for year in work.years if codes.get(work.definition.time) in (None, str(year))]
    return not years or all(
        any(work.exists(name, code, year) for year in years)
        for name, code in codes.items()
        if code != TOTAL and name in ("desk", "municipality")
    )

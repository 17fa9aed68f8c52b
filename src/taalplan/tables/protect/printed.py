# SPDX-License-Identifier: EUPL-1.2
"""Percentages that readers have from elsewhere: a speech, another table, an earlier release.

"12 % of them failed" beside a total of 34 says that four people failed. A percentage is a pair of
inequalities between its part and its whole, whichever of the two is hidden: with P printed to so
many decimals, 100 * part is from P - 1/2 to below P + 1/2 last places of the whole. What is left
of each of the two is a figure that stands nowhere, is never negative, and needs no protection.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain
from pathlib import Path as File

from taalplan.tables.protect.cells import Drafts, figures_of
from taalplan.tables.protect.keys import Figure, Subject
from taalplan.tables.protect.rules import DisclosureError
from taalplan.tables.table import TOTAL, Path, Table

FINEST = 4
"""Decimals that are read of a percentage: people are few, and solvers inexact."""


@dataclass(frozen=True)
class Printed:
    """A percentage as it was printed, its decimals included: `part` of `whole`."""

    part: Figure
    whole: Figure
    percent: Decimal

    def room(self, part: int, whole: int) -> tuple[int, int]:
        """How far these figures are above what rounds up to the percentage, and below what no
        longer rounds down to it; both from 0 when they fit.
        """
        up, down = self.sides
        return up[0] * part + up[1] * whole, down[0] * part + down[1] * whole

    @property
    def sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """What the part and the whole count for on each of the two sides."""
        places = max(0, -int(self.percent.as_tuple().exponent))
        half = 2 * int(self.percent.scaleb(places))
        parts = 200 * 10**places
        return (parts, 1 - half), (-parts, 1 + half)

    def fits(self, values: Mapping[Figure, int]) -> bool:
        """Whether the figures give this percentage. Halves may have gone either way."""
        if not values.get(self.whole) or self.part not in values:
            return False
        return min(self.room(values[self.part], values[self.whole])) >= 0

    def __str__(self) -> str:
        """The percentage and what it is of, for a message."""
        return f"{self.percent} % ({self.part.text} / {self.whole.text})"


def values_of(tables: Sequence[Table]) -> dict[Figure, int]:
    """The true value of every figure of some tables, in whatever detail."""
    return {
        Subject.of_table(table).figure(row + column): value
        for table in tables
        for row, column, value in figures_of(table)
    }


def known_before(
    percentages: Sequence[tuple[str, str, str]], values: Mapping[Figure, int]
) -> Iterator[Printed]:
    """The percentages of earlier releases that say something of the figures as they are now.

    One that does not follow from them is of an extract in which they were different.
    """
    by_text: dict[str, list[Figure]] = {}
    for figure in values:
        by_text.setdefault(figure.text, []).append(figure)
    for part, whole, percent in percentages:
        for one in by_text.get(part, ()):
            for other in by_text.get(whole, ()):
                said = Printed(one, other, Decimal(percent))
                if one.snapshot == other.snapshot and said.fits(values):
                    yield said


def tell(drafts: Drafts, printed: Sequence[Printed], values: Mapping[Figure, int]) -> None:
    """Add what percentages say of the figures. `values` has those that stand in no table too:
    detail that was given up is still derived from a percentage of it.
    """
    for one in printed:
        for figure in (one.part, one.whole):
            if figure not in drafts.figures:
                drafts.imply(figure, values[figure])
        parts, whole = values[one.part], values[one.whole]
        for side, (room, (p, w)) in enumerate(zip(one.room(parts, whole), one.sides, strict=True)):
            name = one.part._replace(extra=f"{'up to' if side else 'from'} {one.percent} % of "
                                     f"{one.whole.text}")  # fmt: skip
            # Halves go up: the upper end itself is the next percentage, unless it is the truth.
            left = drafts.left(name, room, min(side, room))
            drafts.weigh({one.part: p, one.whole: w, left: -1})


def read_printed(file: File, tables: Mapping[str, Table]) -> tuple[Printed, ...]:
    """The percentages of a CSV file: the dimensions of a table, `of`, `percent`, and `table`.

    `of` names the dimension over which the whole is totalled; where the codes are those of a row
    of percentages (`pass_rate`) it may be empty. A code that is left out is the total. `table` is
    needed where there are more than one. Raises DisclosureError with every fault by its line.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            rows = list(csv.DictReader(lines, delimiter=";" if ";" in head else ","))
    except (OSError, UnicodeDecodeError) as error:
        raise DisclosureError(f"{file} cannot be read: {error}") from None
    found, faults = [], []
    values = values_of(list(tables.values()))
    for line, row in enumerate(rows, 2):
        try:
            one = _read({(k or ""): (v or "").strip() for k, v in row.items()}, tables)
            if not one.fits(values):
                counts = [values.get(figure, "not there") for figure in (one.part, one.whole)]
                raise DisclosureError(
                    f"{one} does not follow from the counts ({counts[0]} of {counts[1]}); it is "
                    "about another snapshot or another figure: correct the line or leave it out"
                )
            found.append(one)
        except DisclosureError as error:
            faults.append(f"{file}, line {line}: {error}")
    if faults:
        raise DisclosureError("\n".join(faults))
    return tuple(found)


def _read(row: Mapping[str, str], tables: Mapping[str, Table]) -> Printed:
    table = _table(row.get("table", ""), tables)
    names = [dimension.name for dimension in table.dimensions]
    if strange := set(row) - {*names, "table", "of", "percent"}:
        raise DisclosureError(f"no dimension of {table.name} is called {', '.join(strange)!r}; "
                              f"there are {', '.join(names)}")  # fmt: skip
    codes = tuple(row.get(name) or TOTAL for name in names)
    part, whole = _ratio(table, codes) or (codes, _over(row.get("of", ""), names, codes))
    figure = Subject.of_table(table).figure
    return Printed(figure(part), figure(whole), _percent(row.get("percent", "")))


def _table(name: str, tables: Mapping[str, Table]) -> Table:
    if not name and len(tables) == 1:
        return next(iter(tables.values()))
    for id, table in tables.items():
        if name in (id, table.name):
            return table
    raise DisclosureError(f"no table is called {name!r}; there are {', '.join(tables)}")


def _ratio(table: Table, codes: Path) -> tuple[Path, Path] | None:
    """The part and the whole of a row or column of percentages with these codes."""
    width = len(table.rows.dimensions)
    row, column = codes[:width], codes[width:]
    for member in chain(table.rows.members, table.columns.members):
        if member.ratio and member.path == row:
            return member.ratio[0] + column, member.ratio[1] + column
        if member.ratio and member.path == column:
            return row + member.ratio[0], row + member.ratio[1]
    return None


def _over(of: str, names: Sequence[str], codes: Path) -> Path:
    if of not in names:
        raise DisclosureError(f"'of' must name what the whole is totalled over, one of "
                              f"{', '.join(names)}; it is {of!r}")  # fmt: skip
    return tuple(TOTAL if name == of else code for name, code in zip(names, codes, strict=True))


def _percent(text: str) -> Decimal:
    try:
        percent = Decimal(text.rstrip("% ").replace(",", "."))
    except InvalidOperation:
        percent = Decimal("NaN")
    if not percent.is_finite() or percent < 0:
        raise DisclosureError(f"{text!r} is not a percentage")
    return round(percent, FINEST) if -int(percent.as_tuple().exponent) > FINEST else percent

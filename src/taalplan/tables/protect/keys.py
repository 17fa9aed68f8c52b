# SPDX-License-Identifier: EUPL-1.2
"""What a figure is about, whatever table it stands in.

Two tables may hold the same figure: people with a first registration in 2021 at one desk, once
divided by target group and once by year. Their definitions say so: a condition on one code
(`kind: [first]`) and a row or a column (`desk: loket-boom`) narrow a count in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from taalplan.tables.table import TOTAL, Path, Table

KNOWN = "known"
_YEARS = {"calendar-year": "year"}


class Figure(NamedTuple):
    """What is counted (`people of registrations`), within which codes, in which snapshot.

    Equal figures are one figure. `extra` names a figure that stands nowhere and follows from
    others: people who are in two groups.
    """

    subject: str
    codes: tuple[tuple[str, str], ...]
    snapshot: str = ""
    extra: str = ""

    @property
    def text(self) -> str:
        """The figure in words that stay the same from release to release, without snapshot."""
        codes = ", ".join(f"{name}={code}" for name, code in self.codes)
        return f"{self.subject}: {codes or 'all'}" + (f" [{self.extra}]" if self.extra else "")

    def __str__(self) -> str:
        """The figure with its snapshot."""
        return self.text + (f" @{self.snapshot}" if self.snapshot else "")

    def where(self, name: str) -> str:
        """The code of one dimension, or `total`."""
        return dict(self.codes).get(name, TOTAL)


@dataclass(frozen=True)
class Subject:
    """What one table counts: of what, and under which conditions of its own."""

    of: str
    own: tuple[tuple[str, str], ...]
    snapshot: str
    dimensions: tuple[str, ...]
    rows: int

    @classmethod
    def of_table(cls, table: Table) -> Subject:
        """Read from the table's definition; a table without one is about nothing but itself."""
        names = tuple(dimension.name for dimension in table.dimensions)
        rows = len(table.rows.dimensions)
        content = _definition(table)
        if "of" not in content:
            return cls(table.name, (), table.provenance.snapshot, names, rows)
        own = {name: "|".join(codes) for name, codes in content.get("where", {}).items()}
        own |= _one_year(content, names)
        subject = f"{content.get('count', 'people')} of {content['of']}"
        return cls(subject, tuple(sorted(own.items())), table.provenance.snapshot, names, rows)

    def figure(self, path: Path) -> Figure:
        """The figure of a row and a column. A desk that is its whole area is the area.

        A code of the path narrows the table's own condition on the same dimension.
        """
        kept = {
            name: code
            for place, (name, code) in enumerate(zip(self.dimensions, path, strict=True))
            if code != TOTAL and not (0 < place < self.rows and code == path[place - 1])
        }
        return Figure(self.of, tuple(sorted((dict(self.own) | kept).items())), self.snapshot)


def _one_year(content: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """The year of a table about one year, which stands in no row and no column."""
    axis = content.get("axis", "")
    dimension = _YEARS.get(axis, axis.replace("-", "_"))
    years = [str(year) for year in content.get("years", ())]
    return {dimension: "|".join(years)} if axis and dimension not in names and years else {}


def _definition(table: Table) -> Mapping[str, Any]:
    import yaml

    content = yaml.safe_load(table.provenance.definition or "{}")
    return content if isinstance(content, dict) else {}

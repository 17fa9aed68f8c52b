# SPDX-License-Identifier: EUPL-1.2
"""One table as it stood in one file or sheet: text only, nothing decided yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.faults import Fault


@dataclass(frozen=True)
class Raw:
    """The cells of one table as text; empty cells are empty strings.

    `file` names the file (and the sheet) for people; `line` gives the line of a row. `whole`
    is False when rows had to be left out, each of which is among the faults. `from_1904` says
    that dates which stand as plain numbers are days since 1904, as in old Excel on the Mac.
    `not_read` names columns that were left in the file.
    """

    table: str
    file: str
    headings: tuple[str, ...]
    columns: tuple[pa.ChunkedArray, ...]
    line: Callable[[int], int]
    whole: bool = True
    from_1904: bool = False
    not_read: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.columns[0]) if self.columns else 0


@dataclass(frozen=True)
class Reading:
    """What came out of one file."""

    tables: tuple[Raw, ...] = ()
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = field(default=())


def without_empty_rows(raw: Raw) -> Raw:
    """Without the rows in which every cell is empty, as Excel leaves them at the end."""
    if not raw.rows:
        return raw
    blank = np.ones(raw.rows, dtype=np.bool_)
    for column in raw.columns:
        rows = np.flatnonzero(blank)
        if not len(rows):
            return raw
        # Most tables are settled by their first column, so only what is left is looked at.
        part = column if len(rows) == raw.rows else column.take(pa.array(rows))
        empty = pc.equal(pc.utf8_trim_whitespace(part), "")
        blank[rows] = np.asarray(empty)
    kept = np.flatnonzero(~blank)
    if len(kept) == raw.rows:
        return raw
    columns = tuple(column.take(pa.array(kept)) for column in raw.columns)
    return replace(raw, columns=columns, line=lambda row: raw.line(int(kept[row])))

# SPDX-License-Identifier: EUPL-1.2
"""An extract in words, for the person who gave it."""

from __future__ import annotations

from taalplan.sources.extract import Extract

LISTED = 20


def describe(extract: Extract) -> str:
    """What was read, what to know about it, and what is wrong: one sentence on each line."""
    lines = [f"{name}: {table.num_rows:,} rows" for name, table in extract.tables.items()]
    lines += [f"note: {notice}" for notice in extract.notices]
    if extract.faults:
        rows = sum(extract.counts.values())
        lines += [str(fault) for fault in extract.faults]
        lines += [f"{rows:,} rows have a fault; nothing was written" if rows
                  else "nothing was written"]  # fmt: skip
    return "\n".join(lines)

# SPDX-License-Identifier: EUPL-1.2
"""An extract in words, for the person who gave it."""

from __future__ import annotations

from taalplan.sources.extract import Extract


def describe(extract: Extract) -> str:
    """What was read, what to know about it, and what is wrong: one sentence on each line."""
    lines = [
        f"{name}: {table.num_rows:,} row{'s' * (table.num_rows != 1)}"
        for name, table in extract.tables.items()
    ]
    lines += [f"note: {notice}" for notice in extract.notices]
    lines += [str(fault) for fault in extract.faults]
    if extract.faults:
        lines.append("the extract has faults, so nothing is written")
    return "\n".join(lines)

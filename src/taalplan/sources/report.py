# SPDX-License-Identifier: EUPL-1.2
"""An extract in words, for the person who gave it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from taalplan.sources.extract import Extract

MOST = 12
"""Lines that say the same of another place: more than these nobody reads on a screen."""

_PLACE = re.compile(r"^((?:note|answered with an error): )*[^:]*, (?:line|row) \d+[^:]*:")
_OWN = re.compile(r"'[^']*'|\([^)]*\)|\d+")


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


def shortened(lines: Sequence[str], most: int = MOST) -> list[str]:
    """Of the lines that differ only in their place, value or number the first; and how many more.

    >>> shortened([f"note: a.xml, line {at}: is no date" for at in range(30)], most=1)
    ['note: a.xml, line 0: is no date', '    (29 more like this)']
    """
    like = [_OWN.sub("", _PLACE.sub(r"\1", line)) for line in lines]
    counted, met = Counter(like), Counter[str]()
    kept = []
    for line, kind in zip(lines, like, strict=True):
        met[kind] += 1
        # One line more takes no more room than saying so.
        if met[kind] <= most or counted[kind] == most + 1:
            kept.append(line)
        elif met[kind] == most + 1:
            kept.append(f"    ({counted[kind] - most:,} more like this)")
    return kept

# SPDX-License-Identifier: EUPL-1.2
"""Headings that stand above the wrong column: the total is elsewhere, in nearly every row."""

from __future__ import annotations

from taalplan.tables.audit.found import Found, Severity
from taalplan.tables.audit.printed import PrintedTable
from taalplan.tables.audit.sums import column_groups, share_that_holds
from taalplan.tables.audit.words import sentence


def check_headings(table: PrintedTable) -> list[Found]:
    """Pairs of headings of which one says 'total' and the other stands above the totals."""
    found = []
    for total, parts in column_groups(table):
        if share_that_holds(table, total, parts) >= 0.5:
            continue
        for other in parts:
            rest = (total, *(part for part in parts if part != other))
            if share_that_holds(table, other, rest) >= 0.9:
                found.append(_exchanged(table, total, other))
    return found


def _exchanged(table: PrintedTable, total: int, other: int) -> Found:
    headings = table.columns[total].label, table.columns[other].label
    text = sentence(
        "De koppen {a} en {b} lijken verwisseld: niet {a} maar {b} is in bijna elke rij de som.",
        "The headings {a} and {b} seem exchanged: not {a} but {b} is the sum in nearly every row.",
        "Les en-têtes {a} et {b} semblent intervertis : la somme est {b} et non {a} dans presque "
        "chaque ligne.",
        a=headings[0],
        b=headings[1],
    )
    return Found(
        "exchanged-headings",
        Severity.FAULT,
        text,
        where=headings[0],
        file=table.name,
        columns=headings,
    )

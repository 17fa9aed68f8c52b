# SPDX-License-Identifier: EUPL-1.2
"""SDMX-CSV 2.0, which statistical offices exchange: one line per observation.

Identifiers in capitals, `_T` for a total, the time dimension as TIME_PERIOD (a school year is
the range `2020-09-01/P1Y`), and OBS_STATUS from SDMX's own list: A normal, P provisional,
Q hidden, with C in CONF_STATUS.
"""

from __future__ import annotations

import csv as standard_csv
import re
from collections.abc import Sequence
from io import StringIO

from taalplan.tables.render.csv import plain_value
from taalplan.tables.table import TOTAL, Status, Table, Unit

AGENCY = "TAALPLAN"
VERSION = "1.0.0"

BEFORE = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
AFTER = ("OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE")
TIMES = frozenset({"year", "contract_year", "school_year"})
OBS_STATUS = {Status.VALUE: "A", Status.PROVISIONAL: "P", Status.SUPPRESSED: "Q"}
CONF_STATUS = {Status.VALUE: "F", Status.PROVISIONAL: "F", Status.SUPPRESSED: "C"}

UNITS: dict[Unit, str] = {Unit.PEOPLE: "PS", Unit.PERCENT: "PT", Unit.HOURS: "HUR"}
"""Codes of Eurostat's list of units where it has one; else our own word."""


def render_tables(tables: Sequence[Table], language: str = "nl") -> str:
    """Observations of one table or several, if they have the same dimensions.

    Raises ValueError for tables with other columns. Codes only: `language` changes nothing.
    """
    names = [dimension.name for dimension in tables[0].dimensions]
    if any([dimension.name for dimension in table.dimensions] != names for table in tables):
        raise ValueError("tables with other dimensions cannot share an SDMX-CSV file")
    out = StringIO()
    writer = standard_csv.writer(out, lineterminator="\n")
    writer.writerow([*BEFORE, *map(identifier, names), *AFTER])
    for table in tables:
        flow = ["dataflow", f"{AGENCY}:{_word(table.name)}({VERSION})", "I"]
        unit = UNITS.get(table.unit, table.unit.value.upper())
        for codes, cell in table.tidy():
            path = [_code(name, code) for name, code in zip(names, codes, strict=True)]
            status = [OBS_STATUS[cell.status], CONF_STATUS[cell.status]]
            writer.writerow([*flow, *path, plain_value(cell), *status, unit])
    return out.getvalue()


def identifier(dimension: str) -> str:
    """A dimension as SDMX calls it: TIME_PERIOD for years, else its name in capitals."""
    return "TIME_PERIOD" if dimension in TIMES else _word(dimension)


def _word(name: str) -> str:
    return re.sub(r"[^A-Z0-9_]", "_", name.upper())


def _code(dimension: str, code: str) -> str:
    if code == TOTAL:
        return "_T"
    if dimension == "school_year":
        return f"{code.partition('-')[0]}-09-01/P1Y"
    return re.sub(r"[^A-Za-z0-9_@$\-]", "_", code)

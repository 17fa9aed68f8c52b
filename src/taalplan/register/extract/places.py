# SPDX-License-Identifier: EUPL-1.2
"""Desks, centres and sites of the register, and municipalities that the snapshot can name."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from taalplan.register.extract.columns import columns, replaced
from taalplan.register.models import Centre, Desk, Site
from taalplan.vocabulary.places import WALLONIA, in_wallonia, municipalities

TEXT, DAY, REAL = pa.string(), pa.date32(), pa.float64()


def read() -> dict[str, pa.Table]:
    """The tables of places. One that is empty is left out: Taalplan's own list is used then."""
    tables = {"desks": _desks(), "centres": _centres(), "sites": _sites()}
    return {name: table for name, table in tables.items() if table.num_rows}


def _desks() -> pa.Table:
    return columns(
        Desk.objects.all(), desk=("code", TEXT), name=("name", TEXT), kind=("kind", TEXT),
        area=("area", TEXT), municipality=("municipality", TEXT), valid_from=("valid_from", DAY),
        valid_to=("valid_to", DAY), temporary=("temporary", pa.bool_()),
        counters=("counters", pa.int32()),
    )  # fmt: skip


def _centres() -> pa.Table:
    return columns(
        Centre.objects.all(), centre=("code", TEXT), name=("name", TEXT), kind=("kind", TEXT),
        valid_from=("valid_from", DAY), valid_to=("valid_to", DAY),
    )  # fmt: skip


def _sites() -> pa.Table:
    return columns(
        Site.objects.all(), site=("code", TEXT), centre=("centre__code", TEXT),
        name=("name", TEXT), municipality=("municipality", TEXT), latitude=("latitude", REAL),
        longitude=("longitude", REAL), valid_from=("valid_from", DAY), valid_to=("valid_to", DAY),
    )  # fmt: skip


def known_places(table: pa.Table, name: str, notices: list[str]) -> pa.Table:
    """The table with municipalities as a snapshot names them: Wallonia is one of them.

    A code that means nothing is null for a person, and stays (to be found by the check) where a
    place must have one.
    """
    if "municipality" not in table.column_names or name in ("desks", "sites", "courses"):
        return table
    given = pc.dictionary_encode(table["municipality"]).combine_chunks()
    if isinstance(given, pa.ChunkedArray):
        given = given.chunk(0) if given.num_chunks else pa.array([], TEXT).dictionary_encode()
    codes = [str(code) for code in given.dictionary.to_pylist()]
    meant = pa.array([_meant(code) for code in codes], TEXT)
    found = meant.take(given.indices)
    lost = int(pc.sum(pc.and_(given.is_valid(), found.is_null())).as_py() or 0)
    if lost:
        strange = sorted(code for code in codes if _meant(code) is None)
        notices.append(f"{name}: {lost:,} rows with a municipality that no list has "
                       f"({', '.join(strange[:5])}) have none in the snapshot")  # fmt: skip
    return replaced(table, municipality=found)


def _meant(code: str) -> str | None:
    if code in municipalities():
        return code
    return WALLONIA.code if in_wallonia(code) else None

# SPDX-License-Identifier: EUPL-1.2
"""Asks a snapshot in SQL; a table that it does not have is there, and empty."""

from __future__ import annotations

from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.snapshot import Snapshot
from taalplan.snapshot.schema import TABLES, Kind

_SQL = {
    Kind.KEY: "bigint", Kind.DATE: "date", Kind.INTEGER: "integer", Kind.NUMBER: "double",
    Kind.CODES: "varchar[]", Kind.FLAG: "boolean", Kind.MOMENT: "timestamp",
}  # fmt: skip


def ask(snapshot: Snapshot, file: str, **values: Any) -> dict[str, NDArray[Any]]:
    """The columns that a query of this room finds. Days are datetime64[D], NaT where not known."""
    import duckdb

    query = (resources.files("taalplan.waiting") / file).read_text("utf-8")
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as engine:
        for table in TABLES:
            if table in snapshot.tables:
                engine.read_parquet(str(snapshot.file(table))).create_view(table)
            else:
                engine.execute(f"create view {table} as {_nothing(table)}")
        found = engine.sql(query, params=values).fetchnumpy()
    return {name: _plain(column) for name, column in found.items()}


def _nothing(table: str) -> str:
    columns = (
        f'null::{_SQL.get(column.kind, "varchar")} as "{column.name}"'
        for column in TABLES[table].columns
    )
    return f"select {', '.join(columns)} where false"


def _plain(column: Any) -> NDArray[Any]:
    """Without masks: "" for text, NaT for days, -1 for numbers that are not known."""
    values = np.ma.asarray(column)
    if values.dtype.kind == "M":
        return np.asarray(values.filled(np.datetime64("NaT"))).astype("datetime64[D]")
    if values.dtype.kind == "O":
        return np.asarray(values.filled("")).astype(str)
    return np.asarray(values.filled(-1)).astype(np.int64)

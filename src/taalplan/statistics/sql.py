# SPDX-License-Identifier: EUPL-1.2
"""The same definitions as standard SQL: `GROUPING SETS` and `count(distinct)`.

Slow and obvious, on purpose: it is the oracle for the stamp kernel, and the way to engines that
hold more than one machine can. The text uses nothing beyond what DuckDB, PostgreSQL and Spark
share; each engine brings its own reading of the Parquet files. Here that is DuckDB; `spark` is
the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taalplan.snapshot import Snapshot
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.count import Counts
from taalplan.statistics.definition import KNOWN, Count, Definition
from taalplan.statistics.dimensions import UNKNOWN, Source
from taalplan.tables.table import TOTAL


def count(definition: Definition, snapshot: Snapshot, lists: CodeLists | None = None) -> Counts:
    """Count a definition with DuckDB, reading the snapshot's files."""
    import duckdb
    import pyarrow as pa

    lists = lists or CodeLists(snapshot)
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as engine:
        for table in snapshot.tables:
            engine.read_parquet(str(snapshot.file(table))).create_view(table)
        for name, pairs in places_within(lists):
            engine.register(name, pa.table({"code": list(pairs), "lies_in": list(pairs.values())}))
        return counts_of(definition, engine.sql(grouping_sets(definition)).fetchall())


def places_within(lists: CodeLists) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The small tables beside the snapshot's that a query may join, by name.

    `area_of_desk` and the like: two columns, `code` and what it `lies_in`.
    """
    for inner, outer in (("desk", "area"), *_RESIDENCE):
        yield f"{outer}_of_{inner}", lists.within(inner, outer)


def counts_of(definition: Definition, rows: Sequence[Sequence[Any]]) -> Counts:
    """What an engine answered, as counts; its grouping flags tell a total from an empty code."""
    width = len(definition.dimensions)
    return {
        tuple(
            TOTAL if flag else str(code)
            for code, flag in zip(row[:width], row[width:], strict=False)
        ): int(row[-1])
        for row in rows
        if row[-1]
    }


_RESIDENCE = (("municipality", "province"), ("municipality", "centre_city"))


def grouping_sets(definition: Definition) -> str:
    """The query: one code per dimension, one grouping flag per dimension, then the count."""
    names = definition.dimensions
    sets = ", ".join(f"({', '.join(kept)})" for kept in definition.margins())
    what = "count(distinct person)" if definition.count is Count.PEOPLE else "count(*)"
    flags = ", ".join(f"grouping({name})" for name in names)
    return (
        f"with facts as ({_facts(definition)})\n"
        f"select {', '.join(names)}, {flags}, {what}\n"
        f"from facts group by grouping sets ({sets})"
    )


def _facts(definition: Definition) -> str:
    """One row per fact that meets the conditions, with a column per dimension."""
    joins: dict[str, str] = {}
    columns = [
        f"{_expression(definition, name, definition.fact.source(name), joins)} as {name}"
        for name in definition.dimensions
    ]
    if definition.count is Count.PEOPLE:
        columns.append("f.person as person")
    conditions = [
        _condition(definition, name, wanted, joins) for name, wanted in definition.where.items()
    ]
    if definition.axis:
        year = _expression(
            definition, definition.time, definition.fact.axes[definition.axis], joins
        )
        conditions.append(f"{year} is not null")
        if definition.years:
            wanted = ", ".join(f"'{year}'" for year in definition.years)
            conditions.append(f"{year} in ({wanted})")
    where = f"\nwhere {' and '.join(conditions)}" if conditions else ""
    return f"select {', '.join(columns)}\nfrom {definition.of} f{''.join(joins.values())}{where}"


def _condition(
    definition: Definition, name: str, wanted: tuple[str, ...], joins: dict[str, str]
) -> str:
    source = definition.fact.sources.get(name) or Source(name)
    column = _column(definition, source, joins)
    if KNOWN in wanted:
        return f"{column} is not null"
    return f"{column} in ({', '.join(_quoted(code) for code in wanted)})"


def _expression(definition: Definition, name: str, source: Source, joins: dict[str, str]) -> str:
    column = _column(definition, source, joins)
    if source.years is None:
        return f"coalesce({column}, '{UNKNOWN}')"
    first = source.years.first_month
    if first == 1:
        return f"cast(extract(year from {column}) as varchar(4))"
    start = (
        f"(extract(year from {column}) - case when extract(month from {column}) < {first} "
        "then 1 else 0 end)"
    )
    return f"(cast({start} as varchar(4)) || '-' || cast({start} + 1 as varchar(4)))"


def _column(definition: Definition, source: Source, joins: dict[str, str]) -> str:
    """The column where a dimension stands, adding the joins that lead to it."""
    if not source.via:
        return f"f.{source.column}"
    if source.via in ("desk", "municipality"):
        pointer = _column(definition, definition.fact.sources[source.via], joins)
        table, key, column = f"{source.column}_of_{source.via}", "code", "lies_in"
    else:
        pointer, table, key, column = f"f.{source.via}", source.table, source.via, source.column
    joins[table] = f"\nleft join {table} on {table}.{key} = {pointer}"
    return f"{table}.{column}"


def _quoted(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"

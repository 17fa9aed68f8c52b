# SPDX-License-Identifier: EUPL-1.2
"""From files to the tables of a snapshot, with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.check import inspect, verdict
from taalplan.snapshot.faults import Fault, FaultyDataError
from taalplan.snapshot.inspection import Breach, Inspected, Inspection, Mask
from taalplan.snapshot.reader import Snapshot
from taalplan.snapshot.rules import HAPPENED
from taalplan.snapshot.schema import CODE_LISTS, TABLES, Column, Kind
from taalplan.snapshot.writer import write_snapshot
from taalplan.sources import files, lists
from taalplan.sources.columns import Texts, match, together, typed
from taalplan.sources.keys import Keys, Numbers, as_arrow, ranks, secret_of
from taalplan.sources.raw import Raw, Reading
from taalplan.sources.values import Parser, parser_of

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps are done, and of how many."""


@dataclass(frozen=True)
class Extract:
    """An extract that was read: tables in the types of the schema, without any key of a person.

    With any fault it must not be used. `counts` has the number of rows for each kind of fault,
    of which `faults` names only the first; `files` are the names of what was read.
    """

    tables: Mapping[str, pa.Table]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]
    as_of: date
    counts: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def read(
    paths: Sequence[Path],
    *,
    as_of: date | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Extract:
    """Read files and folders as one extract; nothing is raised for what is wrong with them.

    `as_of` is the day up to which the register was read: the latest day on which something
    happened when it is not given. `key` (sixteen bytes or more) makes the numbers of people the
    same every time; without it, they are different in every import. Raises ValueError for a
    key that is too short.
    """
    secret = secret_of(key)
    report = progress or (lambda what, done, total: None)
    found = files.find(paths)
    readings = list(_read_all(found.files, report))
    work = _Work(secret)
    work.faults += [*found.faults, *(fault for one in readings for fault in one.faults)]
    work.notices += [*found.notices, *(notice for one in readings for notice in one.notices)]
    work.take([raw for one in readings for raw in one.tables])
    report("checking", len(found.files), len(found.files) + 1)
    extract = work.finish(as_of, tuple(path.name for path, _ in found.files))
    report("checked", len(found.files) + 1, len(found.files) + 1)
    return extract


def import_files(
    paths: Sequence[Path],
    out: Path,
    *,
    as_of: date | None = None,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> Snapshot:
    """Read an extract and write it as a snapshot.

    Raises FaultyDataError with every fault that was found; then nothing is written.
    """
    extract = read(paths, as_of=as_of, key=key, progress=progress)
    return write(extract, out)


def write(extract: Extract, out: Path) -> Snapshot:
    """Write an extract that was read. Raises FaultyDataError when it has faults."""
    if extract.faults:
        raise FaultyDataError(extract.faults)
    return write_snapshot(out, extract.tables, as_of=extract.as_of, sources=extract.files)


def _read_all(found: Sequence[tuple[Path, str | None]], report: Progress) -> Iterable[Reading]:
    for at, (path, table) in enumerate(found):
        report(path.name, at, len(found) + 1)
        yield _read_one(path, table)


def _read_one(path: Path, table: str | None) -> Reading:
    suffix = path.suffix.lower()
    try:
        if suffix in (".xlsx", ".xlsm"):
            from taalplan.sources.workbook import read_workbook

            return read_workbook(path, table)
        if suffix == ".parquet":
            from taalplan.sources.parquet import read_parquet

            return read_parquet(path, table or "")
        from taalplan.sources.csvfile import read_csv

        return read_csv(path, table or "")
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        return Reading(faults=(Fault(path.name, 0, "", "", problem, "check the file"),))


class _Work:
    """What is known so far of an extract that is being read."""

    def __init__(self, secret: bytes) -> None:
        self.secret = secret
        self.faults: list[Fault] = []
        self.notices: list[str] = []
        self.breaches: list[Breach] = []
        self.texts: dict[str, Texts] = {}
        self.refused: dict[str, dict[str, Mask]] = {}
        self.whole: dict[str, bool] = {}

    def take(self, raws: Sequence[Raw]) -> None:
        """Match the headings of every file, and put the files of one table together."""
        by_table: dict[str, list[Raw]] = {}
        for raw in raws:
            by_table.setdefault(raw.table, []).append(raw)
        for name in sorted(by_table, key=list(TABLES).index):
            matched = [match(raw) for raw in by_table[name]]
            self.notices += [notice for _, _, notices in matched for notice in notices]
            faults = [fault for _, faults, _ in matched for fault in faults]
            self.faults += faults
            if not faults:
                self.texts[name] = together(by_table[name], [found for found, _, _ in matched])
                self.whole[name] = all(raw.whole for raw in by_table[name])

    def finish(self, as_of: date | None, names: tuple[str, ...]) -> Extract:
        """Types, keys and rules."""
        plain = {name: self._typed(texts) for name, texts in self.texts.items()}
        tables = lists.completed(self._with_keys(plain))
        day = as_of or _latest(tables)
        if as_of is None and tables:
            self.notices.append(f"the register is taken to have been read on {day}, the latest day "
                                "in the extract; give --as-of for another day")  # fmt: skip
        data = Inspection(
            {name: self._inspected(name, table) for name, table in tables.items()}, day
        )
        own = verdict([breach for breach in self.breaches if len(breach.rows)], data)
        rules = inspect(data)
        self.notices += [str(notice) for notice in rules.notices]
        self.notices += _unchecked(tables)
        faults = tuple(sorted([*self.faults, *own.faults, *rules.faults]))
        counts = {kind: own.counts.get(kind, 0) + rules.counts.get(kind, 0)
                  for kind in sorted({*own.counts, *rules.counts})}  # fmt: skip
        return Extract(tables, faults, tuple(self.notices), day, counts, names)

    def _typed(self, texts: Texts) -> dict[str, pa.Array]:
        """The columns of a table that are not keys."""
        name = texts.schema.name
        self.refused[name] = {}
        columns = {}
        for column in texts.schema.columns:
            if column.kind is Kind.KEY:
                continue
            read = typed(texts, column, self._parser(column))
            columns[column.name] = read.values
            self._refuse(name, column.name, read.refused, read.breaches)
        return columns

    def _refuse(self, table: str, column: str, rows: Mask, breaches: Sequence[Breach]) -> None:
        if rows.any():
            self.refused[table][column] = rows
        self.breaches += breaches

    def _parser(self, column: Column) -> Parser:
        listed = column.refers or {"desk": "desks", "centre": "centres", "site": "sites"}.get(
            column.name, "municipalities" if column.name == "municipality" else ""
        )
        if listed in CODE_LISTS:
            given = lists.names_in(self.texts.get(listed))
            if listed == "desks":
                return lists.desk_reader(given)
            if listed == "municipalities":
                return lists.municipality_reader(given)
            return lists.list_reader(given)
        named: dict[str, Parser] = {"area": lists.area_reader, "province": lists.province_reader}
        return named.get(column.name) or parser_of(column)

    def _with_keys(self, plain: Mapping[str, dict[str, pa.Array]]) -> dict[str, pa.Table]:
        """The tables, with a number for every key."""
        kinds: dict[str, Keys] = {}
        ids: dict[tuple[str, str], Numbers] = {}
        for name, texts in self.texts.items():
            for column in texts.schema.columns:
                if column.kind is Kind.KEY and column.name in texts.columns:
                    keys = kinds.setdefault(column.name, Keys(column.name))
                    ids[name, column.name], read = keys.add(texts, column.name)
                    self._refuse(name, column.name, read.refused, read.breaches)
        numbers = {kind: keys.numbers(self.secret) for kind, keys in kinds.items()}
        self._shortened(kinds, ids)
        for kind, table, day in (
            ("contract", "contracts", "signed"),
            ("demand", "demands", "since"),
        ):
            if (table, kind) in ids:
                numbers[kind] = _by_person(
                    ids[table, kind], numbers[kind],
                    _taken(numbers["person"], ids[table, "person"]),
                    plain[table][day],
                )  # fmt: skip
        return {
            name: self._table(texts, plain[name], ids, numbers)
            for name, texts in self.texts.items()
        }

    def _shortened(self, kinds: Mapping[str, Keys], ids: Mapping[tuple[str, str], Numbers]) -> None:
        if "person" not in kinds:
            return
        keys = kinds["person"]
        short = [keys.ids[key] for key in keys.shortened()]
        for (table, column), rows in ids.items():
            if column == "person" and short:
                self.breaches.append(Breach(
                    table, column, np.flatnonzero(np.isin(rows, short)),
                    "is a national number that has lost its first zero",
                    "format the column as text in Excel, and export again",
                ))  # fmt: skip

    def _table(
        self,
        texts: Texts,
        plain: Mapping[str, pa.Array],
        ids: Mapping[tuple[str, str], Numbers],
        numbers: Mapping[str, Numbers],
    ) -> pa.Table:
        columns = {}
        for column in texts.schema.columns:
            if column.kind is not Kind.KEY:
                columns[column.name] = plain[column.name]
            elif (texts.schema.name, column.name) in ids:
                rows = ids[texts.schema.name, column.name]
                columns[column.name] = as_arrow(rows, numbers[column.name])
            else:
                columns[column.name] = pa.nulls(texts.rows, pa.int64())
        return pa.table(columns)

    def _inspected(self, name: str, table: pa.Table) -> Inspected:
        texts = self.texts.get(name)
        if texts is None:
            own = f"Taalplan's own list of {name}"
            return Inspected(table, lambda row: (own, row + 1), lambda column, row: "")
        rows = table.num_rows
        refused = {
            column: np.concatenate([mask, np.zeros(rows - len(mask), np.bool_)])
            for column, mask in self.refused[name].items()
        }
        return Inspected(table, texts.place, texts.text, refused, self.whole[name])


def _taken(numbers: Numbers, ids: Numbers) -> Numbers:
    return numbers[ids] if len(numbers) else ids


def _by_person(ids: Numbers, numbers: Numbers, people: Numbers, days: pa.Array) -> Numbers:
    """Number keys in the order of person and day, so that look-ups go nearly in order.

    Keys that have no row of their own (a component of a lost contract) come last.
    """
    last = np.iinfo(np.int64).max
    person = np.full(len(numbers), last, np.int64)
    day = np.full(len(numbers), last, np.int64)
    known = ids >= 0
    person[ids[known]] = people[known]
    day[ids[known]] = np.asarray(days.cast(pa.int32()).fill_null(0))[known]
    return ranks((numbers, day, person))


def _latest(tables: Mapping[str, pa.Table]) -> date:
    """The latest day on which something happened; days that are still to come do not count."""
    today = date.today()
    days = [today.min]
    for table, names in HAPPENED.items():
        for name in names if table in tables else ():
            values = tables[table][name]
            past = pc.max(values.filter(pc.less_equal(values, today).fill_null(False))).as_py()
            days += [past] if past else []
    return max(days) if max(days) > today.min else today


def _unchecked(tables: Mapping[str, pa.Table]) -> list[str]:
    """What could not be checked, because the table that would tell is not in the extract."""
    lacking: dict[str, list[str]] = {}
    for name in tables:
        for column in TABLES[name].columns:
            if column.refers and column.refers not in tables:
                lacking.setdefault(column.refers, []).append(f"{name}.{column.name}")
    return [
        f"the extract has no table {table}, so {', '.join(columns)} could not be checked against it"
        for table, columns in lacking.items()
    ]

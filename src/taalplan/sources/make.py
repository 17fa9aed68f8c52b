# SPDX-License-Identifier: EUPL-1.2
"""From text to the tables of a snapshot: files of one table joined, cells read, keys numbered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from taalplan.snapshot.faults import Fault
from taalplan.snapshot.inspection import Breach, Mask
from taalplan.snapshot.schema import TABLES, Column, Kind
from taalplan.sources import lists
from taalplan.sources.columns import Texts, Typed, match, together, typed
from taalplan.sources.numbering import number
from taalplan.sources.raw import Raw
from taalplan.sources.values import Parser, parser_of


@dataclass(frozen=True)
class Joined:
    """The text of every table whose headings are right, and what is wrong with the others.

    `whole` says by table whether every row could be split into fields.
    """

    texts: Mapping[str, Texts]
    whole: Mapping[str, bool]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """Tables in the types of the schema. `refused` has the cells that could not be read."""

    tables: Mapping[str, pa.Table]
    refused: Mapping[str, Mapping[str, Mask]]
    breaches: tuple[Breach, ...]
    notices: tuple[str, ...]


def join(raws: Sequence[Raw]) -> Joined:
    """Match the headings of every file, and put the files of one table together."""
    texts: dict[str, Texts] = {}
    whole: dict[str, bool] = {}
    faults: list[Fault] = []
    notices: list[str] = []
    for name in TABLES:
        pieces = [raw for raw in raws if raw.table == name]
        matched = [match(raw) for raw in pieces]
        wrong = [fault for _, found, _ in matched for fault in found]
        notices += [notice for _, _, found in matched for notice in found]
        faults += wrong
        if pieces and not wrong:
            texts[name] = together(pieces, [found for found, _, _ in matched])
            whole[name] = all(raw.whole for raw in pieces)
    return Joined(texts, whole, tuple(faults), tuple(notices))


def make_tables(texts: Mapping[str, Texts], secret: bytes) -> Made:
    """Read all cells, number all keys, and add Taalplan's own code lists where there are none."""
    read: dict[str, dict[str, Typed]] = {
        name: {
            column.name: typed(table, column, _parser(column, texts))
            for column in table.schema.columns
            if column.kind is not Kind.KEY
        }
        for name, table in texts.items()
    }
    numbered = number(texts, read, secret)
    for name, columns in numbered.columns.items():
        read[name] |= columns
    tables = {
        name: pa.table({column: read[name][column].values for column in table.schema.names})
        for name, table in texts.items()
    }
    refused = {
        name: {column: cell.refused for column, cell in columns.items() if cell.refused.any()}
        for name, columns in read.items()
    }
    breaches = [breach for columns in read.values() for cell in columns.values()
                for breach in cell.breaches]  # fmt: skip
    found = (*breaches, *numbered.breaches)
    notices = (*numbered.notices, *lists.told_of_wallonia(tables))
    return Made(lists.completed(tables), refused, found, notices)


_LISTED = {"desk": "desks", "centre": "centres", "site": "sites", "municipality": "municipalities"}


def _parser(column: Column, texts: Mapping[str, Texts]) -> Parser:
    """How a cell is read; a place may stand there by its name."""
    listed = _LISTED.get(column.name, "")
    if listed:
        return lists.reader_of(listed, lists.names_in(texts.get(listed)))
    by_name: dict[str, Parser] = {"area": lists.area_reader, "province": lists.province_reader}
    return by_name.get(column.name) or parser_of(column)

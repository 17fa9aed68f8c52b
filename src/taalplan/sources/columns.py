# SPDX-License-Identifier: EUPL-1.2
"""From the text of a table's files to columns of the snapshot's types.

Each different text of a column is read once: a million rows hold a few thousand different
dates and a few dozen desks.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.snapshot.faults import Fault
from taalplan.snapshot.inspection import Breach, Mask
from taalplan.snapshot.schema import TABLES, Column, Kind, TableSchema
from taalplan.sources.aliases import column_names, fold
from taalplan.sources.raw import Raw
from taalplan.sources.values import Parser, UnreadableError, unwrapped
from taalplan.vocabulary.places import slug

_NO_TEXT = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_DAYS_TO_1904 = 1462


@dataclass(frozen=True)
class Texts:
    """One table of the extract as text, all its files in a row, by column of the schema."""

    schema: TableSchema
    columns: dict[str, pa.DictionaryArray]
    pieces: tuple[Raw, ...]

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return sum(piece.rows for piece in self.pieces)

    def place(self, row: int) -> tuple[str, int]:
        """The file and the line on which a row stood."""
        for piece in self.pieces:
            if row < piece.rows:
                return piece.file, piece.line(row)
            row -= piece.rows
        raise IndexError(row)

    def text(self, column: str, row: int) -> str:
        """What stood in a cell."""
        if column not in self.columns:
            return ""
        return str(self.columns[column][row].as_py() or "")


def match(raw: Raw) -> tuple[dict[str, int], list[Fault], list[str]]:
    """Which heading is which column of the schema; faults for what is missing or double."""
    schema = TABLES[raw.table]
    names = column_names(raw.table)
    found: dict[str, int] = {}
    faults: list[Fault] = []
    unknown = list(raw.not_read)
    for at in sorted(range(len(raw.headings)), key=lambda at: not _is_code(raw.headings[at])):
        heading = raw.headings[at]
        name = names.get(fold(heading))
        if name is None:
            unknown += [heading or f"(column {at + 1}, without a name)"] if _filled(raw, at) else []
        elif name in found and _is_code(raw.headings[found[name]]) > _is_code(heading):
            unknown.append(heading)
        elif name in found:
            first = raw.headings[found[name]]
            problem = f"means the column {name}, as '{first}' does"
            faults.append(Fault(raw.file, 1, "", heading, problem, "keep one of the two"))
        else:
            found[name] = at
    for column in schema.columns:
        if column.required and column.name not in found:
            faults.append(_missing(raw, column, unknown))
    return found, faults, _left_out(raw, unknown)


def _is_code(heading: str) -> bool:
    """Whether a heading says that it is a code; registers have codes and names side by side."""
    return bool(re.search(r"code\b|\b(ref)?nis\b", slug(heading)))


def _filled(raw: Raw, at: int) -> bool:
    return bool(raw.headings[at]) or pc.any(pc.not_equal(raw.columns[at], "")).as_py() is True


def _missing(raw: Raw, column: Column, unknown: Sequence[str]) -> Fault:
    near = difflib.get_close_matches(column.name, [name.lower() for name in unknown], 1, 0.7)
    advice = f"is it '{near[0]}'? name it {column.name}" if near else "add it"
    return Fault(raw.file, 0, column.name, "", "is missing", advice)


def _left_out(raw: Raw, unknown: Sequence[str]) -> list[str]:
    if not unknown:
        return []
    several = len(unknown) > 1
    return [
        f"{raw.file}: the column{'s' * several} {', '.join(unknown)} "
        f"{'were' if several else 'was'} left out; a snapshot has no place for "
        f"{'them' if several else 'it'}"
    ]


def together(pieces: Sequence[Raw], found: Sequence[dict[str, int]]) -> Texts:
    """All files of one table as one, trimmed, each different text once."""
    schema = TABLES[pieces[0].table]
    given = [column for column in schema.columns if any(column.name in names for names in found)]
    columns = {}
    for column in given:
        chunks = []
        for piece, names in zip(pieces, found, strict=True):
            if column.name in names:
                chunks += _chunks(piece, names[column.name], column.kind)
            else:
                chunks.append(pa.nulls(piece.rows, pa.string()))
        columns[column.name] = _encoded(pa.chunked_array(chunks, pa.string()))
    return Texts(schema, columns, tuple(pieces))


def _chunks(piece: Raw, at: int, kind: Kind) -> list[pa.Array]:
    values = piece.columns[at]
    if piece.from_1904 and kind in (Kind.DATE, Kind.MOMENT):
        words = [_from_1904(text) for text in values.to_pylist()]
        return [pa.array(words, pa.string())]
    return list(values.chunks)


def _from_1904(text: str) -> str:
    return str(int(text) + _DAYS_TO_1904) if text.isdigit() and len(text) == 5 else text


def _encoded(values: pa.ChunkedArray) -> pa.DictionaryArray:
    trimmed = pc.utf8_trim(values, characters=_NO_TEXT).dictionary_encode().unify_dictionaries()
    whole = trimmed.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = (
            whole.chunk(0) if whole.num_chunks else pa.array([], pa.string()).dictionary_encode()
        )
    return whole


@dataclass(frozen=True)
class Typed:
    """A column in its type; `refused` marks rows that could not be read, in `breaches`."""

    values: pa.Array
    refused: Mask
    breaches: tuple[Breach, ...]


def typed(texts: Texts, column: Column, parse: Parser) -> Typed:
    """Read a column; what is empty or missing is null."""
    if column.name not in texts.columns:
        nothing = pa.nulls(texts.rows, column.arrow)
        return Typed(nothing, np.zeros(texts.rows, np.bool_), ())
    encoded = texts.columns[column.name]
    read: list[object] = []
    problems: dict[int, tuple[str, str]] = {}
    for at, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            cell = unwrapped(text) if text else ""
            read.append(parse(cell) if cell else None)
        except UnreadableError as error:
            read.append(None)
            problems[at] = error.args
    values = _arrow(read, encoded.indices, column)
    return refusing(texts, column.name, values, problems)


def _arrow(read: list[object], indices: pa.Array, column: Column) -> pa.Array:
    if column.kind is not Kind.CODE:
        return pa.array(read, column.arrow).take(indices)
    words = pa.array(read, pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(words.indices.take(indices), words.dictionary)


def refusing(
    texts: Texts, column: str, values: pa.Array, problems: Mapping[int, tuple[str, str]]
) -> Typed:
    """A column that was read, with the rows of the texts (by number) that could not be.

    One breach for each kind of problem, with all its rows.
    """
    at_rows = np.asarray(texts.columns[column].indices.fill_null(-1))
    kinds: dict[tuple[str, str], list[int]] = {}
    for at, words in problems.items():
        kinds.setdefault(words, []).append(at)
    breaches = tuple(
        Breach(texts.schema.name, column, np.flatnonzero(np.isin(at_rows, which)), *words)
        for words, which in kinds.items()
    )
    return Typed(values, np.isin(at_rows, list(problems)), breaches)

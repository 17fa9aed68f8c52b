# SPDX-License-Identifier: EUPL-1.2
"""Read a CSV file as text, fast when it is regular and with care when it is not.

Arrow reads a regular file in parallel. When a row does not have the right number of fields, or
a value runs over several lines, Python's own reader goes through the file once more, strictly:
it knows the line of each row, and does not let a stray quotation mark swallow rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv

from taalplan.snapshot.faults import Fault
from taalplan.sources.aliases import column_names, fold
from taalplan.sources.encoding import NotTextError, to_utf8
from taalplan.sources.raw import Raw, Reading, without_empty_rows

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class Text:
    """A CSV file in UTF-8: its headings, and where its rows begin."""

    data: bytes
    separator: str
    headings: tuple[str, ...]
    first_line: int
    start: int

    @property
    def quoted(self) -> bool:
        """Whether there is any quotation mark in its rows."""
        return self.data.find(b'"', self.start) >= 0

    @cached_property
    def lines(self) -> list[int]:
        """The line of each row, where every row is one line; empty lines have no row."""
        rest = self.data[self.start :].splitlines()
        return [self.first_line + at for at, line in enumerate(rest) if line]


def read_csv(path: Path, table: str) -> Reading:
    """Read one file of one table. Whatever is wrong comes back as faults."""
    file = path.name
    try:
        data, encoding = to_utf8(path.read_bytes())
    except NotTextError as error:
        return Reading(faults=(Fault(file, 0, "", "", *error.args),))
    try:
        text = _open(data, table)
    except csv.Error as error:
        return Reading(faults=(_unsplit(file, 1, error),))
    if text is None:
        advice = "the first line must hold the names of the columns"
        return Reading(faults=(Fault(file, 0, "", "", "is empty", advice),))
    notices = _notice(file, encoding, text)
    regular = _regular(text)
    if regular is not None:
        raw = Raw(table, file, text.headings, regular, lambda row: text.lines[row])
        return Reading((without_empty_rows(raw),), (), notices)
    return _careful(text, table, file, notices)


def _notice(file: str, encoding: str, text: Text) -> tuple[str, ...]:
    if encoding == "UTF-8":
        return ()
    return (f"{file}: read as {encoding}, with {SEPARATORS[text.separator]} between fields",)


def _open(data: bytes, table: str) -> Text | None:
    """Find the headings: the first line that is not empty, after Excel's `sep=;`."""
    separator = ""
    line, start = 1, 0
    while start < len(data):
        end = _line_end(data, start)
        words = data[start:end].decode("utf-8").strip()
        if words.lower().startswith("sep=") and len(words) == 5 and not separator:
            separator = words[4]
        elif words.strip(",;\t "):
            break
        line, start = line + 1, end
    if start >= len(data):
        return None
    # A heading may itself hold a line break between quotation marks, so it is read as CSV.
    head = data[start : start + 65536].decode("utf-8", "ignore")
    chosen = separator if separator in SEPARATORS else _separator(head, table)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=chosen, strict=True)
    headings = next(reader)
    for _ in range(reader.line_num):
        line, start = line + 1, _line_end(data, start)
    return Text(data, chosen, tuple(heading.strip() for heading in headings), line, start)


def _line_end(data: bytes, start: int) -> int:
    """Where the next line begins; lines end in LF, CR LF, or CR alone."""
    ends = [at for at in (data.find(b"\n", start), data.find(b"\r", start)) if at >= 0]
    if not ends:
        return len(data)
    at = min(ends)
    return at + 2 if data[at : at + 2] == b"\r\n" else at + 1


def _separator(head: str, table: str) -> str:
    """The separator that gives most known headings, and then most headings."""
    known = column_names(table)

    def score(separator: str) -> tuple[int, int]:
        names = next(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
        return sum(fold(name) in known for name in names), len(names)

    return max(SEPARATORS, key=score)


def _regular(text: Text) -> tuple[pa.ChunkedArray, ...] | None:
    """The columns, when each line is a row with the right number of fields; else None."""
    names = [str(at) for at in range(len(text.headings))]
    quoted = text.quoted
    if text.start >= len(text.data):
        return tuple(pa.chunked_array([], pa.string()) for _ in names)
    try:
        table = pacsv.read_csv(
            pa.py_buffer(memoryview(text.data)[text.start :]),
            read_options=pacsv.ReadOptions(column_names=names, block_size=1 << 22),
            parse_options=pacsv.ParseOptions(
                delimiter=text.separator,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if quoted and table.num_rows != len(text.lines):
        return None
    return tuple(table.columns)


def _careful(text: Text, table: str, file: str, notices: tuple[str, ...]) -> Reading:
    faults: list[Fault] = []
    rows: list[Sequence[str]] = []
    lines: list[int] = []
    expected = len(text.headings)
    for line, fields in _records(text, file, faults):
        if len(fields) == expected:
            rows.append(fields)
            lines.append(line)
        elif any(field.strip() for field in fields):
            faults.append(_ragged(file, line, len(fields), expected))
    columns = tuple(
        pa.chunked_array([pa.array(values, pa.string())])
        for values in (zip(*rows, strict=True) if rows else [[] for _ in range(expected)])
    )
    raw = Raw(table, file, text.headings, columns, lambda row: lines[row], whole=not faults)
    return Reading((without_empty_rows(raw),), _first(faults), notices)


def _records(text: Text, file: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    body = text.data[text.start :].decode("utf-8")
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=text.separator, strict=True)
    line = text.first_line
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(_unsplit(file, line, error))
            return
        yield line, fields
        line = text.first_line + reader.line_num


def _ragged(file: str, line: int, found: int, expected: int) -> Fault:
    return Fault(
        file,
        line,
        "",
        "",
        f"has {found} field{'s' * (found != 1)}, but the headings are {expected}",
        "put a value that holds the separator between quotation marks",
    )


def _unsplit(file: str, line: int, error: csv.Error) -> Fault:
    return Fault(
        file,
        line,
        "",
        "",
        f"cannot be split into fields ({error}); nothing after it was read",
        "close the quotation mark, and write one inside a value twice",
    )


def _first(faults: list[Fault], listed: int = 20) -> tuple[Fault, ...]:
    if len(faults) <= listed:
        return tuple(faults)
    rest = faults[listed]
    others = f"this row and {len(faults) - listed - 1:,} others"
    return (
        *faults[:listed],
        Fault(rest.file, rest.line, "", "", f"has the same fault: {others}"),
    )

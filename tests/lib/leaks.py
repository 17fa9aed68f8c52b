# SPDX-License-Identifier: EUPL-1.2
"""Look for words in files that should not be there, however they are written or packed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1")


def written(word: str) -> Iterator[bytes]:
    """The bytes by which a word or number can stand in a file, in any of the usual ways."""
    for form in {word, word.casefold(), word.upper(), word[::-1]}:
        for encoding in ENCODINGS:
            yield form.encode(encoding, errors="ignore")
    yield json.dumps(word)[1:-1].encode()  # letters with accents are numbers there
    yield ascii(word)[1:-1].encode()
    if word.isdigit():
        number = int(word)
        yield number.to_bytes(8, "little")
        yield number.to_bytes(8, "big")
        yield f"{word[:2]}.{word[2:4]}.{word[4:6]}-{word[6:9]}.{word[9:]}".encode()


def bytes_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file as it stands; and of Parquet its schema, statistics and unpacked pages."""
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        yield file.name, file.name.encode()
        yield file.name, file.read_bytes()
        if file.suffix == ".parquet":
            yield from ((f"{file.name}, {what}", found) for what, found in _parquet(file))


def _parquet(file: Path) -> Iterator[tuple[str, bytes]]:
    parquet = pq.ParquetFile(file)
    yield "metadata", repr((parquet.metadata.to_dict(), parquet.metadata.metadata)).encode()
    yield "schema", str(parquet.schema).encode()
    # Dictionary pages hold what no row has any more, so they are read as they are.
    table = pq.read_table(file, read_dictionary=[], memory_map=False)
    dictionaries = pq.read_table(file, read_dictionary=_texts(table))
    for name, column in zip(table.column_names, table.columns, strict=True):
        yield name, repr(column.to_pylist()).encode()
        for chunk in column.chunks:
            yield from ((name, buffer.to_pybytes()) for buffer in chunk.buffers() if buffer)
    for name, column in zip(dictionaries.column_names, dictionaries.columns, strict=True):
        for chunk in column.chunks:
            if pa.types.is_dictionary(chunk.type):
                yield f"dictionary of {name}", repr(chunk.dictionary.to_pylist()).encode()


def _texts(table: pa.Table) -> list[str]:
    return [field.name for field in table.schema if pa.types.is_string(field.type)]


def leaks(folder: Path, words: Iterable[str]) -> list[str]:
    """Which word stands where; none when all is well."""
    looked_for = {word: sorted(set(written(word))) for word in words if len(word) > 3}
    return sorted({
        f"{word} in {place}"
        for place, content in bytes_of(folder)
        for word, forms in looked_for.items()
        if any(form and form in content for form in forms)
    })  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""In which encoding a text file is, and the same text in UTF-8."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "is a workbook or a zip archive", "give it the name .xlsx when it is Excel's"),
    (b"\xd0\xcf\x11\xe0", "is an old Excel file (.xls)", "save it as .xlsx or as CSV UTF-8"),
    (b"PAR1", "is a Parquet file", "give it the name .parquet"),
    (b"%PDF", "is a PDF file", "ask for the table itself, as CSV or .xlsx"),
    (b"\x1f\x8b", "is a compressed file (gzip)", "unpack it first"),
)


class NotTextError(Exception):
    """A file that is not text; its two arguments are the problem and the advice."""


def to_utf8(data: bytes) -> tuple[bytes, str]:
    """The text in UTF-8 without a mark, and the name of the encoding it came in.

    Without a mark, what is valid UTF-8 is taken for it (other encodings hardly ever are by
    chance); then UTF-16 when every other byte is zero; then Windows-1252, which is Latin-1 with
    the euro sign and curly quotes. Raises NotTextError for what is no text at all.
    """
    for start, problem, advice in _NOT_TEXT:
        if data.startswith(start):
            raise NotTextError(problem, advice)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, mark, codec, name)
    if b"\0" in data:
        return _utf16(data), "UTF-16"
    if _is_utf8(data):
        return data, "UTF-8"
    try:
        return data.decode("cp1252").encode(), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1").encode(), "Latin-1"


def _marked(data: bytes, mark: bytes, codec: str, name: str) -> tuple[bytes, str]:
    try:
        if codec == "utf-8":
            body = data[len(mark) :]
            if not _is_utf8(body):
                body.decode("utf-8")
            return _text_only(body), name
        return _text_only(data.decode(codec).encode()), name
    except UnicodeError as error:
        raise NotTextError(
            f"says that it is {name}, but is not ({error.__class__.__name__})",
            "save it again as CSV UTF-8",
        ) from None


def _utf16(data: bytes) -> bytes:
    codec = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    try:
        return _text_only(data.decode(codec).encode())
    except UnicodeError:
        raise NotTextError("is not text", "give CSV, .xlsx or .parquet") from None


def _text_only(data: bytes) -> bytes:
    if b"\0" in data:
        raise NotTextError("is not text", "give CSV, .xlsx or .parquet")
    return data


def _is_utf8(data: bytes, piece: int = 1 << 24) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        # In pieces, so that a large file does not stand in memory a second time.
        for start in range(0, len(data), piece):
            decoder.decode(data[start : start + piece], final=start + piece >= len(data))
    except UnicodeDecodeError:
        return False
    return True

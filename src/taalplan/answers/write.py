# SPDX-License-Identifier: EUPL-1.2
"""Writes an answer into a folder: everything, or nothing.

The new files are made in a folder beside the old one and take its place when all are there. A
crash leaves the former answer; nobody sends a document of today with data of yesterday.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from taalplan.answers.document import Document
from taalplan.tables.table import Table

DOCUMENTS = ("answer.docx", "answer.pdf", "answer.html")
WORKBOOK = "data.xlsx"
CERTIFICATE = "certificate.json"
DATA = "data"


class OutputError(OSError):
    """The folder to write in cannot be used; the message says why and what to do."""


def write_answer(
    document: Document, tables: Mapping[str, Table], out: Path, certificate: str = ""
) -> list[Path]:
    """Write the documents, the workbook and a CSV per table; return the paths, documents first.

    `tables` are those given to `compose`, with whatever else should stand among the data;
    `certificate` is the proof of their protection, as JSON. An answer that was there is
    replaced. Raises OutputError when `out` holds anything else.
    """
    out = Path(out).absolute()
    former = out.with_name(f".{out.name}.former")
    _recover(out, former)
    _check_replaceable(out)
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        names = _write_all(document, tables, beside, certificate)
        if out.exists():
            out.rename(former)
        beside.rename(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        _recover(out, former)
    return [out / name for name in names]


def _write_all(
    document: Document, tables: Mapping[str, Table], folder: Path, certificate: str
) -> list[str]:
    from taalplan.answers.docx import docx
    from taalplan.answers.html import html
    from taalplan.answers.pdf import pdf
    from taalplan.tables.render.csv import csv
    from taalplan.tables.render.xlsx import render_tables

    contents: dict[str, bytes] = {
        "answer.docx": docx(document),
        "answer.pdf": pdf(document),
        "answer.html": html(document).encode("utf-8"),
    }
    ordered = in_order(document, tables)
    if ordered:
        contents[WORKBOOK] = render_tables(list(ordered.values()), document.language)
        contents |= {f"{DATA}/{id}.csv": csv(t).encode("utf-8") for id, t in ordered.items()}
        (folder / DATA).mkdir()
    if certificate:
        contents[CERTIFICATE] = certificate.encode("utf-8")
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return list(contents)


def in_order(document: Document, tables: Mapping[str, Table]) -> dict[str, Table]:
    """Printed tables by their number, so that sheet 3 is table 3; then those that are data only."""
    printed = sorted(document.tables, key=lambda block: block.number)
    titled = {block.id: block.table for block in (*printed, *document.data)}
    return titled | {id: table for id, table in tables.items() if id not in titled}


def _recover(out: Path, former: Path) -> None:
    """Put the former answer back when it was moved away and nothing took its place."""
    if former.exists() and not out.exists():
        former.rename(out)
    shutil.rmtree(former, ignore_errors=True)


def _check_replaceable(out: Path) -> None:
    """Replacing a folder deletes what is in it, so it may hold nothing but an answer."""
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(f"{out} is a file; choose a folder for the answer")
    ours = (*DOCUMENTS, WORKBOOK, CERTIFICATE, DATA)
    strange = sorted(e.name for e in out.iterdir() if e.name not in ours)
    data = out / DATA
    if data.is_dir():
        strange += sorted(f"{DATA}/{e.name}" for e in data.iterdir() if e.suffix != ".csv")
    if strange:
        listed = ", ".join(strange[:5])
        raise OutputError(f"{out} also holds {listed}; choose another folder for the answer")

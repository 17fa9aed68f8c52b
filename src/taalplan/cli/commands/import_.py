# SPDX-License-Identifier: EUPL-1.2
"""`taalplan import PATH... --out DIR`: extracts into a snapshot, whole or not at all."""

from __future__ import annotations

import argparse
from pathlib import Path

from taalplan.cli.console import progress, say
from taalplan.cli.errors import iso_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan import`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH",
                        help="registrations.csv, a workbook, Parquet, or a folder")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as-of", type=iso_date, metavar="DATE",
                        help="the day of the extract; default: its latest date")  # fmt: skip
    parser.add_argument("--key-file", type=Path, metavar="F",
                        help="a secret for pseudonyms that stay the same over imports")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Import, and print what was read; every fault when something cannot be."""
    from taalplan import sources

    with progress("reading") as bar:
        extract = sources.read(
            options.paths,
            as_of=options.as_of,
            key=options.key_file.read_bytes() if options.key_file else None,
            progress=bar,
        )
    say(sources.describe(extract))
    if extract.faults:
        return 1
    snapshot = sources.write(extract, options.out)
    print(snapshot.path)
    return 0

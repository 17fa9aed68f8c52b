# SPDX-License-Identifier: EUPL-1.2
"""`taalplan extract --out DIR`: the register into a snapshot, without names or numbers."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from taalplan.cli.console import progress, say
from taalplan.cli.errors import UsageError, iso_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan extract`."""
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as-of", type=iso_date, metavar="DATE",
                        help="what the register knew on this day; default: today")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Make the snapshot; on the server itself, so as the system and not as somebody."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taalplan.config.settings")
    import django

    django.setup()
    from taalplan.register.extract import extract
    from taalplan.register.extract.pseudonyms import NoPseudonymKeyError

    try:
        with progress("extracting") as bar:
            made = extract(out=options.out, as_of=options.as_of, progress=bar)
    except NoPseudonymKeyError as error:
        raise UsageError(str(error)) from None
    for notice in made.notices:
        say(f"note: {notice}")
    print(made.snapshot.path)
    return 0

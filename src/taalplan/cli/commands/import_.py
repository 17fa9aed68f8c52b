# SPDX-License-Identifier: EUPL-1.2
"""`taalplan import PATH...`: extracts into a snapshot or the register, whole or not at all."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from taalplan.cli.console import progress, say
from taalplan.cli.errors import UsageError, iso_date

if TYPE_CHECKING:
    from taalplan.register.intake import Outcome
    from taalplan.sources import Extract
    from taalplan.sources.messages import Messages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `taalplan import`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH",
                        help="a CSV file, workbook, Parquet, XML, or a folder")  # fmt: skip
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--out", type=Path, metavar="DIR", help="write a snapshot there")
    target.add_argument("--register", action="store_true",
                        help="take XML of KBI and education into the register")  # fmt: skip
    parser.add_argument("--as-of", type=iso_date, metavar="DATE",
                        help="the day of the extract; default: its latest date")  # fmt: skip
    parser.add_argument("--desks", type=Path, metavar="F",
                        help="CSV of KBI numbers and their desks, for XML of KBI")  # fmt: skip
    parser.add_argument("--report", type=Path, metavar="F",
                        help="write everything there is to tell in this text file, also what is "
                             "too much to print")  # fmt: skip
    parser.add_argument("--key-file", type=Path, metavar="F",
                        help="a secret for pseudonyms that stay the same over imports")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Import, and print what was read; every fault when something cannot be."""
    if options.register:
        return _into_register(options)
    from taalplan import sources

    with progress("reading") as bar:
        extract = _read(options, bar)
    _tell(sources.describe(extract).splitlines(), options.report)
    if extract.faults:
        return 1
    snapshot = sources.write(extract, options.out)
    print(snapshot.path)
    return 0


def _read(options: argparse.Namespace, bar: Callable[[str, float], None]) -> Extract:
    """Tables or messages: messages are XML, and nothing else is."""
    from taalplan import sources
    from taalplan.sources import messages

    key = options.key_file.read_bytes() if options.key_file else None
    if not messages.are_messages(options.paths):
        return sources.read(options.paths, as_of=options.as_of, key=key, progress=bar)
    from taalplan.sources.messages import extract

    desks = extract.read_desks(options.desks) if options.desks else {}
    return extract.read(options.paths, as_of=options.as_of, key=key, desks=desks, progress=bar)


def _into_register(options: argparse.Namespace) -> int:
    """Everything or nothing; what it did is told in sentences."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taalplan.config.settings")
    import django

    django.setup()
    from taalplan.register import intake
    from taalplan.sources.messages import extract, read_messages

    desks = extract.read_desks(options.desks) if options.desks else {}
    with progress("reading") as bar:
        messages = read_messages(options.paths, bar)
    problems = sorted(messages.report.faults)
    outcome = None
    if not problems:
        try:
            outcome = _take_in(messages, desks)
        except intake.CannotTakeInError as error:
            problems = list(error.faults)
    read = f"{len(messages.dossiers):,} dossiers and {len(messages.histories):,} histories"
    lines = [f"read: {read}", *(f"note: {line}" for line in messages.report.told())]
    lines += intake.describe(outcome).splitlines() if outcome else map(str, problems)
    if problems:
        lines.append("the messages have faults, so nothing is taken in")
    _tell(lines, options.report)
    return 1 if problems else 0


def _take_in(messages: Messages, desks: Mapping[str, str]) -> Outcome:
    from django.db.utils import OperationalError, ProgrammingError

    from taalplan.register.actions.intake import take_in

    try:
        with progress("taking in") as bar:
            return take_in(messages=messages, desks=desks, by=None, progress=bar)
    except (OperationalError, ProgrammingError) as error:
        raise UsageError(
            f"the register cannot be written ({error}); nothing is taken in. Is TAALPLAN_DATABASE "
            "right, and was 'taalplan manage migrate' run?"
        ) from None


def _tell(lines: Sequence[str], file: Path | None) -> None:
    """Print what somebody reads, and write all of it where it was asked for."""
    from taalplan.sources import shortened

    short = shortened(lines)
    say("\n".join(short))
    if file is not None:
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        say(f"every line is in {file}")
    elif len(short) < len(lines):
        say("give --report FILE to have every line")

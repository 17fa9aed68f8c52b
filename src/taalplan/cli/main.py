# SPDX-License-Identifier: EUPL-1.2
"""The command line: one file per command, found by its name.

Only the command that is asked for is imported, and its heavy libraries only when it runs, so
that `taalplan --help` answers at once. This is the one place where errors become a message and
an exit code: 0 done, 1 the data has faults, 2 the command was not well put.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from taalplan import __version__
from taalplan.cli.console import fail
from taalplan.cli.errors import UsageError, told

COMMANDS: dict[str, str] = {
    "example": "write the synthetic example register as snapshots",
    "import": "read extracts (CSV, XLSX, Parquet) into a snapshot",
    "extract": "take a snapshot out of the register, without names or numbers",
    "check": "say what cannot be right in a snapshot or a published table",
    "table": "count a table from a snapshot",
    "change": "say what a change between two years consists of, without claiming a cause",
    "needs": "plan which lessons people will need next school year, with its reasons",
    "waiting": "photograph the waiting lists of a day: who waits, how long and why",
    "access": "say how many people and appointments a desk needs, and where desks should be",
    "supply": "set the courses there are beside the needs, or plan which groups to open",
    "answer": "answer a parliamentary question: docx, pdf, html, xlsx and open data",
    "publish": "publish the figures of a snapshot on the site, protected for everybody",
    "serve": "the register in a browser; with invented people when it is new",
    "manage": "Django's own commands (migrate, createsuperuser, load_demo, ...)",
}
"""Every command and what it does; `import` lives in `commands/import_.py`, the word is taken."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    name = next((word for word in words if not word.startswith("-")), "")
    options = _parser(name).parse_args(words)
    try:
        code = options.run(options)
        # Output may go to `head`, which stops reading: find out here, not at exit.
        sys.stdout.flush()
    except KeyboardInterrupt:
        fail("stopped; nothing was changed")
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        code = _explain(error)
    sys.exit(code)


def _parser(asked: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="taalplan",
        description="From a registration at a desk to lessons that are needed and answers that "
        "are right.",
        epilog="Each command explains itself: taalplan COMMAND --help",
    )
    parser.add_argument("--version", action="version", version=f"taalplan {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, help_text in COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text.capitalize())
        if name == asked:
            module = import_module(f"taalplan.cli.commands.{name.replace('import', 'import_')}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


def _explain(error: Exception) -> int:
    """Tell the person who must act what is wrong; a traceback is for our own mistakes only."""
    kind = type(error).__name__
    if isinstance(error, UsageError) or kind in _NOT_WELL_PUT:
        fail(str(error))
        return 2
    if isinstance(error, OSError):
        fail(told(error))
        return 1
    if kind in _FAULTS_IN_DATA:
        fail(str(error))
        return 1
    raise error


_NOT_WELL_PUT = (
    "DefinitionError",
    "EngineError",
    "LeverError",
    "PlanStateError",
    "UnknownFormatError",
)
_FAULTS_IN_DATA = (
    "DisclosureError",
    "FaultyDataError",
    "PhotographError",
    "LocationError",
    "SnapshotError",
    "QuestionError",
    "UnreadableTableError",
)
"""Errors whose message is written for the user. By name: importing their rooms would be slow."""

# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage ...`: Django's own commands, with this project's settings."""

from __future__ import annotations

import argparse
import os


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after `manage` is Django's, also `--help`."""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="a command of Django and its words")


def run(options: argparse.Namespace) -> int:
    """Pass the words on; Django leaves with an exit code of its own when it fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taalplan.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["taalplan manage", *(options.words or ["help"])])
    return 0

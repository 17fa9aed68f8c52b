# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage restore FILE`: put a backup back; stop the site first."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from taalplan.audit.log import broken_rows
from taalplan.register.backup import BackupError, restore


class Command(BaseCommand):
    """A backup takes the place of the database, and is brought to this version."""

    help = "put a backup back, whole or not at all; stop the site first"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From where, and whether what is there may go."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="the people who are in the register may go"
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Raises CommandError when it cannot be put back, or when its log is not whole."""
        try:
            manifest = restore(options["file"], replace=options["replace"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        call_command("migrate", verbosity=0)
        if (broken := next(broken_rows(), None)) is not None:
            raise CommandError(f"restored, but its log is broken at row {broken.pk}")
        self.stdout.write(f"restored: the register as it was on {manifest['made']}")
        self.stdout.write("Whoever was erased since then is back in it; run erase_expired now.")

# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage backup FILE`: the whole database in one file, while the site runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taalplan.register.backup import BackupError, backup

SECRETS = (
    "The secrets are not in it (TAALPLAN_..._KEY, or the key files in TAALPLAN_HOME): keep them "
    "elsewhere, they are needed to go on."
)


class Command(BaseCommand):
    """A backup of one moment."""

    help = "write the whole database into one file, without the secrets, while the site runs"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, help="a file that is not there yet, such as x.tar")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Raises CommandError when it cannot be made."""
        try:
            made = backup(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{made}: {made.stat().st_size:,} bytes")
        self.stdout.write(SECRETS)

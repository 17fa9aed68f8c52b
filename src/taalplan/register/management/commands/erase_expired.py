# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage erase_expired`: forget who people were whose retention term has passed."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from taalplan.register import erasing, retention
from taalplan.register.actions.rights import erase_expired
from taalplan.register.models import Person

BATCH = 500

WORDS = {
    retention.Kept.TERM: "kept, the term runs",
    retention.Kept.IN_USE: "kept, the term has passed but they still wait or have a place",
    retention.Kept.DISPUTED: "kept, the term has passed but something is disputed",
}


class Command(BaseCommand):
    """Batch by batch, each a transaction of its own: broken off, it goes on where it was."""

    help = "erase every file whose retention term has passed; figures stay the same"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, a try without change, and leaving the files of the database as they are."""
        until = "erase what should be gone on this day (default: today)"
        leave = "do not write the database's files anew afterwards"
        parser.add_argument("--until", type=date.fromisoformat, metavar="DATE", help=until)
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")
        parser.add_argument("--leave-space", action="store_true", help=leave)

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Raises CommandError for a day to come: the term of nobody may be cut short."""
        day, trial = options["until"] or timezone.localdate(), options["dry_run"]
        if day > timezone.localdate() and not trial:
            raise CommandError(f"{day} is still to come; only --dry-run looks ahead")
        counts: Counter[retention.Kept | None] = Counter()
        for numbers in _batches():
            counts.update(_done(numbers, day, trial=trial).values())
        self.stdout.write(f"{'would be erased' if trial else 'erased'}: {counts[None]:,}")
        for why, words in WORDS.items():
            self.stdout.write(f"{words}: {counts[why]:,}")
        if trial:
            return
        self.stdout.write(f"ended sessions and old answers removed: "
                          f"{erasing.forget_passing_data():,}")  # fmt: skip
        if options["leave_space"]:
            self.stdout.write("the database's files still hold erased bytes in free space")
        else:
            erasing.clear_free_space()
            self.stdout.write("the database's files were written anew")


def _done(numbers: list[int], day: date, *, trial: bool) -> dict[int, Any]:
    if trial:
        with transaction.atomic():
            return dict(retention.judge(numbers, day))
    return erase_expired(numbers=numbers, day=day, by=None)


def _batches() -> Iterator[list[int]]:
    """Numbers of the files that are neither merged nor erased, in order."""
    last = 0
    while True:
        here = Person.objects.filter(
            pk__gt=last, merged_into__isnull=True, erased_on__isnull=True
        ).order_by("pk")
        numbers = list(here.values_list("pk", flat=True)[:BATCH])
        if not numbers:
            return
        last = numbers[-1]
        yield numbers

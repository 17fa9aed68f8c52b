# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage load_code_lists`: the desks of the vocabulary, in a database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from taalplan.register.models import Desk
from taalplan.vocabulary.places import desks


class Command(BaseCommand):
    """Run at every start: what is there already stays as a coordinator left it."""

    help = "add the desks of the vocabulary that the register does not have yet"

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Add what is missing, all or nothing."""
        with transaction.atomic():
            added = load_desks()
        if options["verbosity"]:
            self.stdout.write(f"{added} desks added")


def load_desks() -> int:
    """The periods of desks that are not there yet; how many."""
    there = set(Desk.objects.values_list("code", "valid_from"))
    missing = [desk for desk in desks() if (desk.code, desk.valid_from) not in there]
    Desk.objects.bulk_create(
        Desk(
            code=desk.code,
            name=desk.name,
            kind=desk.kind,
            area=desk.area,
            municipality=desk.municipality,
            valid_from=desk.valid_from,
            valid_to=desk.valid_to,
            temporary=desk.temporary,
            counters=desk.counters,
        )
        for desk in missing
    )
    return len(missing)

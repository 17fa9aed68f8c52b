# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage tidy`: what the register does by the clock. Run it every hour."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from taalplan.audit.log import broken_rows
from taalplan.register.offers import expire_due
from taalplan.register.once import forget_old_keys
from taalplan.register.seats import miscounted


class Command(BaseCommand):
    """Pass offers on, forget old keys, and check that seats and log are what they should be."""

    help = "offers nobody answered go to the next, old request keys go, seats and log are checked"

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Raises CommandError, after doing its work, when the register contradicts itself."""
        passed, forgotten = expire_due(timezone.now()), forget_old_keys()
        # Sessions that ended, with forms that were typed too late and never sent again.
        call_command("clearsessions")
        self.stdout.write(f"{passed} offers passed on, {forgotten} request keys forgotten")
        broken = [f"row {row.pk} of the log does not follow" for row in broken_rows()]
        faults = miscounted() + broken
        if faults:
            raise CommandError("\n".join(["the register contradicts itself:", *faults]))

# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage load_demo`: invented people, courses and appointments, and a login per role."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from taalplan.jobs.queue import ask
from taalplan.register.models import Person
from taalplan.web.demo import LOGINS, make_demo
from taalplan.web.publishing import make_figures

ADMINISTRATOR = "beheer"


class Command(BaseCommand):
    """Only into a register without people: invented and real people are never mixed."""

    help = "fill an empty register with invented people, courses and appointments"

    def add_arguments(self, parser: Any) -> None:
        """A password of one's own, for tests."""
        parser.add_argument("--password", default="", help="for every login; made when not given")

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Make the demo, mark the data folder, and print the logins once."""
        if Person.objects.exists():
            raise CommandError("the register holds people already; a demo needs an empty one")
        password = options["password"] or "-".join(secrets.token_hex(2) for _ in range(3))
        # The mark comes first: a demo that was cut short must not look like a real register.
        mark = Path(settings.HOME) / "voorbeeldgegevens"
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text("invented people only\n", encoding="utf-8")
        settings.SYNTHETIC = True
        make_demo(password)
        # Counting and protecting the figures of the example takes minutes: a job does it.
        ask(make_figures, by=get_user_model().objects.get(username=ADMINISTRATOR))
        self.stdout.write("Voorbeeldgegevens: geen van deze personen bestaat.\n")
        self.stdout.write(f"Wachtwoord voor iedereen (wordt niet opnieuw getoond): {password}\n")
        for login in LOGINS:
            self.stdout.write(f"  {login.username:<14} {login.what}\n")

# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage first_administrator NAME`: the one user who is not added by another."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from taalplan.audit import log
from taalplan.register.models import Assignment, Role


class Command(BaseCommand):
    """Who can add all others, on the pages."""

    help = "make the first administrator and print a password; refused once there is one"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What they log in as."""
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Raises CommandError when somebody can administer already, or the name is taken."""
        held = Assignment.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
        if held.exists():
            raise CommandError("there is an administrator already, who can add others on the pages")
        users = get_user_model().objects
        if users.filter(username=options["username"]).exists():
            raise CommandError(f"there is a user '{options['username']}'; choose another name")
        password = "-".join(secrets.token_hex(2) for _each in range(5))
        user = users.create_user(options["username"], password=password)
        Assignment.objects.create(user=user, role=Role.ADMINISTRATOR, where="")
        log.record(by=None, action="first_administrator", thing=user)
        self.stdout.write(f"{options['username']}: {password}")

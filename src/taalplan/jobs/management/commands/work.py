# SPDX-License-Identifier: EUPL-1.2
"""`taalplan manage work`: do the jobs that pages ask for, until stopped."""

from __future__ import annotations

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from taalplan.jobs import work


class Command(BaseCommand):
    """The worker as a process of its own; several may run beside each other."""

    help = "Do the jobs that pages ask for, until stopped (SIGTERM gives the job back)."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Work until a signal says to stop."""
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work.work(stop)

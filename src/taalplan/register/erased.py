# SPDX-License-Identifier: EUPL-1.2
"""That somebody was erased, without who it was: so that an old system does not bring them back.

Of each number that goes there stays a keyed hash (HMAC-SHA256). The key is not in the database:
whoever has the database alone cannot try the hundred million national numbers that there are.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from taalplan.register.models import ErasedMark, Number, Person

FILE = "gewist.key"
"""Where the key is kept in Taalplan's own folder, when TAALPLAN_ERASED_KEY does not give one."""

SHORTEST = 32


class NoErasedKeyError(Exception):
    """The key that was given could be guessed; the message says what to do."""


def remember(person: Person, day: date) -> int:
    """Keep a mark of each number of somebody who is erased; how many. Call it before they go."""
    values = Number.objects.filter(person=person).values_list("value", flat=True)
    rows = [ErasedMark(mark=mark(value), erased_on=day) for value in values]
    ErasedMark.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def erased_on(numbers: Iterable[str]) -> dict[str, date]:
    """Which of these numbers were of somebody who was erased, and when."""
    if not ErasedMark.objects.exists():
        return {}
    marks = {mark(number): number for number in numbers}
    found = ErasedMark.objects.filter(mark__in=list(marks)).values_list("mark", "erased_on")
    return {marks[each]: day for each, day in found}


def mark(number: str) -> str:
    """What stays of a number. Raises NoErasedKeyError."""
    key = _key(str(settings.ERASED_KEY), Path(settings.HOME))
    return hmac.digest(key, f"erased:{number}".encode(), hashlib.sha256).hex()


@cache
def _key(given: str, home: Path) -> bytes:
    """The key that was given, or else that of the folder, made when it is needed first."""
    if given:
        if len(given) < SHORTEST:
            raise NoErasedKeyError(
                f"TAALPLAN_ERASED_KEY has {len(given)} characters; give at least {SHORTEST} at "
                "random, and never another one: marks of earlier erasures would mean nothing"
            )
        return given.encode()
    path = home / FILE
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        beside = home / f"{FILE}.{os.getpid()}"
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(48), encoding="ascii")
        # Of two that make it at the same time one is first, and both use that one.
        with suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()
    return path.read_bytes()

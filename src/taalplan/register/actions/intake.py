# SPDX-License-Identifier: EUPL-1.2
"""Take in what the existing systems tell: dossiers of KBI, enrolments of education.

Each message that says something new leaves one audit row; one that was taken in before leaves
none, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.db import transaction

from taalplan.register.intake.outcome import Outcome
from taalplan.register.intake.take import taken_in
from taalplan.register.permissions import check_can_administer
from taalplan.sources.messages.parts import Dossier, History
from taalplan.sources.messages.read import Messages


@transaction.atomic
def take_in(
    *,
    messages: Messages,
    desks: Mapping[str, str],
    by: Any,
    progress: Callable[[str, float], None] = lambda step, share: None,
) -> Outcome:
    """Take in all messages or, when one has no place in the register, none of them.

    `desks` gives the code or name of a desk by its KBI number. `by` is an administrator, or None
    for the system itself, from a command on the server. Raises CannotTakeInError.
    """
    _check(by)
    return taken_in(_people_first(messages, progress), desks=desks, by=by)


@transaction.atomic
def take_in_dossier(
    *, dossier: Dossier, by: Any, desks: Mapping[str, str] | None = None
) -> Outcome:
    """Take in one dossier. Raises CannotTakeInError."""
    _check(by)
    return taken_in([dossier], desks=desks or {}, by=by)


@transaction.atomic
def take_in_enrolments(*, history: History, by: Any) -> Outcome:
    """Take in what education tells about somebody the register knows."""
    _check(by)
    return taken_in([history], desks={}, by=by)


def _check(by: Any) -> None:
    if by is not None:
        check_can_administer(by)


def _people_first(
    messages: Messages, progress: Callable[[str, float], None]
) -> Iterator[Dossier | History]:
    """Education's answers have no names, so the dossiers, which have, come before them."""
    whole = len(messages.dossiers) + len(messages.histories)
    told: Iterator[Dossier | History] = chain(messages.dossiers, messages.histories)
    for at, message in enumerate(told):
        if at % 1000 == 0:
            progress(f"{at:,} messages", at / whole)
        yield message

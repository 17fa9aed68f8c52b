# SPDX-License-Identifier: EUPL-1.2
"""Adds drafts without writing over what somebody else left meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from taalplan.questions.models import Draft, Part


class ConflictError(Exception):
    """Somebody saved another draft meanwhile; `theirs` is theirs, and nothing was written."""

    def __init__(self, theirs: Draft) -> None:
        """Keep the draft that came in between, so that both can be shown."""
        self.theirs = theirs
        super().__init__(_("iemand anders bewaarde intussen een andere versie"))


def add_draft(part: Part, answer: Mapping[str, Any], based_on: int, by: Any) -> Draft:
    """The next draft, or ConflictError; inside the transaction of an action."""
    last = part.draft
    if last is not None and last.number != based_on:
        raise ConflictError(last)
    kept = {name: value for name, value in answer.items() if value}
    try:
        with transaction.atomic():
            return Draft.objects.create(part=part, number=based_on + 1, answer=kept, by=by)
    except IntegrityError:
        theirs = part.draft
        if theirs is None:
            raise
        raise ConflictError(theirs) from None

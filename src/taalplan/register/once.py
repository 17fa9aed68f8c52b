# SPDX-License-Identifier: EUPL-1.2
"""A creating request that is sent twice is carried out once, and answered the same twice.

A form that was clicked twice, a browser that went back, a connection that broke before the
answer: all send the same key again. The key is kept in the transaction of the work, so there is
never one without the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from taalplan.register.models import RequestKey

KEPT_FOR = timedelta(hours=48)

Answer = dict[str, Any]


class OtherContentError(Exception):
    """The key was used before for something else."""


def once(*, user: Any, key: str, content: Any, work: Callable[[], Answer]) -> tuple[Answer, bool]:
    """The answer of `work`, done now or the first time; and whether it was done now.

    `content` is what is asked, as plain data; `work` does it, and returns what must be told
    again: numbers of things, as plain data. Raises OtherContentError when the key belongs to
    another request. Without a key the work is simply done.
    """
    if not key:
        with transaction.atomic():
            return work(), True
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()
    try:
        with transaction.atomic():
            # The empty answer claims the key first: a copy that comes in meanwhile waits for
            # this transaction, and then finds the key taken. Nearly every request is the first
            # of its key, so whether it is known is not asked before.
            row = RequestKey.objects.create(user=user, key=key, content=digest, answer={})
            row.answer = work()
            row.save(update_fields=["answer"])
            return row.answer, True
    except IntegrityError:
        known = _answered(user, key, digest)
        if known is None:
            raise
        return known, False


def _answered(user: Any, key: str, digest: str) -> Answer | None:
    row = RequestKey.objects.filter(user=user, key=key).first()
    if row is None:
        return None
    if row.content != digest:
        raise OtherContentError(
            "deze sleutel hoorde bij een andere aanvraag; laad de pagina opnieuw"
        )
    answer: Answer = row.answer
    return answer


def forget_old_keys() -> int:
    """Remove keys that nobody will send again; how many there were."""
    return RequestKey.objects.filter(created__lt=datetime.now(UTC) - KEPT_FOR).delete()[0]

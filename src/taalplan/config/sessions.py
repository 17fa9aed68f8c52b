# SPDX-License-Identifier: EUPL-1.2
"""Sessions in the database, read and kept with one plain statement each.

Every page reads its session. Django builds both statements anew each time, which cost more than
a tenth of a short page. What is kept, and when it ends, is Django's own: a session that was
removed from the table (somebody logged out) is gone at once, in every process.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

_READ = "select session_data from django_session where session_key = %s and expire_date > %s"
_KEEP = "update django_session set session_data = %s, expire_date = %s where session_key = %s"


class SessionStore(db.SessionStore):
    """Django's store of the database, with the two statements that every page needs ready."""

    def load(self) -> dict[str, Any]:
        """What is kept; nothing for a session that ended or never was."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, now])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])

    def save(self, must_create: bool = False) -> None:
        """Keep the session; in the transaction of the caller when there is one.

        Raises UpdateError when it was removed meanwhile, as Django's own does.
        """
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        kept: Any = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]
        until = connection.ops.adapt_datetimefield_value(kept.expire_date)
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [kept.session_data, until, kept.session_key])
            if not cursor.rowcount:
                raise UpdateError

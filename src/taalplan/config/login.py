# SPDX-License-Identifier: EUPL-1.2
"""Who is logged in, with their rights, in one statement.

Read again for every request: whoever loses a role, or is made inactive, loses it at once.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from taalplan.register.models import Assignment
from taalplan.register.permissions import keep_rights


@cache
def _who() -> str:
    # Columns by name: a statement that is kept ready would not survive a new one otherwise.
    user = get_user_model()._meta
    columns = ", ".join(f"{user.db_table}.{field.column}" for field in user.concrete_fields)
    return (
        f'select {columns}, held.role as held_role, held."where" as held_where '
        f"from {user.db_table} left join {Assignment._meta.db_table} held "
        f"on held.user_id = {user.db_table}.id where {user.db_table}.id = %s"
    )


class Backend(ModelBackend):
    """Django's, but a user comes with what they work as."""

    def get_user(self, user_id: Any) -> Any:
        """The user with their rights; None for whoever was removed or is no longer active."""
        found: list[Any] = list(get_user_model()._default_manager.raw(_who(), [user_id]))
        if not found or not self.user_can_authenticate(found[0]):
            return None
        held = [(row.held_role, row.held_where) for row in found if row.held_role is not None]
        keep_rights(found[0], held)
        return found[0]

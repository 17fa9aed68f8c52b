# SPDX-License-Identifier: EUPL-1.2
"""Who is logged in, with their rights, in one statement.

Read again for every request: whoever loses a role, or is made inactive, loses it at once.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend

from taalplan.register.permissions import keep_rights

_WHO = (
    'select auth_user.*, held.role as held_role, held."where" as held_where from auth_user '
    "left join register_assignment held on held.user_id = auth_user.id where auth_user.id = %s"
)


class Backend(ModelBackend):
    """Django's, but a user comes with what they work as."""

    def get_user(self, user_id: Any) -> Any:
        """The user with their rights; None for whoever was removed or is no longer active."""
        found: list[Any] = list(get_user_model()._default_manager.raw(_WHO, [user_id]))
        if not found or not self.user_can_authenticate(found[0]):
            return None
        held = [(row.held_role, row.held_where) for row in found if row.held_role is not None]
        keep_rights(found[0], held)
        return found[0]

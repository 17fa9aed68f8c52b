# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody can register at a desk on a day."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from taalplan.register.models import Desk
from taalplan.register.states import NotInThisStateError


def check_open(desk: Desk, day: date) -> None:
    """Raises NotInThisStateError before the desk's first day and after its last."""
    if day < desk.valid_from or (desk.valid_to is not None and day > desk.valid_to):
        raise NotInThisStateError(_("%(desk)s is die dag niet open") % {"desk": desk.name})

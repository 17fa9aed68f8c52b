# SPDX-License-Identifier: EUPL-1.2
"""Offers that nobody answered in time."""

from __future__ import annotations

from datetime import datetime

from taalplan.register.actions.waiting import expire_offer
from taalplan.register.models import Demand
from taalplan.register.states import NotInThisStateError


def expire_due(now: datetime) -> int:
    """Pass every offer that is past its deadline to the next; how many. Run it every hour."""
    passed = 0
    for demand in Demand.objects.filter(offered_until__lte=now).order_by("offered_until", "id"):
        try:
            expire_offer(demand=demand, now=now, by=None)
        except NotInThisStateError:  # answered in the meantime
            continue
        passed += 1
    return passed

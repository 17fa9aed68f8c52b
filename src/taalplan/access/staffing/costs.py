# SPDX-License-Identifier: EUPL-1.2
"""What people and a temporary desk cost, by policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taalplan import policy

USED = (
    "staffing.cost.hour",
    "staffing.cost.extra_hour",
    "staffing.cost.temporary_open",
    "staffing.cost.temporary_day",
)


@dataclass(frozen=True)
class Costs:
    """Euros: an hour of work, its surcharge beyond the ordinary, opening, and each open day."""

    hour: float
    extra: float
    opening: float
    day: float

    @classmethod
    def of_policy(cls, on: date) -> Costs:
        """The costs that hold on a day."""
        return cls(*(policy.value(key, on).number for key in USED))

    def of_hours(self, hours: float, ordinary: float) -> float:
        """What hours of one week cost, when so many are ordinary."""
        return self.hour * (hours + self.extra * max(0.0, hours - ordinary))

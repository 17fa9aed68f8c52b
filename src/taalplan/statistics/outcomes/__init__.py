# SPDX-License-Identifier: EUPL-1.2
"""Outcomes that stay right: what became of a cohort after equal times, the open cases included.

`follow(find_follow_up("outcomes-a1-followup"), snapshot)` gives a finished table.
"""

from taalplan.statistics.outcomes.definition import Clock, FollowUp
from taalplan.statistics.outcomes.follow import follow
from taalplan.statistics.outcomes.reading import (
    follow_up_names,
    is_follow_up,
    official_follow_up,
    read_follow_up,
)

__all__ = [
    "Clock",
    "FollowUp",
    "follow",
    "follow_up_names",
    "is_follow_up",
    "official_follow_up",
    "read_follow_up",
]

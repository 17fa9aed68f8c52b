# SPDX-License-Identifier: EUPL-1.2
"""Policy is data: group sizes, hours, thresholds and days, each dated and sourced.

    >>> from datetime import date
    >>> from taalplan import policy
    >>> policy.value("waiting.official", date(2022, 2, 10)).whole
    6

The values stand in `values/*.yaml`. What no source says carries `assumption: true`, and every
document lists the assumptions that it used.
"""

from taalplan.policy.model import Period, PolicyValue, Rule, Unit
from taalplan.policy.policies import Policy, assumptions, keys, packaged, value
from taalplan.policy.shocks import Shock, ShockRegister, Treatment, read_shocks, shocks

__all__ = [
    "Period",
    "Policy",
    "PolicyValue",
    "Rule",
    "Shock",
    "ShockRegister",
    "Treatment",
    "Unit",
    "assumptions",
    "keys",
    "packaged",
    "read_shocks",
    "shocks",
    "value",
]

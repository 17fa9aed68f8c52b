# SPDX-License-Identifier: EUPL-1.2
"""Messages of the existing systems into the register: twice changes nothing, all or nothing.

`taken_in(messages, desks)` does the work for the actions in `actions/intake.py`; `describe` says
what it did.
"""

from taalplan.register.intake.outcome import CannotTakeInError, Outcome, describe

__all__ = ["CannotTakeInError", "Outcome", "describe"]

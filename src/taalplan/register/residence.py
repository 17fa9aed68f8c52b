# SPDX-License-Identifier: EUPL-1.2
"""Where somebody lives, in the municipalities of a day: they merge, and one changed province."""

from __future__ import annotations

from datetime import date

from taalplan.vocabulary.places import municipality_on


def living_on(municipality: str, day: date) -> str:
    """The code of a day for a code that was written down before it.

    A file of 2024 says Zwijndrecht (11056); who registers again in 2026 lives in
    Beveren-Kruibeke-Zwijndrecht (46030). A code that no list of Flanders or Brussels has stays.
    """
    try:
        return municipality_on(municipality, day)
    except KeyError:
        return municipality

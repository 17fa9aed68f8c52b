# SPDX-License-Identifier: EUPL-1.2
"""The whole numbers of a plan divided further: by day-part, mode, month of start, municipality.

Each division is of the plan's own numbers, so that it adds up to them in every margin.
"""

from __future__ import annotations

import numpy as np

from taalplan.needs.history import AREA_CODES, LEVELS, UNKNOWN, Floats, Ints
from taalplan.needs.horizon import month
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.residence import MUNICIPALITIES, PLACES, place_of
from taalplan.needs.rounding import divided
from taalplan.needs.split import MONTHS
from taalplan.policy import value
from taalplan.vocabulary.municipalities import municipalities, municipality_on

BY_AREA = [
    [area * len(LEVELS) + level for level in range(len(LEVELS))] for area in range(len(AREA_CODES))
]

SCHOOL_MONTHS = (*MONTHS[8:], *MONTHS[:8])
"""September to August."""

PULL = 100.0
"""How many beginners' worth the inhabitants weigh in the shares of municipalities."""


def by_share(plan: NeedsPlan, share: Floats) -> Ints:
    """The need by area and level, divided by shares (areas, levels, parts) of each."""
    totals = plan.numbers.people.sum(axis=(1, 3))
    values = (share * totals[..., None]).reshape(-1, share.shape[-1]).T
    found = divided(values, totals.reshape(-1), BY_AREA)
    return np.asarray(found.T.reshape(share.shape))


def by_daypart(plan: NeedsPlan) -> Ints:
    """(areas, levels, day-parts)."""
    return by_share(plan, plan.problem.split.daypart)


def by_mode(plan: NeedsPlan) -> Ints:
    """(areas, levels, modes)."""
    return by_share(plan, plan.problem.split.mode)


def by_month(plan: NeedsPlan) -> Ints:
    """In which month of the school year: (areas, levels, 12), September first."""
    return by_share(plan, np.roll(plan.problem.split.start, 4, axis=-1))


def by_municipality(plan: NeedsPlan) -> dict[str, int]:
    """By municipality of residence, as they are on the cut-off; "" where it is not known.

    A place of residence is divided by recent beginnings, drawn to the inhabitants: a village
    from which nobody came lately is not one from which nobody will.
    """
    need = plan.numbers.people.sum(axis=(0, 1, 2))
    on = plan.horizon.cut_off
    codes = sorted(municipalities(on))
    counts = dict.fromkeys(codes, 0.0)
    for code, number in zip(MUNICIPALITIES, _recent(plan), strict=True):
        if number:
            counts[municipality_on(code, on)] += float(number)
    places = place_of(np.array(codes))
    found: dict[str, int] = {}
    for place in range(len(PLACES) - 1):
        inside = [code for code, at in zip(codes, places, strict=True) if at == place]
        people = np.array([float(municipalities(on)[c].population or 1) for c in inside])
        begun = np.array([counts[code] for code in inside])
        weight = begun + PULL * people / people.sum()
        share = (weight / weight.sum() * need[place])[:, None]
        numbers = divided(share, need[place : place + 1])[:, 0]
        found |= {code: int(n) for code, n in zip(inside, numbers, strict=True)}
    return found | {"": int(need[-1])}


def _recent(plan: NeedsPlan) -> Ints:
    """Beginnings of the months that shares are counted over, by place in MUNICIPALITIES."""
    history = plan.history
    months = value("needs.share_months", history.as_of).whole
    recent = history.starts["begun"] > month(history.as_of) - months
    where = history.people["municipality"][history.starts["person"][recent]]
    return np.bincount(where[where != UNKNOWN], minlength=len(MUNICIPALITIES))

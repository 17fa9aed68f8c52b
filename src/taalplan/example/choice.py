# SPDX-License-Identifier: EUPL-1.2
"""The choice of a start and a form of lessons, for many people at once.

A logit: what suits the person, what the centre offers, and what fits between the day on which
lessons are looked for and the day on which a component was closed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taalplan.example import lessons
from taalplan.example.centres import CBE, CVO
from taalplan.example.figures import Floats, Ints

KIND_OF_FORM: Ints = np.where(lessons.PROFILE_OF <= 1, CBE, CVO)
"""Alfa and basic courses are given by centres for basic education, the others not."""

EARLY = 75
"""Days before the opening of a component that its lessons may begin. Assumption."""

_FORMS_BY_KIND = tuple(np.flatnonzero(kind == KIND_OF_FORM) for kind in (CVO, CBE))
_BACK, _AHEAD = 9, 4
_BLOCK = 8_000


@dataclass(frozen=True)
class Wish:
    """When a course should be: from `opened` to `closed`, and never before `floor`.

    `slack` is how many days between the end and `closed` make an end three times less likely.
    `shares` go by person and profile; `centres` are where the person would go, by kind.
    """

    opened: Ints
    closed: Ints
    floor: Ints
    slack: Floats
    shares: Floats
    level: Ints
    centres: Ints


def choose(
    rng: np.random.Generator, wish: Wish, menu: Floats, *, backwards: bool
) -> tuple[Ints, Ints]:
    """A start and a form for each wish; -1 where nothing fits.

    Backwards looks for a course that ends just before `closed`; forwards for one that starts
    soon after `opened`.
    """
    starts = np.full(len(wish.opened), -1)
    forms = np.full(len(wish.opened), -1)
    for first in range(0, len(wish.opened), _BLOCK):
        rows = slice(first, first + _BLOCK)
        part = Wish(*(getattr(wish, field.name)[rows] for field in fields(Wish)))
        starts[rows], forms[rows] = _choose_block(rng, part, menu, backwards)
    return starts, forms


def _choose_block(
    rng: np.random.Generator, wish: Wish, menu: Floats, backwards: bool
) -> tuple[Ints, Ints]:
    monday, friday = lessons.starts(), lessons.ends()
    if backwards:
        near = np.searchsorted(monday, wish.closed) - np.arange(1, _BACK + 1)[:, None]
    else:
        near = np.searchsorted(monday, wish.opened - 18) + np.arange(_AHEAD)[:, None]
    near = near.T
    real = (near >= 0) & (near < len(monday))
    start = np.where(real, near, 0)
    worth = _worth_of_start(wish, monday[start])
    worth[~real] = -np.inf
    with np.errstate(divide="ignore"):
        # A share of nothing is impossible, whatever else speaks for it.
        person = np.log(wish.shares)[:, lessons.PROFILE_OF] + lessons.log_shares()
    lag = wish.closed[:, None, None] - friday[start]
    total = worth[:, :, None] + person[:, None, :]
    for kind, forms in enumerate(_FORMS_BY_KIND):
        centre, level = wish.centres[:, kind, None], wish.level[:, None]
        total[:, :, forms] += menu[centre, level, start][:, :, forms]
    if backwards:
        fits = (lag >= 0) & (lag <= 5 * wish.slack[:, None, None])
        total = np.where(fits, total - lag / wish.slack[:, None, None], -np.inf)
    total += rng.gumbel(size=total.shape)
    best = total.reshape(len(total), -1).argmax(axis=1)
    found = np.take_along_axis(total.reshape(len(total), -1), best[:, None], 1)[:, 0] > -np.inf
    which, form = np.divmod(best, len(lessons.FORMATS))
    chosen = start[np.arange(len(start)), which]
    return np.where(found, chosen, -1), np.where(found, form, -1)


def _worth_of_start(wish: Wish, monday: Ints) -> Floats:
    late = (monday - wish.opened[:, None]).astype(np.float64)
    worth = -np.maximum(-late, 0) / 20.0 - np.maximum(late - 25, 0) / 25.0
    possible = (monday >= wish.floor[:, None]) & (late >= -EARLY)
    return np.where(possible, worth, -np.inf)

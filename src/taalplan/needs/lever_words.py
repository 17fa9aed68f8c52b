# SPDX-License-Identifier: EUPL-1.2
"""Levers as they are typed: `pass_rate=0.95@2022-09..2023-06:A2,limburg#nieuwe toets`."""

from __future__ import annotations

from datetime import date

from taalplan.needs.history import AREA_CODES, LEVELS, PROFILES
from taalplan.needs.horizon import Horizon, days_of, month
from taalplan.needs.progression import Lever, Levers, What
from taalplan.vocabulary.text import Text

FORM = "WHAT=VALUE[@MONTH[..MONTH]][:LEVEL,AREA,PROFILE][#WHY]"


class LeverError(ValueError):
    """A lever that cannot be read; the message says how it is written."""


def read_levers(texts: list[str], horizon: Horizon) -> Levers:
    """All levers; one without a month begins after the cut-off. Raises LeverError with all faults.

    Values multiply a rate (0.95), or are months of waiting (+1, -1).
    """
    found, faults = [], []
    for text in texts:
        try:
            found.append(_lever(text, horizon))
        except ValueError as error:
            faults.append(f"'{text}': {error}")
    if faults:
        raise LeverError("; ".join(faults) + f"; write a lever as {FORM}")
    return Levers(tuple(found))


def _lever(text: str, horizon: Horizon) -> Lever:
    rest, _, why = text.partition("#")
    rest, _, about = rest.partition(":")
    rest, _, months = rest.partition("@")
    what, _, value = rest.partition("=")
    if what.strip() not in {one.value for one in What}:
        raise ValueError(f"'{what}' is no lever; choose from {', '.join(What)}")
    first, _, last = months.partition("..")
    names = [name.strip() for name in about.split(",") if name.strip()]
    unknown = [name for name in names if name not in (*LEVELS, *AREA_CODES, *PROFILES)]
    if unknown:
        raise ValueError(f"no level, area or profile is called {', '.join(unknown)}")
    return Lever(
        What(what.strip()),
        float(value),
        _month(first) if first else horizon.months[0].astype("datetime64[D]").astype(object),
        _last(last) if last else None,
        levels=tuple(name for name in names if name in LEVELS),
        areas=tuple(name for name in names if name in AREA_CODES),
        profiles=tuple(name for name in names if name in PROFILES),
        why=Text.same(why.strip()) if why.strip() else None,
    )


def _month(text: str) -> date:
    """The first day of a month written as 2022-09, or a day itself."""
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        raise ValueError(f"'{text}' is not a month, as 2022-09") from None


def _last(text: str) -> date:
    """The last day of a month written as 2023-06, or a day itself."""
    first = _month(text)
    return first if len(text) > 7 else days_of(month(first))[1]

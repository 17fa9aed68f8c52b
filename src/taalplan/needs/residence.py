# SPDX-License-Identifier: EUPL-1.2
"""Where people live, as a plan needs it: each centre city, and the rest of each province."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taalplan.vocabulary.places import CENTRE_CITIES, PROVINCES, municipalities
from taalplan.vocabulary.text import Text

UNKNOWN_PLACE = Text("Woonplaats onbekend", "Residence unknown", "Résidence inconnue")
ELSEWHERE = "onbekend"


@dataclass(frozen=True)
class Place:
    """A centre city, or what else there is of a province. `city` is its NIS code, or empty."""

    code: str
    label: Text
    province: str
    city: str = ""


def _places() -> tuple[Place, ...]:
    found, known = [], municipalities()
    for code, province in PROVINCES.items():
        cities = [city for city in CENTRE_CITIES if known[city].province == code]
        found += [Place(f"stad-{city}", known[city].name, code, city) for city in cities]
        rest = Text(
            "overige gemeenten",
            "other municipalities",
            "autres communes",
        )
        found.append(Place(f"rest-{code}", rest if cities else province.label, code))
    return (*found, Place(ELSEWHERE, UNKNOWN_PLACE, ELSEWHERE))


PLACES = _places()
"""The places of residence; together they are everybody, the last one is not known."""


MUNICIPALITIES = tuple(sorted(municipalities()))
"""Every NIS code that ever was."""


def code_of(municipality: NDArray[Any]) -> NDArray[np.int64]:
    """The place in MUNICIPALITIES of each NIS code; -1 for none, or one outside the list."""
    where = {code: number for number, code in enumerate(MUNICIPALITIES)}
    unique, inverse = np.unique(np.asarray(municipality, str), return_inverse=True)
    found = [where.get(str(nis), -1) for nis in unique] or [-1]
    return np.array(found, np.int64)[inverse.reshape(-1)]


def place_of(municipality: NDArray[Any]) -> NDArray[np.int64]:
    """The place in PLACES of each NIS code; the last one for none, or one outside the list."""
    cities = {place.city: number for number, place in enumerate(PLACES) if place.city}
    rests = {p.province: n for n, p in enumerate(PLACES) if not p.city}
    known = municipalities()
    unique, inverse = np.unique(np.asarray(municipality, str), return_inverse=True)

    def one(nis: str) -> int:
        if nis not in known:
            return -1
        city = _city(nis)
        return cities[city] if city else rests.get(known[nis].province, len(PLACES) - 1)

    return np.array([one(str(nis)) for nis in unique] or [-1], np.int64)[inverse.reshape(-1)]


def _city(nis: str) -> str:
    """The centre city of a code, also of one that merged later."""
    if nis in CENTRE_CITIES:
        return nis
    known = municipalities()
    if not known[nis].centre_city:
        return ""
    return next((c for c in CENTRE_CITIES if known[c].successor == nis), "")

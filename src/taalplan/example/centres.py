# SPDX-License-Identifier: EUPL-1.2
"""Invented centres and the places where they give lessons, near where people live.

There are as many centres for basic education as there really are (13 in 2020) and fewer centres
for adult education; the towns are real, the centres are not, and their names say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from taalplan.example import days
from taalplan.example.catchments import MUNICIPALITIES, distance
from taalplan.example.figures import Flags, Floats, Ints
from taalplan.vocabulary import places
from taalplan.vocabulary.codes import CentreKind

KINDS: tuple[str, ...] = tuple(kind.value for kind in CentreKind)
CVO, CBE, UTC = (KINDS.index(kind) for kind in (CentreKind.CVO, CentreKind.CBE, CentreKind.UTC))

TOWNS = {
    CVO: (
        *("11002", "11002", "12025", "13040", "24062", "23088", "23027", "21004", "21015"),
        *("44021", "44021", "41002", "46021", "31005", "35013", "34022", "36015", "71022"),
        *("71016", "45035"),
    ),
    CBE: (
        *("11002", "12025", "13040", "24062", "23027", "21004", "44021", "46021", "41002"),
        *("31005", "34022", "71022", "71016"),
    ),
    UTC: ("11002", "24062", "44021", "21004"),
}
"""The towns of the centres by kind. Assumption."""

SITES = {CVO: 120, CBE: 70}
"""About how many places there are; busy towns have several, quiet ones none. Assumption."""

OPENED = date(2015, 1, 1)
CLOSED = ("45035", date(2019, 8, 31))
"""A centre for adult education that closed with its places. When the minimum size rose on
1 September 2019 their number halved (press, June 2019); which one closes here is invented."""

MERGED = ("36015", "34022", date(2020, 8, 31))
"""One that went up in another, which took over its places the day after. Assumption."""


@dataclass(frozen=True)
class Centre:
    """An invented centre; `kind` is an index into KINDS."""

    code: str
    name: str
    kind: int
    town: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Site:
    """A place of lessons (lesplaats) in one period, with the number of its centre.

    A place that changed hands has two of them, with one code.
    """

    code: str
    name: str
    centre: int
    municipality: str
    latitude: float
    longitude: float
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class Network:
    """All centres and places. A course names its place by a row of `sites`."""

    centres: tuple[Centre, ...]
    sites: tuple[Site, ...]

    @property
    def kind(self) -> Ints:
        """The kind of each site's centre."""
        return np.array([self.centres[site.centre].kind for site in self.sites])

    @property
    def centre(self) -> Ints:
        """The centre of each site."""
        return np.array([site.centre for site in self.sites])

    @property
    def municipality(self) -> Ints:
        """The municipality of each site, an index into `catchments.MUNICIPALITIES`."""
        return np.array([MUNICIPALITIES.index(site.municipality) for site in self.sites])

    def open_for(self, start: int, end: int) -> Flags:
        """Sites where a course can be from one day to another.

        A course that runs while its centre merges stays on the books of the former centre; one
        whose place closes before its end cannot be there.
        """
        return np.array([self._open(site, start, end) for site in self.sites])

    def _open(self, site: Site, start: int, end: int) -> bool:
        merges = self.centres[site.centre].town == MERGED[0] and site.valid_to == MERGED[2]
        needed = start if merges else end
        last = np.inf if site.valid_to is None else days.number(site.valid_to)
        return bool(days.number(site.valid_from) <= start and needed <= last)


def network(rng: np.random.Generator, people_by_home: Ints) -> Network:
    """Centres and sites, by where people live (how many, by municipality)."""
    centres = tuple(_centre(kind, i) for kind in TOWNS for i in range(len(TOWNS[kind])))
    weight = people_by_home.astype(np.float64) ** 0.7
    share = weight / weight.sum()
    found = [site for kind in TOWNS for site in _sites(rng, kind, centres, share)]
    coded = [replace(site, code=_code(n, site)) for n, site in enumerate(found, start=1)]
    return Network(centres, tuple(_handed_over(centres, coded)))


def _centre(kind: int, place: int) -> Centre:
    towns = TOWNS[kind]
    town = towns[place]
    name = places.municipalities()[town].name.nl
    number = f" {towns[: place + 1].count(town)}" if towns.count(town) > 1 else ""
    ends = {CLOSED[0]: CLOSED[1], MERGED[0]: MERGED[2]} if kind == CVO else {}
    return Centre(
        code=f"vb-{KINDS[kind]}-{places.slug(name + number)}",
        name=f"Voorbeeldcentrum {KINDS[kind].upper()} {name}{number}",
        kind=kind,
        town=town,
        valid_from=OPENED,
        valid_to=ends.get(town),
    )


def _sites(
    rng: np.random.Generator, kind: int, centres: tuple[Centre, ...], share: Floats
) -> Iterator[Site]:
    homes = places.municipalities(date(2021, 1, 1))
    mine = [i for i, centre in enumerate(centres) if centre.kind == kind]
    for place, nis in enumerate(MUNICIPALITIES):
        far = [distance(homes[centres[i].town], homes[nis]) for i in mine]
        nearest = [i for i, km in zip(mine, far, strict=True) if km == min(far)]
        # Every centre has a place in its own town, however few people live there.
        own = sum(centres[i].town == nis for i in mine)
        count = max(own, int(share[place] * SITES.get(kind, 0) + 0.7))
        for n in range(count):
            number = f" {n + 1}" if count > 1 else ""
            centre = nearest[n % len(nearest)]
            yield _site(rng, centre, centres[centre], homes[nis], number)


def _site(
    rng: np.random.Generator, number: int, centre: Centre, home: places.Municipality, again: str
) -> Site:
    # About a kilometre from the middle of where people live.
    north, east = rng.normal(0, 0.006), rng.normal(0, 0.009)
    return Site(
        code="",
        name=f"{centre.name}, lesplaats {home.name.nl}{again}",
        centre=number,
        municipality=home.nis,
        latitude=round(home.latitude + north, 5),
        longitude=round(home.longitude + east, 5),
        valid_from=OPENED,
        valid_to=centre.valid_to,
    )


def _code(number: int, site: Site) -> str:
    return f"vb-{number:03d}-{places.slug(places.municipalities()[site.municipality].name.nl)}"


def _handed_over(centres: tuple[Centre, ...], sites: list[Site]) -> Iterator[Site]:
    """The places, with a second period for those of the centre that merged."""
    ours = [i for i, centre in enumerate(centres) if centre.kind == CVO]
    gone, heir = (next(i for i in ours if centres[i].town == town) for town in MERGED[:2])
    after = date.fromordinal(MERGED[2].toordinal() + 1)
    for site in sites:
        yield site
        if site.centre == gone:
            name = site.name.replace(centres[gone].name, centres[heir].name)
            yield replace(site, centre=heir, name=name, valid_from=after, valid_to=None)


def centre_tables(net: Network) -> dict[str, Any]:
    """The tables `centres` and `sites`."""
    import pyarrow as pa

    both = ("code", "name", "valid_from", "valid_to")
    centres = {field: [getattr(centre, field) for centre in net.centres] for field in both}
    own = (*both, "municipality", "latitude", "longitude")
    sites = {field: [getattr(site, field) for site in net.sites] for field in own}
    return {
        "centres": pa.table(
            {
                "centre": centres.pop("code"),
                **centres,
                "kind": [KINDS[centre.kind] for centre in net.centres],
            }
        ),
        "sites": pa.table(
            {
                "site": sites.pop("code"),
                **sites,
                "centre": [net.centres[site.centre].code for site in net.sites],
            }
        ),
    }

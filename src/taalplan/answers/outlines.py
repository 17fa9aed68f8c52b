# SPDX-License-Identifier: EUPL-1.2
"""The ground of a map: an outline for each municipality, in kilometres on a flat page.

Official boundaries are used where `TAALPLAN_BOUNDARIES` names a file of them (GeoJSON or
TopoJSON in degrees, with a NIS code in each feature). Without one the outlines are our own
drawing: to each municipality what lies nearer to its centre than to any other, up to `REACH`.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from math import cos, hypot, pi, radians, sin

from taalplan.answers.boundaries import read_boundaries
from taalplan.vocabulary.municipalities import municipalities

Point = tuple[float, float]
Ring = list[Point]
Outline = list[Ring]
"""The rings of one municipality: its parts, and the holes in them."""

SETTING = "TAALPLAN_BOUNDARIES"
REACH = 6.5
"""Kilometres that an outline reaches from its centre; about the width of a large municipality."""
CORNERS = 48
_DEGREE = 111.2
_EAST = _DEGREE * cos(radians(50.95))


def flat(latitude: float, longitude: float) -> Point:
    """Kilometres east and north, as `vocabulary.distance` counts them."""
    return longitude * _EAST, latitude * _DEGREE


def outlines(on: date) -> Mapping[str, Outline]:
    """The outline of each municipality of a day by NIS code."""
    return _outlines(on, os.environ.get(SETTING, ""))


@cache
def _outlines(on: date, file: str) -> Mapping[str, Outline]:
    known = municipalities(on)
    official = read_boundaries(file, known) if file else {}
    made = cells({code: flat(m.latitude, m.longitude) for code, m in known.items()})
    return {
        code: [[flat(lat, lon) for lon, lat in ring] for ring in official[code]]
        if code in official
        else [made[code]]
        for code in known
    }


def cells(centres: Mapping[str, Point], reach: float = REACH) -> dict[str, Ring]:
    """What lies nearer to each centre than to any other and within its reach."""
    made = {}
    for code, centre in centres.items():
        ring = [
            (centre[0] + reach * cos(2 * pi * k / CORNERS),
             centre[1] + reach * sin(2 * pi * k / CORNERS))
            for k in range(CORNERS)
        ]  # fmt: skip
        for other in centres.values():
            if other != centre and hypot(other[0] - centre[0], other[1] - centre[1]) < 2 * reach:
                ring = _nearer(ring, centre, other)
        made[code] = ring
    return made


def _nearer(ring: Ring, centre: Point, other: Point) -> Ring:
    """The part of a convex ring that lies nearer to its centre than to another point."""
    east, north = other[0] - centre[0], other[1] - centre[1]
    middle = (other[0] + centre[0]) / 2 * east + (other[1] + centre[1]) / 2 * north
    beyond = [x * east + y * north - middle for x, y in ring]
    kept: Ring = []
    for k, point in enumerate(ring):
        before, here = beyond[k - 1], beyond[k]
        if (before > 0) != (here > 0):
            share = before / (before - here)
            start = ring[k - 1]
            kept.append(
                (start[0] + share * (point[0] - start[0]), start[1] + share * (point[1] - start[1]))
            )
        if here <= 0:
            kept.append(point)
    return kept


def borders(shapes: Mapping[str, Outline], parts: Mapping[str, str]) -> list[Ring]:
    """The pieces of outline that lie between municipalities of different parts.

    `parts` says to which part, such as a province, a municipality belongs.
    """
    sides: defaultdict[frozenset[Point], set[str]] = defaultdict(set)
    for code, outline in shapes.items():
        for ring in outline:
            # To 50 metres: the same line was reckoned from both of its sides.
            near = [(round(x * 20) / 20, round(y * 20) / 20) for x, y in ring]
            for k, point in enumerate(near):
                sides[frozenset((near[k - 1], point))].add(parts.get(code, ""))
    return [sorted(line) for line, both in sides.items() if len(both) > 1 and len(line) > 1]

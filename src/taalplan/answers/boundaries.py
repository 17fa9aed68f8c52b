# SPDX-License-Identifier: EUPL-1.2
"""Official boundaries from a file: GeoJSON or TopoJSON, in degrees, a NIS code per feature."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]
"""Longitude before latitude, as in the file."""


def read_boundaries(path: str | Path, codes: Collection[str]) -> dict[str, list[Ring]]:
    """The rings of each of the municipalities that the file has.

    The code of a feature is its id, or the first property that is one of `codes`. Raises
    ValueError when the file is no such file, has none of the codes, or is not in degrees.
    """
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
        features = list(_topology(told) if told.get("type") == "Topology" else _features(told))
    except (OSError, AttributeError, KeyError, IndexError, TypeError, ValueError) as fault:
        raise ValueError(f"boundaries {path}: not readable as GeoJSON or TopoJSON: {fault}") from (
            fault
        )
    found: dict[str, list[Ring]] = {}
    for values, rings in features:
        code = next((value for value in values if value in codes), None)
        if code is not None:
            found.setdefault(code, []).extend(rings)
    if not found:
        raise ValueError(f"boundaries {path}: no feature has the NIS code of a municipality")
    if any(abs(x) > 180 or abs(y) > 90 for rings in found.values() for r in rings for x, y in r):
        raise ValueError(f"boundaries {path}: not in degrees (WGS84); convert the file first")
    return found


def _features(told: Any) -> Iterator[tuple[list[str], list[Ring]]]:
    for feature in told["features"]:
        geometry = feature["geometry"]
        if geometry is not None:
            yield _codes(feature), list(_rings(geometry["type"], geometry["coordinates"]))


def _codes(feature: Any) -> list[str]:
    """What may be a code: the id, then every property; numbers without their decimals."""
    values = [feature.get("id"), *(feature.get("properties") or {}).values()]
    return [str(value) for value in values if isinstance(value, str | int)]


def _rings(kind: str, parts: Any) -> Iterator[Ring]:
    if kind not in ("Polygon", "MultiPolygon"):
        return
    for polygon in parts if kind == "MultiPolygon" else [parts]:
        for ring in polygon:
            yield [(float(point[0]), float(point[1])) for point in ring]


def _topology(told: Any) -> Iterator[tuple[list[str], list[Ring]]]:
    """TopoJSON: every line once, in steps of a grid; a ring strings lines together."""
    arcs = [_arc(arc, told.get("transform")) for arc in told["arcs"]]

    def strung(numbers: list[int]) -> Ring:
        lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return [point for line in lines for point in line[:-1]]

    for collection in told["objects"].values():
        for shape in collection.get("geometries", ()):
            polygons = shape.get("arcs", ())
            if shape["type"] == "Polygon":
                polygons = [polygons]
            elif shape["type"] != "MultiPolygon":
                continue
            yield _codes(shape), [strung(ring) for polygon in polygons for ring in polygon]


def _arc(arc: Any, transform: Any) -> Ring:
    if transform is None:
        return [(float(x), float(y)) for x, y in arc]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    columns = zip(*arc, strict=True)
    xs, ys = (list(accumulate(column)) for column in columns)
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]

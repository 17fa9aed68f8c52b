# SPDX-License-Identifier: EUPL-1.2
"""Where names stand on a map: beside their point, clear of the points and names before them."""

from __future__ import annotations

from dataclasses import dataclass, replace

LETTER = 5.9
"""Dots that a letter of 11 dots is wide, about."""
LINE = 12
GAP = 3

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name, the point it belongs to and how far to stay from it; then where it was put."""

    text: str
    point: tuple[float, float]
    away: float
    x: float = 0
    y: float = 0
    align: str = "left"

    @property
    def box(self) -> Box:
        """Left, top, right and bottom of the name."""
        width = LETTER * len(self.text)
        left = self.x - {"left": 0, "center": width / 2, "right": width}[self.align]
        return left, self.y - LINE / 2, left + width, self.y + LINE / 2


def beside(labels: list[Label], width: float) -> list[Label]:
    """Each label on the side of its point where it hides least; the largest point first."""
    circles = [
        (x - r, y - r, x + r, y + r) for (x, y), r in ((one.point, one.away) for one in labels)
    ]
    put: list[Label] = []
    for label in sorted(labels, key=lambda one: (-one.away, one.point)):
        taken = [other.box for other in put] + circles
        put.append(min(_sides(label), key=lambda one: _hidden(one.box, taken, width)))
    return put


def _sides(label: Label) -> list[Label]:
    (x, y), away = label.point, label.away + GAP
    return [
        replace(label, x=x + away, y=y, align="left"),
        replace(label, x=x - away, y=y, align="right"),
        replace(label, x=x, y=y - away - LINE / 2, align="center"),
        replace(label, x=x, y=y + away + LINE / 2, align="center"),
    ]


def _hidden(box: Box, taken: list[Box], width: float) -> float:
    """The surface that a name would cover, and more for what falls off the page."""
    off = max(0.0, -box[0]) + max(0.0, box[2] - width)
    return off * 1000 + sum(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)

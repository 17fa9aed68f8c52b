# SPDX-License-Identifier: EUPL-1.2
"""Tables drawn as text in tests."""

from __future__ import annotations


def read_drawing(drawing: str) -> list[dict[str, str]]:
    """Rows of a drawn table: a heading, a rule of dashes, cells between bars."""
    lines = [line.strip() for line in drawing.strip().splitlines() if set(line.strip()) - set("-+")]
    heading, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(heading, cells, strict=True)) for cells in body]

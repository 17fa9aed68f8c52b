# SPDX-License-Identifier: EUPL-1.2
"""What countries are called, by ISO 3166 code (XK is Kosovo, XX is stateless)."""

from __future__ import annotations

from functools import cache

from taalplan.vocabulary.packaged import rows
from taalplan.vocabulary.text import Text


@cache
def countries() -> dict[str, Text]:
    """The names of countries by code."""
    return {row["code"]: Text(row["nl"], row["en"], row["fr"]) for row in rows("countries.csv")}

# SPDX-License-Identifier: EUPL-1.2
"""Text that a spreadsheet will not run as a formula."""

from __future__ import annotations

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_text(text: str) -> str:
    """Text for a cell of a data file; an apostrophe goes before what could start a formula.

    Meant for words, never for numbers: -5 stays -5.
    """
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text

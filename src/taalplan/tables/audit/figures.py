# SPDX-License-Identifier: EUPL-1.2
"""Figures as they are printed: read from Dutch, English or plain style, and written back.

"2.498" is two thousand four hundred ninety-eight: a dot followed by exactly three digits
separates thousands, because official tables print people and not fractions of them.
"""

from __future__ import annotations

import re

from taalplan.tables.numbers import format_number

Figure = int | float | None
"""What a cell holds. None is a blank, which is not the same as 0."""

BLANK = frozenset({"", "\N{NO-BREAK SPACE}"})
HIDDEN = frozenset({"x", "*", "..", "...", "…", "c", "geheim", "suppressed", "confidential"})
"""Marks for a figure that exists and is not shown; no sum over it can be checked."""

_THOUSANDS = re.compile(r"-?\d{1,3}(?:([.,  ' ])\d{3})(?:\1\d{3})*$")
_PLAIN = re.compile(r"-?\d+$")
_DECIMAL = re.compile(r"-?\d+[.,]\d+$")
_HIDDEN_BELOW = re.compile(r"[<≤]\s*\d+$")


def is_hidden(text: str) -> bool:
    """Whether a cell says that its figure is kept back: 'x', '<5', '…'."""
    word = text.strip().lower()
    return word in HIDDEN or bool(_HIDDEN_BELOW.match(word))


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing. A dash is a blank too, as official tables use it."""
    return text.strip() in BLANK or text.strip() in {"-", "–", "—", "."}


def read_figure(text: str) -> Figure:
    """The figure in a cell; None for a blank or a hidden one. A percentage keeps its scale.

    Raises ValueError when it is none of these.
    """
    if is_blank(text) or is_hidden(text):
        return None
    word = text.strip().removesuffix("%").strip()
    if _PLAIN.match(word):
        return int(word)
    if _THOUSANDS.match(word):
        return int(re.sub(r"[^\d-]", "", word))
    if _DECIMAL.match(word):
        value = float(word.replace(",", "."))
        return int(value) if value.is_integer() else value
    raise ValueError(text)


def write_figure(value: Figure, language: str = "nl") -> str:
    """A figure as people read it: 2.498 in Dutch, 2,498 in English, nothing for None."""
    if value is None:
        return ""
    return format_number(value, language, 0 if float(value).is_integer() else 1)


def digits_apart(old: int | float, new: int | float) -> bool:
    """Whether two figures differ as a slip of the finger makes them differ.

    One digit replaced, one left out or added, or two neighbours exchanged.
    """
    a, b = str(int(old)), str(int(new))
    if a == b or old < 0 or new < 0:
        return False
    if len(a) == len(b):
        places = [k for k in range(len(a)) if a[k] != b[k]]
        if len(places) == 1:
            return True
        return len(places) == 2 and places[1] == places[0] + 1 and a[places[0]] == b[places[1]]
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(
        long[:k] + long[k + 1 :] == short for k in range(len(long))
    )

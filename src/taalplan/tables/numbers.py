# SPDX-License-Identifier: EUPL-1.2
"""Numbers as readers of three languages write them: 1.234,5 and 1,234.5 and 1 234,5.

Only for what people read. Data (CSV, JSON, cells of a workbook) keeps plain numbers.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite

from taalplan.tables.table import Unit
from taalplan.vocabulary.text import Language

NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"

SEPARATORS: dict[Language, tuple[str, str]] = {
    Language.NL: (".", ","),
    Language.EN: (",", "."),
    Language.FR: (NARROW_NO_BREAK, ","),
}
"""For each language the mark between thousands and the mark before decimals."""


def round_half_up(value: float, decimals: int = 0) -> Decimal:
    """A value rounded as published figures are: a half goes away from zero (0.5 -> 1).

    Python's own `round` sends halves to the even neighbour (0.5 -> 0), which a reader with a
    pocket calculator would call a fault. Raises ValueError for what is not a finite number.
    """
    if not isfinite(value):
        raise ValueError(f"{value} is not a number that can be published")
    step = Decimal(1).scaleb(-decimals)
    # Through `str`, so that 0.285 is the 0.285 that was written and not 0.28499999.
    return Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)


def format_number(value: float, language: str = "nl", decimals: int = 0) -> str:
    """A number in the style of a language, rounded half up.

    >>> format_number(1234.5, decimals=1), format_number(25326)
    ('1.234,5', '25.326')
    """
    thousands, point = SEPARATORS[Language(language)]
    rounded = round_half_up(value, decimals)
    # `+ 0` turns the minus zero that rounding -0.2 gives into a plain zero.
    whole, _, fraction = f"{rounded + 0:,f}".partition(".")
    return whole.replace(",", thousands) + (point + fraction if fraction else "")


def format_percent(value: float, language: str = "nl", decimals: int = 0) -> str:
    """A percentage of 0 to 100, with its sign: `88 %` in Dutch and French, `88%` in English."""
    space = "" if Language(language) is Language.EN else NO_BREAK
    return format_number(value, language, decimals) + space + "%"


def format_value(value: float, unit: Unit, language: str = "nl", decimals: int = 0) -> str:
    """A cell's value in its unit: percentages carry their sign, other units stand bare."""
    style = format_percent if unit is Unit.PERCENT else format_number
    return style(value, language, decimals)

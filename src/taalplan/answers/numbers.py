# SPDX-License-Identifier: EUPL-1.2
"""Figures and dates as a Dutch sentence writes them; the functions of the text templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from taalplan.answers.faults import FigureError
from taalplan.tables.numbers import format_number, format_percent
from taalplan.tables.render.layout import format_date

_WORDS = (
    *("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien"),
    *("negentien", "twintig"),
)


def getal(value: float, decimalen: int = 0) -> str:
    """A figure with points for thousands and a comma for decimals.

    >>> getal(25322), getal(-0.25, decimalen=1)
    ('25.322', '-0,3')
    """
    return format_number(_number(value), decimals=decimalen)


def procent(deel: float, geheel: float, decimalen: int = 1) -> str:
    """How much a part is of its whole. Raises FigureError when the whole is zero.

    >>> procent(21322, 25322).replace("\N{NO-BREAK SPACE}", " ")
    '84,2 %'
    """
    return format_percent(_share(_number(deel), _number(geheel)), decimals=decimalen)


def verandering(van: float, naar: float, decimalen: int = 1) -> str:
    """How much higher or lower, in percent and without a sign: the sentence says which.

    >>> f"daalde met {verandering(26235, 20378)}".replace("\N{NO-BREAK SPACE}", " ")
    'daalde met 22,3 %'
    """
    change = _share(_number(naar) - _number(van), _number(van))
    return format_percent(abs(change), decimals=decimalen)


def steeg_of_daalde(van: float, naar: float, decimalen: int = 1) -> str:
    """The verb with its percentage, so that the sentence follows the figures.

    >>> steeg_of_daalde(26235, 20378).replace("\N{NO-BREAK SPACE}", " ")
    'daalde met 22,3 %'
    """
    if _number(naar) == _number(van):
        return "bleef gelijk"
    return f"{'steeg' if naar > van else 'daalde'} met {verandering(van, naar, decimalen)}"


def hoger_of_lager(waarde: float, dan: float, decimalen: int = 1) -> str:
    """How a figure compares with an earlier one; the sentence goes on with a year or a name.

    >>> hoger_of_lager(25322, 26235).replace("\N{NO-BREAK SPACE}", " ")
    '3,5 % lager dan'
    """
    if _number(waarde) == _number(dan):
        return "even hoog als"
    return f"{verandering(dan, waarde, decimalen)} {'hoger' if waarde > dan else 'lager'} dan"


def verschil(van: float, naar: float, decimalen: int = 0) -> str:
    """How much higher or lower, in the table's own unit and without a sign."""
    return getal(abs(_number(naar) - _number(van)), decimalen)


def woord(value: float) -> str:
    """A small count in words (dertien), a larger one in digits, as style guides ask."""
    number = _number(value)
    return _WORDS[int(number)] if number in range(len(_WORDS)) else getal(number)


def datum(day: date) -> str:
    """A date in Dutch.

    >>> datum(date(2022, 3, 15))
    '15 maart 2022'
    """
    return format_date(day, "nl")


def opsomming(words: Sequence[str]) -> str:
    """Words as a Dutch list: a, b en c; `geen` when there are none."""
    if not words:
        return "geen"
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _share(part: float, whole: float) -> float:
    if not whole:
        raise FigureError("a percentage of nothing (the whole is 0) does not exist")
    return 100 * part / whole


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FigureError(f"expected a figure, got {value!r}")
    return value

# SPDX-License-Identifier: EUPL-1.2
"""What one cell says: text in, a date, a number or a code out, or words about why not.

Nothing is guessed. Where a text can be read in two ways (12/03/21, 1.234), it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from taalplan.snapshot.schema import Column, Kind
from taalplan.sources.aliases import code_names, flag_names, fold
from taalplan.vocabulary.places import slug

Parser = Callable[[str], object]


class UnreadableError(Exception):
    """A text that is not what the column holds; its arguments are the problem and the advice."""


def unwrapped(text: str) -> str:
    """A cell without the wrapping that keeps Excel from changing it: ="00123" is 00123."""
    return text[2:-1].strip() if text.startswith('="') and text.endswith('"') else text


_WRITE_DATE = "write it as 2021-03-31 or 31/03/2021"
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_TWO_DIGITS = re.compile(r"\d{1,2}([-/. ])\d{1,2}\1\d{2}")
_SERIAL = re.compile(r"\d{5}([.,]\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?")
_EXCEL_DAY_0 = date(1899, 12, 30)


def read_date(text: str) -> date:
    """A day: ISO, day first, year-month-day without separators, or Excel's number of days.

    A time behind it is ignored; an offset from UTC is refused, because it can be another day.
    """
    day, clock = _day_and_clock(text)
    found = _day(day)
    if clock:
        _time(clock, text)
    return found


def read_moment(text: str) -> datetime:
    """A day and a time, to the second, local time."""
    if re.fullmatch(r"\d{5}[.,]\d+", text):
        days = float(text.replace(",", "."))
        return datetime(1899, 12, 30) + timedelta(seconds=round(days * 86_400))
    day, clock = _day_and_clock(text)
    found = _day(day)
    hour, minute, second = _time(clock, text) if clock else (0, 0, 0)
    return datetime(found.year, found.month, found.day, hour, minute, second)


def _day_and_clock(text: str) -> tuple[str, str]:
    day, _, clock = text.replace("T", " ", 1).partition(" ")
    return day, clock.strip()


def _time(clock: str, text: str) -> tuple[int, int, int]:
    found = _TIME.fullmatch(clock)
    if not found:
        if re.search(r"[+-]\d\d:?\d\d$|Z$", text):
            raise UnreadableError("has an offset from UTC", "write local time, without an offset")
        raise UnreadableError("is not a date and time", "write it as 2021-03-31 14:30")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise UnreadableError("has a time that does not exist", "write it as 2021-03-31 14:30")
    return hour, minute, second


def _day(text: str) -> date:
    if found := _ISO.fullmatch(text):
        return _existing(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_FIRST.fullmatch(text):
        return _existing(int(found[4]), int(found[3]), int(found[1]))
    if found := _COMPACT.fullmatch(text):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    if _SERIAL.fullmatch(text):
        return _EXCEL_DAY_0 + timedelta(days=int(text[:5]))
    if _TWO_DIGITS.fullmatch(text):
        raise UnreadableError("has a year of two digits", _WRITE_DATE)
    raise UnreadableError("is not a date", _WRITE_DATE)


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        advice = "the day comes first: 31/03/2021" if month > 12 else "correct it"
        raise UnreadableError("is a day that does not exist", advice) from None


def read_integer(text: str) -> int:
    """A whole number, without separators of thousands; 12,0 and 12.0 are 12."""
    if re.fullmatch(r"[+-]?\d+([.,]0*)?", text) and not re.fullmatch(r"[+-]?\d{1,3}[.,]000", text):
        number = int(re.split(r"[.,]", text)[0])
        if abs(number) < 2**31:
            return number
        raise UnreadableError("is far too large", "correct it")
    raise UnreadableError("is not a whole number", "write it without separators, as 1234")


_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_WITH_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:,\d{3})+\.\d+")


def read_number(text: str, *, coordinate: bool = False) -> float:
    """A number with a decimal comma or point.

    1.234 could be more than a thousand or a little over one, and is refused; not for a
    coordinate, which cannot be a thousand.
    """
    if _TWO_WAYS.fullmatch(text) and not coordinate:
        raise UnreadableError("can be read in two ways", "write 1234 or 1.2340")
    if _WITH_THOUSANDS.fullmatch(text):
        thousands = "." if text.rfind(",") > text.rfind(".") else ","
        text = text.replace(thousands, "")
    if re.fullmatch(r"[+-]?\d{1,15}([.,]\d*)?", text):
        return float(text.replace(",", "."))
    raise UnreadableError("is not a number", "write it as 12,5 or 12.5")


def read_flag(text: str) -> bool:
    """Yes or no, in three languages."""
    found = flag_names().get(fold(text))
    if found is None:
        raise UnreadableError("is neither yes nor no", "write true or false")
    return found


def read_codes(text: str, codes: tuple[str, ...]) -> list[str]:
    """Several codes, separated by spaces, commas, semicolons or bars."""
    names = code_names(codes)
    return [names.get(fold(word), word) for word in re.split(r"[\s,;|/+]+", text) if word]


def parser_of(column: Column) -> Parser:
    """How a cell of this column is read; keys and references are read elsewhere."""
    codes = column.codes
    names = code_names(codes) if codes else {}
    coordinate = column.name in ("latitude", "longitude")
    parsers: dict[Kind, Parser] = {
        Kind.DATE: read_date,
        Kind.MOMENT: read_moment,
        Kind.INTEGER: read_integer,
        Kind.NUMBER: lambda text: read_number(text, coordinate=coordinate),
        Kind.FLAG: read_flag,
        Kind.TEXT: lambda text: text,
        Kind.CODES: lambda text: read_codes(text, codes),
        # A word that means no code stays as it is; the rule about code lists then names it.
        Kind.CODE: (lambda text: names.get(fold(text), text)) if codes else slug,
    }
    return parsers[column.kind]

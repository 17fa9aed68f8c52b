# SPDX-License-Identifier: EUPL-1.2
"""One policy value on one day, with where it comes from and whether that is certain."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from taalplan.vocabulary.packaged import valid
from taalplan.vocabulary.text import Text

Scalar = int | float | str
Value = Scalar | tuple[Scalar, ...]


class Unit(StrEnum):
    """What a policy value is measured in."""

    PEOPLE = "people"
    HOURS = "hours"
    MINUTES = "minutes"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    DESKS = "desks"
    SHARE = "share"  # between 0 and 1
    EURO = "euro"
    KILOMETRES = "kilometres"
    POINTS = "points"  # of a score, out of ten
    FIGURES = "figures"
    MONTH_DAY = "month-day"  # "03-15", or "02-end" for the last day of a month
    WORD = "word"  # a choice among a few, such as the method by which figures are protected


@dataclass(frozen=True)
class Period:
    """A value from one day to another, both included; no last day means until further notice."""

    valid_from: date
    valid_to: date | None
    value: Value
    source: Text
    assumption: bool

    def valid(self, on: date) -> bool:
        """Whether the value holds on a day."""
        return valid(self.valid_from, self.valid_to, on)


@dataclass(frozen=True)
class Rule:
    """A policy value through time: its periods in order, which never overlap."""

    key: str
    label: Text
    unit: Unit
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class PolicyValue:
    """A policy value as it holds on one day.

    `assumption` is True when no source gives the number; every document that used it says so.
    """

    key: str
    label: Text
    value: Value
    unit: Unit
    source: Text
    assumption: bool
    valid_from: date

    @property
    def number(self) -> float:
        """The value where it is one number. Raises TypeError where it is not."""
        if isinstance(self.value, (str, tuple)):
            raise TypeError(f"{self.key} is {self.value!r}, not a number")
        return self.value

    @property
    def whole(self) -> int:
        """The value where it is a whole number, such as people or months."""
        if not isinstance(self.value, int):
            raise TypeError(f"{self.key} is {self.value!r}, not a whole number")
        return self.value

    @property
    def words(self) -> tuple[str, ...]:
        """The choices where it is one word or a list of words. Raises TypeError elsewhere."""
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        if self.unit is not Unit.WORD:
            raise TypeError(f"{self.key} is in {self.unit}, not a word")
        return tuple(str(value) for value in values)

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values where it is a list of numbers."""
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        if any(isinstance(value, str) for value in values):
            raise TypeError(f"{self.key} is {self.value!r}, not numbers")
        return tuple(value for value in values if not isinstance(value, str))

    def days_in(self, year: int) -> tuple[date, ...]:
        """The day or days of the calendar year that a month-day means, in order."""
        if self.unit is not Unit.MONTH_DAY:
            raise TypeError(f"{self.key} is in {self.unit}, not a day of the year")
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(sorted(_day(str(value), year) for value in values))


def is_month_day(text: str) -> bool:
    """Whether a text is a day that every year has ("03-15"), or the end of a month ("02-end")."""
    if re.fullmatch(r"\d\d-(\d\d|end)", text) is None:
        return False
    try:
        # 2023 has no 29 February: a day that only some years have is refused.
        _day(text, 2023)
    except ValueError:
        return False
    return True


def _day(month_day: str, year: int) -> date:
    month, day = month_day.split("-")
    if day == "end":
        return date(year, int(month), calendar.monthrange(year, int(month))[1])
    return date(year, int(month), int(day))

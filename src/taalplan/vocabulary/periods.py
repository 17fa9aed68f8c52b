# SPDX-License-Identifier: EUPL-1.2
"""The three years of the field, as types that cannot be taken for one another.

Registrations are published by calendar year, outcomes by the year in which the contract was
signed, supply and needs plans by school year. `CalendarYear(2021) == ContractYear(2021)` is
False and comparing them with `<` raises TypeError, so one can never stand in for another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self


@dataclass(frozen=True)
class Year:
    """What the three kinds of year share: a start, an end and neighbours.

    `start` is the calendar year in which the period starts.
    """

    start: int

    first_month: ClassVar[int] = 1
    axis: ClassVar[str] = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be a year of this field (19 or 20211 is a slip of the finger)."""
        if not 1900 <= self.start <= 2200:
            raise ValueError(f"{self.start} is not a year between 1900 and 2200")

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        return date(self.start, self.first_month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the period, itself included."""
        return date.fromordinal(date(self.start + 1, self.first_month, 1).toordinal() - 1)

    def __contains__(self, day: date) -> bool:
        """Whether a day falls in this period."""
        return self.first_day <= day <= self.last_day

    @classmethod
    def of(cls, day: date) -> Self:
        """The year of this kind in which a day falls."""
        return cls(day.year if day.month >= cls.first_month else day.year - 1)

    def shift(self, years: int) -> Self:
        """The year so many years later (or earlier, when negative)."""
        return type(self)(self.start + years)

    def __lt__(self, other: Self) -> bool:
        """Earlier than another year *of the same kind*."""
        if type(self) is not type(other):
            return NotImplemented
        return self.start < other.start

    def __str__(self) -> str:
        """How the year is written in tables and on the command line."""
        return str(self.start)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` writes. Raises ValueError with the form that is expected."""
        if re.fullmatch(r"[0-9]{4}", text) is None:
            raise ValueError(f"'{text}' is not a {cls.axis.replace('-', ' ')}; write it as 2021")
        return cls(int(text))


@dataclass(frozen=True)
class CalendarYear(Year):
    """A year from 1 January to 31 December (kalenderjaar).

    >>> str(CalendarYear.of(date(2021, 12, 31)))
    '2021'
    """

    axis = "calendar-year"


@dataclass(frozen=True)
class ContractYear(Year):
    """The calendar year in which an integration contract was signed (jaar van contract).

    A cohort: people stay in it, whenever they finish.
    """

    axis = "contract-year"


@dataclass(frozen=True)
class SchoolYear(Year):
    """A school year, 1 September to 31 August (schooljaar), named after both its years.

    Needs plans run by school year and registrations are published by calendar year, so a
    figure always says which of the two it follows.

    >>> str(SchoolYear(2022)), SchoolYear.of(date(2022, 8, 31))
    ('2022-2023', SchoolYear(start=2021))
    """

    first_month = 9
    axis = "school-year"

    def __str__(self) -> str:
        """Both years, as in 2022-2023."""
        return f"{self.start}-{self.start + 1}"

    @classmethod
    def parse(cls, text: str) -> SchoolYear:
        """Read '2022-2023'. Raises ValueError when the two years do not follow each other."""
        years = re.fullmatch(r"([0-9]{4})-([0-9]{4})", text)
        if years is None or int(years[2]) != int(years[1]) + 1:
            raise ValueError(f"'{text}' is not a school year; write it as 2022-2023")
        return cls(int(years[1]))


AXES: dict[str, type[Year]] = {kind.axis: kind for kind in (CalendarYear, ContractYear, SchoolYear)}
"""The kind of year for each time axis that a definition may name."""

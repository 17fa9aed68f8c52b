# SPDX-License-Identifier: EUPL-1.2
"""How each table of the snapshot can be divided, and where the answer stands.

A registration knows its desk, and through the desk its area; a component knows its contract,
and through the contract the area, target group and year. `FACTS` says so once; the stamp
kernel and the SQL both follow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taalplan.vocabulary.periods import AXES, Year

UNKNOWN = "unknown"
"""The category of a fact whose column is empty."""


@dataclass(frozen=True)
class Source:
    """Where a dimension's code stands: a column of the fact, or of a table it points to.

    `via` is the dimension that points, `table` where it points to. `column` is the column
    there, or the fact's own. `years` says that the column is a date and the code its year.
    """

    column: str
    via: str = ""
    table: str = ""
    years: type[Year] | None = None


@dataclass(frozen=True)
class Fact:
    """One table of events: its dimensions, and the date behind each time axis."""

    table: str
    sources: Mapping[str, Source]
    axes: Mapping[str, Source] = field(default_factory=dict)
    people: bool = True

    @property
    def dates(self) -> frozenset[str]:
        """The fact's own date columns, which a condition may ask to be known."""
        return frozenset(axis.column for axis in self.axes.values() if not axis.via)

    def source(self, dimension: str) -> Source:
        """Where a dimension stands. Raises KeyError with what can be had instead."""
        found = self.sources.get(dimension) or self.axes.get(AXIS_OF.get(dimension, ""))
        if found is None:
            known = ", ".join([*self.sources, *(TIME_DIMENSIONS[axis] for axis in self.axes)])
            raise KeyError(f"{self.table} cannot be divided by '{dimension}'; choose from {known}")
        return found


TIME_DIMENSIONS = {
    "calendar-year": "year",
    "contract-year": "contract_year",
    "school-year": "school_year",
}
"""The dimension (the column in tidy data) of each time axis."""

AXIS_OF = {dimension: axis for axis, dimension in TIME_DIMENSIONS.items()}

WITHIN = {"desk": "area", "municipality": "province"}
"""A dimension that lies wholly within another: each desk in one area."""

RESIDENCE = ("province", "centre_city", "municipality")


def _own(*columns: str) -> dict[str, Source]:
    return {column: Source(column) for column in columns}


def _through(via: str, table: str, *columns: str) -> dict[str, Source]:
    return {column: Source(column, via, table) for column in columns}


def _years(column: str, *axes: str, via: str = "", table: str = "") -> dict[str, Source]:
    return {axis: Source(column, via, table, AXES[axis]) for axis in axes}


_PEOPLE = _through("person", "people", "sex", "education", "literacy", "nationality_group")
_HOME = _through("person", "people", "municipality")
_PLACES = _through("municipality", "municipalities", "province", "centre_city")
_EVERY_DAY = ("calendar-year", "school-year")

FACTS: dict[str, Fact] = {
    fact.table: fact
    for fact in (
        Fact(
            "registrations",
            _own("desk", "kind", "target_group", "municipality")
            | _through("desk", "desks", "area")
            | _PLACES
            | _PEOPLE,
            _years("date", *_EVERY_DAY),
        ),
        Fact(
            "contracts",
            _own("area", "target_group") | _HOME | _PLACES | _PEOPLE,
            _years("signed", "contract-year", *_EVERY_DAY),
        ),
        Fact(
            "components",
            _own("component", "result")
            | _through("contract", "contracts", "area", "target_group")
            | _HOME
            | _PLACES
            | _PEOPLE,
            _years("signed", "contract-year", via="contract", table="contracts")
            | _years("closed", *_EVERY_DAY),
        ),
        Fact(
            "demands",
            _own("level", "profile", "centre", "municipality", "end_reason") | _PLACES | _PEOPLE,
            _years("since", *_EVERY_DAY),
        ),
        Fact(
            "courses",
            _own("centre", "site", "municipality", "level", "profile", "status") | _PLACES,
            _years("start", *_EVERY_DAY),
            people=False,
        ),
        Fact(
            "placements",
            _own("status", "result")
            | _through("course", "courses", "level", "profile", "centre", "municipality")
            | _PLACES
            | _PEOPLE,
            _years("date", *_EVERY_DAY),
        ),
        Fact(
            "enrolments",
            _own("centre", "municipality", "level", "profile", "mode", "outcome")
            | _PLACES
            | _PEOPLE,
            _years("start", *_EVERY_DAY),
        ),
        Fact(
            "steps",
            _own("component", "next")
            | _through("contract", "contracts", "area", "target_group")
            | _HOME
            | _PLACES
            | _PEOPLE,
            _years("passed", *_EVERY_DAY),
        ),
        Fact(
            "first_lessons",
            _own("desk", "target_group", "municipality", "waited")
            | _through("desk", "desks", "area")
            | _PLACES
            | _PEOPLE,
            _years("registered", *_EVERY_DAY),
        ),
        Fact(
            "heard",
            _own("desk", "touchpoint", "said") | _through("desk", "desks", "area"),
            _years("date", *_EVERY_DAY),
            people=False,
        ),
        Fact(
            "appointments",
            _own("desk", "purpose", "status") | _through("desk", "desks", "area"),
            _years("starts", *_EVERY_DAY),
            people=False,
        ),
        Fact(
            "feedback",
            _own("desk", "touchpoint", "kind", "topic") | _through("desk", "desks", "area"),
            _years("date", *_EVERY_DAY),
            people=False,
        ),
    )
}
"""Every table and every view that can be counted."""

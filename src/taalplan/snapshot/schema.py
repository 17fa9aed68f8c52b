# SPDX-License-Identifier: EUPL-1.2
"""What a snapshot holds: its tables and their columns (docs/reference/snapshot.md).

Tables of people are sorted by `person`, and then by date, so that counting different people
for all margins is one pass. Codes are stored as dictionaries, dates as dates, and what is not
known is null, never a magic value such as 1900-01-01.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from taalplan.vocabulary import codes

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 1


class Kind(StrEnum):
    """What a column holds, and so how it is read, checked and stored."""

    KEY = "key"  # a dense number: person, contract, demand
    CODE = "code"  # a slug from a code list, stored as a dictionary
    DATE = "date"
    MOMENT = "moment"  # local date and time
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"
    CODES = "codes"  # several codes, separated by spaces in CSV


@dataclass(frozen=True)
class Column:
    """One column. `codes` closes the list of what it may say; `refers` names another table."""

    name: str
    kind: Kind
    required: bool = True
    codes: tuple[str, ...] = ()
    refers: str = ""
    minimum: float | None = None

    @property
    def arrow(self) -> pa.DataType:
        """How the column is stored in Parquet."""
        import pyarrow as pa

        return {
            Kind.KEY: pa.int64(),
            Kind.CODE: pa.dictionary(pa.int32(), pa.string()),
            Kind.DATE: pa.date32(),
            Kind.MOMENT: pa.timestamp("ms"),  # Parquet has no seconds
            Kind.INTEGER: pa.int32(),
            Kind.NUMBER: pa.float64(),
            Kind.FLAG: pa.bool_(),
            Kind.TEXT: pa.string(),
            Kind.CODES: pa.list_(pa.string()),
        }[self.kind]


@dataclass(frozen=True)
class TableSchema:
    """One table: its columns, the columns that make a row unique, and its order.

    `unique` is empty when equal rows may be two events. `sort` is the stored order.
    """

    name: str
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """A column by its name. Raises KeyError when there is none."""
        return next(column for column in self.columns if column.name == name)

    @property
    def arrow(self) -> pa.Schema:
        """The table's Arrow schema; required columns are not nullable."""
        import pyarrow as pa

        return pa.schema([pa.field(c.name, c.arrow, nullable=not c.required) for c in self.columns])


def _codes(name: str, enum: type[StrEnum], *, required: bool = True) -> Column:
    return Column(name, Kind.CODE, required, codes=tuple(member.value for member in enum))


def _to(name: str, table: str, *, required: bool = True) -> Column:
    return Column(name, Kind.CODE, required, refers=table)


_PERSON = Column("person", Kind.KEY)
_CONTRACT = Column("contract", Kind.KEY)
_MUNICIPALITY = _to("municipality", "municipalities", required=False)
_LEVEL = _codes("level", codes.Component)
_PROFILE = _codes("profile", codes.Profile)
_DAYPARTS = Column(
    "dayparts", Kind.CODES, required=False, codes=tuple(part.value for part in codes.DayPart)
)


def _date(name: str, *, required: bool = True) -> Column:
    return Column(name, Kind.DATE, required)


def _integer(name: str, *, required: bool = True, minimum: float | None = 0) -> Column:
    return Column(name, Kind.INTEGER, required, minimum=minimum)


_VALIDITY = (_date("valid_from"), _date("valid_to", required=False))
_PLACE = (
    Column("latitude", Kind.NUMBER, required=False),
    Column("longitude", Kind.NUMBER, required=False),
)

_TABLES = (
    TableSchema(
        "people",
        (
            _PERSON,
            _integer("birth_year", required=False, minimum=1850),
            _codes("sex", codes.Sex, required=False),
            _codes("education", codes.Education, required=False),
            _codes("literacy", codes.Literacy, required=False),
            _codes("nationality_group", codes.NationalityGroup, required=False),
            _MUNICIPALITY,
        ),
        unique=("person",),
        sort=("person",),
    ),
    TableSchema(
        "registrations",
        (
            _PERSON,
            _date("date"),
            _to("desk", "desks"),
            _codes("kind", codes.RegistrationKind),
            _codes("target_group", codes.TargetGroup),
            _MUNICIPALITY,
        ),
        unique=("person", "date", "desk", "kind", "target_group", "municipality"),
        sort=("person", "date", "desk"),
    ),
    TableSchema(
        "contracts",
        (
            _CONTRACT,
            _PERSON,
            _date("signed"),
            Column("area", Kind.CODE, codes=()),
            _codes("target_group", codes.TargetGroup),
        ),
        unique=("contract",),
        sort=("person", "signed", "contract"),
    ),
    TableSchema(
        "components",
        (
            _PERSON,
            Column("contract", Kind.KEY, refers="contracts"),
            _codes("component", codes.Component),
            _date("opened"),
            _date("closed", required=False),
            _codes("result", codes.Result, required=False),
        ),
        unique=("contract", "component", "opened"),
        sort=("person", "contract", "component", "opened"),
    ),
    TableSchema(
        "demands",
        (
            Column("demand", Kind.KEY),
            _PERSON,
            _LEVEL,
            _PROFILE,
            _to("centre", "centres", required=False),
            _date("since"),
            _date("desired_start", required=False),
            _MUNICIPALITY,
            _DAYPARTS,
            _integer("intensity", required=False, minimum=1),
            _date("unavailable_until", required=False),
            _date("ended", required=False),
            _codes("end_reason", codes.EndReason, required=False),
        ),
        unique=("demand",),
        sort=("person", "since", "demand"),
    ),
    TableSchema(
        "courses",
        # What nobody told of a course that another system gives is null, its places as well.
        (
            Column("course", Kind.KEY),
            _to("centre", "centres"),
            _to("site", "sites"),
            _MUNICIPALITY,
            _codes("level", codes.Component, required=False),
            _codes("profile", codes.Profile, required=False),
            _date("start", required=False),
            _date("end", required=False),
            Column("hours", Kind.NUMBER, required=False, minimum=0),
            Column("distance_hours", Kind.NUMBER, required=False, minimum=0),
            _DAYPARTS,
            _integer("capacity", required=False),
            _integer("places_for_desks", required=False),
            _codes("status", codes.CourseStatus, required=False),
        ),
        unique=("course",),
        sort=("course",),
    ),
    TableSchema(
        "placements",
        (
            _PERSON,
            Column("course", Kind.KEY, refers="courses"),
            _date("date"),
            _codes("status", codes.PlacementStatus),
            _codes("result", codes.CourseResult, required=False),
        ),
        unique=("person", "course", "date", "status"),
        sort=("person", "date", "course"),
    ),
    TableSchema(
        "appointments",
        (
            _to("desk", "desks"),
            Column("person", Kind.KEY, required=False),
            Column("starts", Kind.MOMENT),
            _integer("minutes", minimum=1),
            _codes("purpose", codes.AppointmentPurpose),
            _date("booked"),
            _codes("status", codes.AppointmentStatus),
        ),
        sort=("desk", "starts"),
    ),
    TableSchema(
        "feedback",
        (
            _to("desk", "desks"),
            _date("date"),
            Column("touchpoint", Kind.CODE),
            _codes("kind", codes.FeedbackKind),
            Column("score", Kind.NUMBER, required=False, minimum=0),
            Column("topic", Kind.CODE, required=False),
        ),
        sort=("desk", "date"),
    ),
    TableSchema(
        "desks",
        (
            Column("desk", Kind.CODE),
            Column("name", Kind.TEXT),
            _codes("kind", codes.DeskKind),
            Column("area", Kind.CODE),
            _to("municipality", "municipalities"),
            *_VALIDITY,
            Column("temporary", Kind.FLAG),
            _integer("counters", required=False),
        ),
        unique=("desk", "valid_from"),
        sort=("desk", "valid_from"),
    ),
    TableSchema(
        "centres",
        (
            Column("centre", Kind.CODE),
            Column("name", Kind.TEXT),
            _codes("kind", codes.CentreKind, required=False),
            *_VALIDITY,
        ),
        unique=("centre", "valid_from"),
        sort=("centre", "valid_from"),
    ),
    TableSchema(
        "sites",
        (
            Column("site", Kind.CODE),
            _to("centre", "centres"),
            Column("name", Kind.TEXT),
            _MUNICIPALITY,
            *_PLACE,
            *_VALIDITY,
        ),
        unique=("site", "valid_from"),
        sort=("site", "valid_from"),
    ),
    TableSchema(
        "municipalities",
        (
            Column("municipality", Kind.CODE),
            Column("name", Kind.TEXT),
            Column("province", Kind.CODE),
            Column("centre_city", Kind.FLAG),
            *_PLACE,
            _integer("population", required=False),
            *_VALIDITY,
        ),
        unique=("municipality", "valid_from"),
        sort=("municipality", "valid_from"),
    ),
)

TABLES: dict[str, TableSchema] = {table.name: table for table in _TABLES}
"""Every table a snapshot may hold; it may hold only some."""

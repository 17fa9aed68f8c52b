# SPDX-License-Identifier: EUPL-1.2
"""The tables of a snapshot as the register has them, without anything to find somebody by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from taalplan.register.extract import places
from taalplan.register.extract.columns import columns, kept_until, replaced, without_doubles
from taalplan.register.extract.pseudonyms import Numbering
from taalplan.register.models import (
    Appointment,
    Component,
    Contract,
    Course,
    Demand,
    Feedback,
    Person,
    PlacementChange,
    Registration,
)
from taalplan.vocabulary.nationalities import nationality_groups

INT, TEXT, DAY, REAL = pa.int64(), pa.string(), pa.date32(), pa.float64()
WORDS = pa.list_(pa.string())
MOMENT = pa.timestamp("ms", tz="UTC")


@dataclass(frozen=True)
class Reading:
    """What every table needs: the numbers of people, the day, and where notices go."""

    people: Numbering
    courses: Numbering
    day: date
    notices: list[str]

    def numbered(self, table: pa.Table) -> pa.Table:
        """The table with numbers of people instead of their keys; nobody is null."""
        return _numbered(table, "person", self.people)


def read(
    key: bytes, day: date, progress: Callable[[str, float], None]
) -> tuple[dict[str, pa.Table], list[str]]:
    """Every table, and what there is to know about them."""
    reading = Reading(_people_numbers(key), _course_numbers(key), day, [])
    tables: dict[str, pa.Table] = {}
    for at, make in enumerate(_TABLES):
        name = make.__name__.strip("_")
        progress(name, at / len(_TABLES))
        tables[name] = make(reading)
    components, contracts = _in_order(tables["components"], tables["contracts"])
    demands = replaced(tables["demands"], demand=_ranked(tables["demands"], "since", "demand"))
    tables |= {"components": components, "contracts": contracts, "demands": demands}
    tables |= places.read()
    return {name: places.known_places(table, name, reading.notices)
            for name, table in tables.items()}, reading.notices  # fmt: skip


def _people_numbers(key: bytes) -> Numbering:
    merged = {
        key: into
        for key, into in Person.objects.values_list("pk", "merged_into").filter(
            merged_into__isnull=False
        )
        if into is not None
    }
    keys = Person.objects.filter(merged_into__isnull=True).values_list("pk", flat=True)
    return Numbering("person", keys.iterator(chunk_size=20_000), key, merged)


def _course_numbers(key: bytes) -> Numbering:
    return Numbering("course", Course.objects.values_list("pk", flat=True).iterator(), key)


def _people(reading: Reading) -> pa.Table:
    """Files that were merged into another are not people of their own.

    Of somebody who was erased the group of the nationality is all that stays.
    """
    table = columns(
        Person.objects.filter(merged_into__isnull=True),
        person=("pk", INT), birth_year=("birth_year", INT), sex=("sex", TEXT),
        education=("education", TEXT), literacy=("literacy", TEXT),
        nationality=("nationality", TEXT), municipality=("municipality", TEXT),
        remains=("remains__nationality_group", TEXT),
    )  # fmt: skip
    groups = nationality_groups()
    given = table["nationality"].combine_chunks().dictionary_encode()
    known = [groups.get(each, "unknown") for each in given.dictionary.to_pylist()]
    of_each = pa.array([str(each) for each in known], TEXT).take(given.indices)
    of_each = pc.coalesce(of_each, table["remains"].combine_chunks())
    table = replaced(table, nationality_group=of_each).drop_columns(["nationality", "remains"])
    return reading.numbered(table)


def _registrations(reading: Reading) -> pa.Table:
    rows = Registration.objects.filter(withdrawn=False, date__lte=reading.day)
    table = columns(
        rows, person=("person_id", INT), date=("date", DAY), desk=("desk__code", TEXT),
        kind=("kind", TEXT), target_group=("target_group", TEXT),
        municipality=("municipality", TEXT),
    )  # fmt: skip
    return _once(reading, table, "registrations", table.column_names)


def _contracts(reading: Reading) -> pa.Table:
    table = columns(
        Contract.objects.filter(signed__lte=reading.day),
        contract=("pk", INT), person=("person_id", INT), signed=("signed", DAY),
        area=("area", TEXT), target_group=("target_group", TEXT),
    )  # fmt: skip
    return reading.numbered(table)


def _components(reading: Reading) -> pa.Table:
    rows = Component.objects.filter(
        opened__lte=reading.day, trajectory__contract__signed__lte=reading.day
    )
    loose = Component.objects.filter(trajectory__contract__isnull=True).count()
    if loose:
        reading.notices.append(
            f"components of trajectories without a contract: {loose:,}; they are left out, "
            "outcomes are counted by contract"
        )
    table = columns(
        rows, person=("trajectory__contract__person_id", INT),
        contract=("trajectory__contract_id", INT), component=("level", TEXT),
        opened=("opened", DAY), closed=("closed", DAY), result=("result", TEXT),
    )  # fmt: skip
    table = kept_until(table, reading.day, ("closed",), ("result",))
    return _once(reading, table, "components", ("contract", "component", "opened"))


def _demands(reading: Reading) -> pa.Table:
    table = columns(
        Demand.objects.filter(since__lte=reading.day),
        demand=("pk", INT), person=("person_id", INT), level=("level", TEXT),
        profile=("profile", TEXT), centre=("centre__code", TEXT), since=("since", DAY),
        desired_start=("desired_start", DAY), municipality=("municipality", TEXT),
        dayparts=("dayparts", WORDS), intensity=("intensity", INT),
        unavailable_until=("unavailable_until", DAY), ended=("ended", DAY),
        end_reason=("end_reason", TEXT),
    )  # fmt: skip
    return reading.numbered(kept_until(table, reading.day, ("ended",), ("end_reason",)))


def _courses(reading: Reading) -> pa.Table:
    table = columns(
        Course.objects.all(),
        course=("pk", INT), centre=("site__centre__code", TEXT), site=("site__code", TEXT),
        municipality=("site__municipality", TEXT), level=("level", TEXT),
        profile=("profile", TEXT), start=("start", DAY), end=("end", DAY), hours=("hours", REAL),
        distance_hours=("distance_hours", REAL), dayparts=("dayparts", WORDS),
        capacity=("capacity", INT), places_for_desks=("places_for_desks", INT),
        status=("status", TEXT),
    )  # fmt: skip
    return _numbered(table, "course", reading.courses)


def _placements(reading: Reading) -> pa.Table:
    """Every step up to the day; how the course ended stands with the last step of all."""
    table = columns(
        PlacementChange.objects.all(),
        person=("placement__person_id", INT), course=("placement__course_id", INT),
        date=("date", DAY), status=("status", TEXT), result=("placement__result", TEXT),
        placement=("placement_id", INT), step=("pk", INT),
    )  # fmt: skip
    last = table.group_by("placement").aggregate([("step", "max")])["step_max"]
    ended = pc.is_in(table["step"], value_set=last.combine_chunks())
    table = replaced(table, result=pc.if_else(ended, table["result"], None))
    table = table.filter(pc.less_equal(table["date"], pa.scalar(reading.day)))
    table = _numbered(table.drop_columns(["placement", "step"]), "course", reading.courses)
    return _once(reading, table, "placements", ("person", "course", "date", "status"))


def _appointments(reading: Reading) -> pa.Table:
    table = columns(
        Appointment.objects.filter(booked__lte=reading.day),
        desk=("slot__desk__code", TEXT), person=("person_id", INT),
        starts=("slot__starts", MOMENT), minutes=("slot__minutes", INT),
        purpose=("purpose", TEXT), booked=("booked", DAY), status=("status", TEXT),
    )  # fmt: skip
    here = table["starts"].cast(pa.timestamp("ms", tz="Europe/Brussels"))
    return reading.numbered(replaced(table, starts=pc.local_timestamp(here)))


def _feedback(reading: Reading) -> pa.Table:
    return columns(
        Feedback.objects.filter(date__lte=reading.day),
        desk=("desk__code", TEXT), date=("date", DAY), touchpoint=("touchpoint", TEXT),
        kind=("kind", TEXT), score=("score", REAL), topic=("topic", TEXT),
    )  # fmt: skip


_TABLES = (
    _people, _registrations, _contracts, _components, _demands, _courses, _placements,
    _appointments, _feedback,
)  # fmt: skip


def _once(reading: Reading, table: pa.Table, name: str, unique: tuple[str, ...]) -> pa.Table:
    """People numbered, and of equal rows one: two merged files often tell the same."""
    numbered = reading.numbered(table)
    kept = without_doubles(numbered, unique)
    if gone := numbered.num_rows - kept.num_rows:
        reading.notices.append(f"{name}: {gone:,} rows that say the same twice count once")
    return kept


def _numbered(table: pa.Table, column: str, numbering: Numbering) -> pa.Table:
    keys = np.asarray(pc.fill_null(table[column], -1)).astype(np.int64)
    numbers = numbering.of(keys)
    return replaced(table, **{column: pa.array(numbers, mask=numbers < 0)})


def _ranked(table: pa.Table, day: str, key: str) -> pa.Array:
    """Numbers in the order of person and day: the register's own would tell who came first."""
    order = pc.sort_indices(
        table, [("person", "ascending"), (day, "ascending"), (key, "ascending")]
    )
    numbers = np.empty(table.num_rows, np.int64)
    numbers[np.asarray(order)] = np.arange(table.num_rows)
    return pa.array(numbers)


def _in_order(components: pa.Table, contracts: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Contracts numbered by person and day, also where components name them."""
    numbers = _ranked(contracts, "signed", "contract")
    at = pc.index_in(components["contract"], value_set=contracts["contract"].combine_chunks())
    named = replaced(components, contract=numbers.take(at.combine_chunks()))
    return named, replaced(contracts, contract=numbers)

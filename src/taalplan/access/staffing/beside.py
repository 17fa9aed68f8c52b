# SPDX-License-Identifier: EUPL-1.2
"""The tables beside the advice: temporary desks, and what people say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taalplan.access.staffing import words
from taalplan.access.staffing.advise import Advice
from taalplan.access.staffing.table import provenance
from taalplan.access.staffing.temporary import Temporary
from taalplan.access.staffing.voices import TOUCHPOINTS, Opinion, Voices
from taalplan.tables.table import (
    MEASURE,
    NOT_OPEN,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Path,
    Table,
    Unit,
)
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Language, Text

Value = float | int | None
Values = Mapping[Path, Mapping[str, Value]]


def beside(advice: Advice) -> Iterator[Table]:
    """The tables that there is something to say in."""
    if advice.temporary:
        yield temporary_table(advice)
    if advice.voices is not None:
        yield voices_table(advice, advice.voices)
        yield desks_table(advice, advice.voices)


def temporary_table(advice: Advice) -> Table:
    """What a temporary desk takes, per municipality, beside more people at the desk."""
    columns = (
        Member(("served",), words.SERVED, decimals=0, estimate=True, unit=Unit.APPOINTMENTS),
        Member(("open_days",), words.OPEN_DAYS, estimate=True, unit=Unit.ROWS),
        Member(("counters",), words.COUNTERS, estimate=True, unit=Unit.STAFF),
        Member(("hours",), words.HOURS_WITH, decimals=0, estimate=True, unit=Unit.HOURS),
        Member(("hours_alone",), words.HOURS_ALONE, decimals=0, estimate=True, unit=Unit.HOURS),
        Member(("dearer",), words.DEARER, decimals=0, signed=True, estimate=True),
        Member(("kilometres",), words.KILOMETRES_SAVED, decimals=0, estimate=True, unit=Unit.ROWS),
        Member(("per_kilometre",), words.PER_KILOMETRE, decimals=2, signed=True, estimate=True),
    )
    rows = tuple(Member((t.municipality,), Text.same(t.name)) for t in advice.temporary)
    values: Values = {(t.municipality,): _of_temporary(t) for t in advice.temporary}
    return _table(advice, "staff-temporary", words.of_desk(words.TEMPORARY, advice.desk.name),
                  (Dimension("municipality", words.MUNICIPALITY),), rows, columns, values,
                  Unit.EUROS, words.temporary_note())  # fmt: skip


def _of_temporary(one: Temporary) -> dict[str, Value]:
    return {
        "served": one.served,
        "open_days": one.open_days,
        "counters": one.counters,
        "hours": one.with_it.hours,
        "hours_alone": one.alone.hours,
        "dearer": one.dearer,
        "kilometres": one.kilometres,
        "per_kilometre": one.dearer / one.kilometres if one.kilometres else None,
    }


def voices_table(advice: Advice, found: Voices) -> Table:
    """What was said, by touchpoint: of this desk, of its area, of all."""
    places = {
        "desk": Text.same(advice.desk.name),
        "area": AREAS[advice.desk.area].label,
        "all": words.ALL_DESKS,
    }
    by_path = {(one.touchpoint.value, one.place): one for one in found.opinions}
    rows = tuple(
        Member(path, _both(label("touchpoint", path[0]), places[path[1]])) for path in by_path
    )
    touchpoints = {t.value: label("touchpoint", t.value) for t in TOUCHPOINTS}
    dimensions = (
        Dimension("touchpoint", words.TOUCHPOINT, touchpoints),
        Dimension("place", words.PLACE, places),
    )
    values: Values = {path: _of_opinion(one) for path, one in by_path.items()}
    title = words.of_desk(words.VOICES, advice.desk.name, Text.same(_span(found)))
    return _table(advice, "staff-voices", title, dimensions, rows, _opinion_columns(), values,
                  Unit.PERCENT, words.voices_note())  # fmt: skip


def _both(first: Text, second: Text) -> Text:
    return Text(*(f"{first[lang]}, {second[lang]}" for lang in Language))


def _opinion_columns() -> tuple[Member, ...]:
    return (
        Member(("asked",), words.WERE_ASKED, unit=Unit.PEOPLE, estimate=True),
        Member(("share",), words.SATISFIED, decimals=0, estimate=True),
        Member(("low",), words.LOW, decimals=0, estimate=True),
        Member(("high",), words.HIGH, decimals=0, estimate=True),
        Member(("complaints",), words.COMPLAINTS, unit=Unit.ROWS, estimate=True),
        Member(("contacts",), words.CONTACTS, unit=Unit.ROWS, estimate=True),
    )


def _of_opinion(opinion: Opinion) -> dict[str, Value]:
    asked = opinion.asked
    return {
        "asked": asked,
        "share": 100 * opinion.satisfied / asked if asked else None,
        "low": opinion.low,
        "high": opinion.high,
        "complaints": opinion.complaints,
        "contacts": opinion.contacts,
    }


def desks_table(advice: Advice, found: Voices) -> Table:
    """The desks of the area: how far, how long, how many were asked, what they said."""
    columns = (
        Member(("kilometres",), words.KILOMETRES, decimals=1, unit=Unit.ROWS, estimate=True),
        Member(("wait",), words.WAITED, decimals=0, unit=Unit.ROWS, estimate=True),
        Member(("in_time",), words.INTAKE_IN_TIME, decimals=0, estimate=True),
        *_opinion_columns()[:5],
    )
    rows = tuple(Member((one.desk.code,), Text.same(one.desk.name)) for one in found.desks)
    values: Values = {
        (one.desk.code,): {
            "kilometres": one.kilometres,
            "wait": one.wait,
            "in_time": None if one.in_time is None else 100 * one.in_time,
            **_of_opinion(one.opinion),
        }
        for one in found.desks
    }
    area = AREAS[advice.desk.area].label
    title = Text(*(f"{words.DESKS_BESIDE[lang]}, {area[lang]}" for lang in Language))
    return _table(
        advice, "staff-desks-beside", title, (Dimension("desk", words.DESK),), rows, columns,
        values, Unit.PERCENT, words.beside_note(advice.terms.within),
    )  # fmt: skip


def _span(found: Voices) -> str:
    first, last = found.years[0], found.years[-1]
    return str(first) if first == last else f"{first}-{last}"


def _table(
    advice: Advice, name: str, title: Text, dimensions: tuple[Dimension, ...],
    rows: tuple[Member, ...], columns: tuple[Member, ...],
    values: Values, unit: Unit, note: Text,
) -> Table:  # fmt: skip
    measures = {member.path[0]: member.label for member in columns}
    cells: dict[Key, Cell] = {}
    for member in rows:
        for column in columns:
            value = values[member.path].get(column.path[0])
            cells[member.path, column.path] = NOT_OPEN if value is None else Cell(value)
    return Table(
        name, title, Axis(dimensions, rows),
        Axis((Dimension(MEASURE, words.MEASURE, measures),), columns), cells, unit,
        notes=(Note(note),), provenance=provenance(advice),
    )  # fmt: skip

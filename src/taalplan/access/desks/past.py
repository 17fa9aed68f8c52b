# SPDX-License-Identifier: EUPL-1.2
"""What happened and what returns: desks that closed, and the peaks of the year, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from taalplan.access.desks import words
from taalplan.access.desks.closed import Closed
from taalplan.access.desks.common import LANGUAGES, Row, Value, of_place, study_table, way
from taalplan.access.desks.peaks import Temporary
from taalplan.access.desks.study import Study
from taalplan.tables.table import TOTAL, Dimension, Member, Table, Unit
from taalplan.vocabulary.text import Text


def closed(study: Study) -> Table:
    """Desks that closed or fell silent, before and after."""
    columns = [
        Member(("here_before",), words.HERE_BEFORE, decimals=0, estimate=True),
        Member(("here_after",), words.HERE_AFTER, decimals=0, estimate=True),
        Member(("living_before",), words.LIVING_BEFORE, decimals=0, estimate=True),
        Member(("living_after",), words.LIVING_AFTER, decimals=0, estimate=True),
        Member(("change",), words.LIVING_CHANGE, unit=Unit.PERCENT, signed=True, decimals=0,
               estimate=True),
        Member(("rest",), words.REST_CHANGE, unit=Unit.PERCENT, signed=True, decimals=0,
               estimate=True),
        way(study, "way_before", words.WAY_BEFORE),
        way(study, "way_after", words.WAY_AFTER),
    ]  # fmt: skip
    rows: list[Row] = []
    for state, chosen in (
        ("shut", [one for one in study.closed if one.shut]),
        ("silent", [one for one in study.closed if not one.shut]),
    ):
        rows += [(_closed_member(state, one), _closed_row(one)) for one in chosen]
    dimensions = [
        Dimension("state", words.STATE, {"shut": words.SHUT, "silent": words.QUIET}),
        Dimension("desk", words.DESK, {c.desk.code: Text.same(c.desk.name) for c in study.closed}),
    ]
    return study_table(study, "access-closed", dimensions, rows, columns)


def _closed_member(state: str, one: Closed) -> Member:
    how = words.SHUT_IN if one.shut else words.QUIET_IN
    name, years = one.desk.name, _years(one.after)
    label = Text(*(f"{name}, {how[lang]} {years}" for lang in LANGUAGES))
    return Member((state, one.desk.code), label)


def _years(years: Sequence[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _closed_row(one: Closed) -> dict[str, Value]:
    def change(pair: tuple[float, float]) -> Value:
        return 100 * (pair[1] / pair[0] - 1) if pair[0] else None

    return {
        "here_before": one.here[0], "here_after": one.here[1],
        "living_before": one.living[0], "living_after": one.living[1],
        "change": change(one.living), "rest": change(one.rest),
        "way_before": one.way[0], "way_after": one.way[1],
    }  # fmt: skip


def temporary(study: Study) -> Table:
    """For each number of temporary desks: where, and for how many."""
    columns = [
        Member(("people",), words.SERVED, unit=Unit.ROWS, decimals=0, estimate=True),
        Member(("busiest",), words.BUSIEST, unit=Unit.ROWS, decimals=0, estimate=True),
        Member(("weeks",), words.WEEKS_OPEN, unit=Unit.ROWS, decimals=0, estimate=True),
        way(study, "saved", words.GAINED, 0),
    ]
    rows: list[Row] = []
    for desks in study.peak.desks:
        total = str(len(desks))
        rows.append((Member((total, TOTAL), words.together(len(desks))), {
            "people": sum(one.people for one in desks),
            "busiest": sum(one.busiest for one in desks),
            "weeks": max(_weeks(one) for one in desks),
            "saved": sum(one.saved for one in desks),
        }))  # fmt: skip
        for one in desks:
            place = study.situation.places[one.place]
            row = {"people": one.people, "busiest": one.busiest, "weeks": _weeks(one),
                   "saved": one.saved}  # fmt: skip
            rows.append((Member((total, place.nis), place.name, 1), row))
    dimensions = [Dimension("desks", words.TEMPORARY), of_place(study)]
    return study_table(
        study, "access-temporary", dimensions, rows, columns, Unit.ROWS, [words.LONGEST]
    )


def _weeks(one: Temporary) -> int:
    return 0 if one.weeks is None else one.weeks[1] - one.weeks[0] + 1

# SPDX-License-Identifier: EUPL-1.2
"""A photograph as tables: persons counted once in each row and total, entries beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from taalplan import policy
from taalplan.needs.residence import ELSEWHERE, PLACES, UNKNOWN_PLACE
from taalplan.tables.table import (
    MEASURE,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Path,
    Provenance,
    Table,
    Unit,
)
from taalplan.vocabulary.places import AREAS, PROVINCES
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.arrays import AREA_CODES, LEVELS, PARTS, PROFILES, UNKNOWN, Flags
from taalplan.waiting.definition import USED
from taalplan.waiting.notes import notes
from taalplan.waiting.photograph import Photograph, Reason

NOT_KNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Row:
    """One row: its path, its label, and which entries stand in it."""

    path: Path
    label: Text
    which: Flags
    depth: int = 0


Rows = Callable[[Photograph], Iterator[Row]]


def tables(photo: Photograph) -> dict[str, Table]:
    """All tables of one photograph by name; those of `DATA_ONLY` are too long to print."""
    area, level = _area(), _level()
    made = [
        _table(photo, "waiting-areas", words.BY_AREA, (area,), area_rows),
        _table(photo, "waiting-places", words.BY_PLACE, _place(), place_rows, counted=True),
        _table(photo, "waiting-levels", words.BY_LEVEL, level, level_rows, counted=True),
        _table(photo, "waiting-dayparts", words.BY_DAYPART, (_daypart(),), daypart_rows,
               counted=True),
        _table(photo, "waiting-reasons", words.BY_REASON, (_reason(),), reason_rows, counted=True,
               everybody=True),
        lists_table(photo),
        _table(photo, "waiting-reasons-cells", words.BY_REASON_AREA, (area, level[0], _reason()),
               reason_cell_rows, counted=True, everybody=True),
        _table(photo, "waiting-centres", words.BY_CENTRE, (Dimension("centre", words.CENTRE),
               level[0]), centre_rows, counted=True),
    ]  # fmt: skip
    return {table.name: table for table in made}


DATA_ONLY = ("waiting-reasons-cells", "waiting-centres")


def area_rows(photo: Photograph) -> Iterator[Row]:
    """The working areas, who has none, and everybody."""
    area = photo.entries.area
    for number, code in enumerate(AREA_CODES):
        yield Row((code,), AREAS[code].label, area == number)
    if (area == UNKNOWN).any():
        yield Row((NOT_KNOWN,), words.UNKNOWN, area == UNKNOWN)
    yield Row((TOTAL,), words.ALL, _all(photo))


def place_rows(photo: Photograph) -> Iterator[Row]:
    """Provinces of residence, the centre cities and the rest under each, and everybody."""
    for province in dict.fromkeys(place.province for place in PLACES):
        inside = [n for n, place in enumerate(PLACES) if place.province == province]
        found = np.isin(photo.place, inside)
        if province == ELSEWHERE and not found.any():
            continue
        yield Row((province, TOTAL), _province(province), found)
        if len(inside) > 1:
            for number in inside:
                place = PLACES[number]
                yield Row((province, place.code), place.label, photo.place == number, 1)
    yield Row((TOTAL, TOTAL), words.ALL, _all(photo))


def level_rows(photo: Photograph) -> Iterator[Row]:
    """Levels, the profiles under each, and everybody."""
    entries = photo.entries
    for number, level in enumerate(LEVELS):
        found = entries.level == number
        if not found.any():
            continue
        yield Row((level, TOTAL), Text.same(level), found)
        for place, profile in enumerate(PROFILES):
            both = found & (entries.profile == place)
            if both.any():
                yield Row((level, profile), label("profile", profile), both, 1)
    yield Row((TOTAL, TOTAL), words.ALL, _all(photo))


def daypart_rows(photo: Photograph) -> Iterator[Row]:
    """Day-parts; who can come on two stands in both, who said nothing apart."""
    parts = photo.entries.dayparts
    for number, part in enumerate(PARTS):
        if (found := (parts & (1 << number)) != 0).any():
            yield Row((part,), label("day_part", part), found)
    if (parts == 0).any():
        yield Row((NOT_KNOWN,), words.ANY, parts == 0)
    yield Row((TOTAL,), words.ALL, _all(photo))


def reason_rows(photo: Photograph) -> Iterator[Row]:
    """Every reason, and everybody on a list."""
    for reason in Reason:
        yield Row((reason.name.lower(),), words.REASONS[reason], photo.reason == reason)
    yield Row((TOTAL,), words.ALL, _all(photo))


def reason_cell_rows(photo: Photograph) -> Iterator[Row]:
    """Every area, level and reason that somebody has."""
    entries = photo.entries
    found = np.unique(np.stack([entries.area, entries.level, photo.reason], 1), axis=0)
    for area, level, reason in found:
        which = (entries.area == area) & (entries.level == level) & (photo.reason == reason)
        code = NOT_KNOWN if area == UNKNOWN else AREA_CODES[area]
        path = (code, LEVELS[level], Reason(reason).name.lower())
        yield Row(path, Text.same(" ".join(path)), which)


def centre_rows(photo: Photograph) -> Iterator[Row]:
    """Every centre and level that somebody asked for; `unknown` for who asked for none."""
    entries = photo.entries
    found = np.unique(np.stack([entries.centre, entries.level], 1), axis=0)
    for centre, level in found:
        code = NOT_KNOWN if centre == UNKNOWN else photo.centres[centre]
        which = (entries.centre == centre) & (entries.level == level)
        yield Row((code, LEVELS[level]), Text.same(f"{code} {LEVELS[level]}"), which)


def lists_table(photo: Photograph) -> Table:
    """How many people wait on one list, on two and on more."""
    person = photo.entries.person[photo.waits]
    _, own = np.unique(person, return_counts=True)
    cells: dict[Key, Cell] = {}
    members = []
    for number in range(1, int(own.max(initial=1)) + 1):
        some = own == number
        path = (str(number),)
        members.append(Member(path, Text.same(str(number))))
        cells[path, ("persons",)] = Cell(int(some.sum()))
        cells[path, ("entries",)] = Cell(int(own[some].sum()))
    members.append(Member((TOTAL,), words.ALL))
    cells[(TOTAL,), ("persons",)] = Cell(len(own))
    cells[(TOTAL,), ("entries",)] = Cell(len(person))
    columns = (
        Member(("persons",), words.PERSONS_LISTED),
        Member(("entries",), words.ENTRIES_LISTED, unit=Unit.ROWS),
    )
    return Table(
        "waiting-lists",
        words.of_day(words.BY_LISTS, photo.definition.day),
        Axis((Dimension("lists", words.LISTS),), tuple(members)),
        Axis((Dimension(MEASURE, words.MEASURE, {m.path[0]: m.label for m in columns}),), columns),
        cells,
        notes=tuple(Note(text) for text in notes("waiting-lists", photo.definition)),
        provenance=provenance(photo),
    )


@dataclass(frozen=True, eq=False)
class Measure:
    """One column: its path (what, months), whom it counts, and whether it counts people."""

    path: Path
    which: Flags
    people: bool = True
    in_print: bool = True

    def of(self, photo: Photograph, rows: Flags) -> int:
        """The figure of a row."""
        found = rows & self.which
        return photo.persons(found) if self.people else int(found.sum())


def measures(photo: Photograph, *, everybody: bool = False) -> list[Measure]:
    """Persons by threshold, who cannot start in time, and entries; all on a list when asked."""
    definition = photo.definition
    found = []
    if everybody:
        found += [
            Measure(("listed", "persons"), _all(photo)),
            Measure(("listed", "entries"), _all(photo), people=False),
        ]
    found += [Measure(("waited", str(n)), photo.waited(n)) for n in definition.thresholds]
    later = [n for n in definition.thresholds if n]
    found += [Measure(("cannot", str(n)), photo.cannot(n)) for n in later]
    if any(photo.unsaid(n).any() for n in later):
        found += [Measure(("unsaid", str(n)), photo.unsaid(n)) for n in later]
    found += [
        Measure(("entries", str(n)), photo.waited(n), people=False, in_print=n == 0)
        for n in definition.thresholds
    ]
    found += [
        Measure(("entries_cannot", str(n)), photo.cannot(n), people=False, in_print=False)
        for n in later
    ]
    return found


HEADS = {
    "listed": words.LISTED,
    "waited": words.WAITED,
    "cannot": words.CANNOT,
    "unsaid": words.UNSAID,
    "entries": words.ENTRIES,
    "entries_cannot": words.ENTRIES_CANNOT,
}
_KINDS = {"persons": words.PERSONS_LISTED, "entries": words.ENTRIES_LISTED}


def columns_of(found: Sequence[Measure]) -> Axis:
    """The columns of measures: what is counted, over the number of months."""
    members = tuple(
        Member(
            one.path,
            _KINDS.get(one.path[1]) or words.months(int(one.path[1])),
            unit=None if one.people else Unit.ROWS,
            in_print=one.in_print,
        )
        for one in found
    )
    heads = {one.path[0]: HEADS[one.path[0]] for one in found}
    return Axis(
        (Dimension(MEASURE, words.MEASURE, heads), Dimension("months", words.MONTHS)), members
    )


def _table(
    photo: Photograph,
    name: str,
    title: Text,
    dimensions: tuple[Dimension, ...],
    rows: Rows,
    *,
    counted: bool = False,
    everybody: bool = False,
) -> Table:
    """Rows by measures; `counted` where somebody may stand in two rows."""
    found = measures(photo, everybody=everybody)
    made = list(rows(photo))
    cells: dict[Key, Cell] = {
        (row.path, one.path): Cell(one.of(photo, row.which)) for row in made for one in found
    }
    return Table(
        name,
        words.of_day(title, photo.definition.day),
        Axis(dimensions, tuple(Member(row.path, row.label, row.depth) for row in made)),
        columns_of(found),
        cells,
        counted=frozenset(d.name for d in dimensions) if counted else frozenset(),
        notes=tuple(Note(text, kind=kind) for kind, text in noted(name, photo, counted)),
        provenance=provenance(photo),
    )


def noted(name: str, photo: Photograph, counted: bool) -> Iterator[tuple[str, Text]]:
    """The notes of a table, with their kind."""
    if counted:
        yield "overlap", words.OVERLAP
    for text in notes(name, photo.definition):
        yield "", text


def overview(photos: Sequence[Photograph]) -> Table:
    """Photographs below each other: how the list shrinks as the threshold rises."""
    found = [measures(photo, everybody=True) for photo in photos]
    most = max(found, key=len)
    cells: dict[Key, Cell] = {
        ((photo.definition.day.isoformat(),), one.path): Cell(one.of(photo, _all(photo)))
        for photo, own in zip(photos, found, strict=True)
        for one in own
    }
    days = [photo.definition.day for photo in photos]
    return Table(
        "waiting-days",
        words.BY_DAY,
        Axis(
            (Dimension("day", words.DAY),),
            tuple(Member((day.isoformat(),), words.day(day)) for day in days),
        ),
        columns_of(most),
        cells,
        notes=tuple(Note(text) for text in notes("waiting-days", photos[-1].definition)),
        provenance=provenance(photos[-1]),
    )


def provenance(photo: Photograph) -> Provenance:
    """The snapshot, the day that was photographed, and what was assumed."""
    assumed = policy.assumptions(USED, photo.definition.day)
    return Provenance(
        snapshot=photo.snapshot,
        as_of=photo.definition.day,
        assumptions=tuple(value.key for value in assumed),
        synthetic=photo.synthetic,
    )


def _all(photo: Photograph) -> Flags:
    return np.ones(len(photo.entries), np.bool_)


def _province(code: str) -> Text:
    return UNKNOWN_PLACE if code == ELSEWHERE else PROVINCES[code].label


def _area() -> Dimension:
    labels = {code: AREAS[code].label for code in AREA_CODES}
    return Dimension("area", words.AREA, {**labels, NOT_KNOWN: words.UNKNOWN})


def _place() -> tuple[Dimension, ...]:
    provinces = {place.province: _province(place.province) for place in PLACES}
    return (
        Dimension("province", words.PROVINCE, provinces),
        Dimension("place", words.PLACE, {place.code: place.label for place in PLACES}),
    )


def _level() -> tuple[Dimension, ...]:
    return (
        Dimension("level", words.LEVEL),
        Dimension("profile", words.PROFILE, {p: label("profile", p) for p in PROFILES}),
    )


def _daypart() -> Dimension:
    return Dimension("daypart", words.DAYPART, {p: label("day_part", p) for p in PARTS})


def _reason() -> Dimension:
    return Dimension("reason", words.REASON, {r.name.lower(): words.REASONS[r] for r in Reason})

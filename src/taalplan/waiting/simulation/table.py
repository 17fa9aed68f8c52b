# SPDX-License-Identifier: EUPL-1.2
"""An outlook as tables: expected lists and waits with their intervals, and supplies compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from taalplan import policy
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
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text
from taalplan.waiting import words
from taalplan.waiting.arrays import AREA_CODES, LEVELS, Floats
from taalplan.waiting.definition import USED
from taalplan.waiting.simulation.plan import SHAPE, Outlook

USES = (*USED, "waiting.yields", "needs.interval")
"""The policy values that an outlook rests on."""


@dataclass(frozen=True, eq=False)
class Row:
    """One row, and the areas and levels that it sums."""

    path: Path
    label: Text
    mask: Floats
    depth: int = 0


def outlook_tables(outlook: Outlook) -> dict[str, Table]:
    """All tables of an outlook by name: a list for each supply, and what tells them apart."""
    made = []
    for place, supply in enumerate(outlook.supplies):
        number = "" if len(outlook.supplies) == 1 else f"-{place + 1}"
        made.append(_lists(outlook, place, f"outlook{number}", supply.name, list(area_rows())))
        made.append(
            _lists(outlook, place, f"outlook-levels{number}", supply.name, list(level_rows()))
        )
        if place:
            made.append(_compared(outlook, place, f"outlook-compared-{place + 1}"))
    return {table.name: table for table in made}


def area_rows() -> Iterator[Row]:
    """Working areas and all together."""
    for number, code in enumerate(AREA_CODES):
        yield Row((code, TOTAL), AREAS[code].label, _mask(number))
    yield Row((TOTAL, TOTAL), words.ALL, _mask())


def level_rows() -> Iterator[Row]:
    """Working areas, and all together, with the levels under each."""
    for number, code in enumerate(AREA_CODES):
        yield Row((code, TOTAL), AREAS[code].label, _mask(number))
        for place, level in enumerate(LEVELS):
            yield Row((code, level), Text.same(level), _mask(number, place), 1)
    yield Row((TOTAL, TOTAL), words.ALL, _mask())
    for place, level in enumerate(LEVELS):
        yield Row((TOTAL, level), Text.same(level), _mask(level=place), 1)


def _mask(area: int | None = None, level: int | None = None) -> Floats:
    found = np.zeros(SHAPE)
    rows = slice(None) if area is None else area
    columns = slice(None) if level is None else level
    found[rows, columns] = 1.0
    return found


def _lists(outlook: Outlook, place: int, name: str, supply: Text, rows: list[Row]) -> Table:
    chance = policy.value("needs.interval", outlook.base.day).number
    members, cells = [], dict[Key, Cell]()
    for at, day in enumerate(outlook.days):
        for which, months in enumerate(outlook.thresholds):
            shown = months in (0, outlook.base.definition.official)
            found = outlook.lists[place, :, at, which]
            for what, label in (("expected", EXPECTED), ("low", LOW), ("high", HIGH)):
                path = (day.isoformat(), str(months), what)
                printed = shown and (what == "expected" or not months)
                members.append(Member(path, label, estimate=True, in_print=printed))
            for row in rows:
                drawn = (found * row.mask).sum(axis=(1, 2))
                low, high = outlook.interval(drawn, chance)
                for what, value in (("expected", drawn.mean()), ("low", low), ("high", high)):
                    path = (day.isoformat(), str(months), what)
                    cells[row.path, path] = Cell(
                        round(float(value), 1 if what == "expected" else 0)
                    )
    year = str(outlook.school_year)
    for what, label in (("mean", EXPECTED), ("low", LOW), ("high", HIGH)):
        path = (year, "wait", what)
        members.append(Member(path, label, decimals=1, estimate=True, in_print=what == "mean"))
    for row in rows:
        begun = (outlook.begun[place] * row.mask).sum(axis=(1, 2))
        days = (outlook.waited[place] * row.mask).sum(axis=(1, 2))
        use = begun > 0
        if use.any():
            mean = days[use] / begun[use] / 30.4375
            low, high = outlook.interval(mean, chance)
            total = days.sum() / begun.sum() / 30.4375
            for what, value in (("mean", total), ("low", low), ("high", high)):
                cells[row.path, (year, "wait", what)] = Cell(round(float(value), 2))
    title = _with(TITLE if "levels" not in name else TITLE_LEVELS, supply)
    return _table(outlook, name, title, rows, members, cells)


def _compared(outlook: Outlook, place: int, name: str) -> Table:
    """What a supply changes beside the first, in the same futures."""
    chance = policy.value("needs.interval", outlook.base.day).number
    rows = list(level_rows())
    members, cells = [], dict[Key, Cell]()
    change = outlook.lists[place] - outlook.lists[0]
    for at, day in enumerate(outlook.days):
        for which, months in enumerate(outlook.thresholds):
            for what, label in (("expected", EXPECTED), ("low", LOW), ("high", HIGH)):
                path = (day.isoformat(), str(months), what)
                shown = months == 0 or (what == "expected" and months == outlook.thresholds[-1])
                members.append(Member(path, label, signed=True, estimate=True, in_print=shown))
            for row in rows:
                drawn = (change[:, at, which] * row.mask).sum(axis=(1, 2))
                low, high = outlook.interval(drawn, chance)
                for what, value in (("expected", drawn.mean()), ("low", low), ("high", high)):
                    path = (day.isoformat(), str(months), what)
                    cells[row.path, path] = Cell(
                        round(float(value), 1 if what == "expected" else 0)
                    )
    first, second = outlook.supplies[0].name, outlook.supplies[place].name
    title = Text(
        f"Wat “{second.nl}” verandert tegenover “{first.nl}”",
        f"What “{second.en}” changes beside “{first.en}”",
        f"Ce que « {second.fr} » change par rapport à « {first.fr} »",
    )
    return _table(outlook, name, title, rows, members, cells)


def _table(
    outlook: Outlook,
    name: str,
    title: Text,
    rows: list[Row],
    members: list[Member],
    cells: dict[Key, Cell],
) -> Table:
    base = outlook.base
    days = {day.isoformat(): words.day(day) for day in outlook.days}
    days[str(outlook.school_year)] = Text(
        f"begin van de lessen in {outlook.school_year}",
        f"beginning of lessons in {outlook.school_year}",
        f"début des cours en {outlook.school_year}",
    )
    months = {str(n): _longer(n) for n in outlook.thresholds} | {"wait": WAIT}
    level = Dimension("level", words.LEVEL)
    labels = {code: AREAS[code].label for code in AREA_CODES}
    assumed = policy.assumptions(USES, base.day)
    return Table(
        name,
        title,
        Axis(
            (Dimension("area", words.AREA, labels), level),
            tuple(Member(row.path, row.label, row.depth) for row in rows),
        ),
        Axis(
            (
                Dimension("day", words.DAY, days),
                Dimension("months", words.MONTHS, months),
                Dimension(MEASURE, words.MEASURE),
            ),
            tuple(members),
        ),
        cells,
        Unit.PEOPLE,
        notes=tuple(Note(text) for text in _notes(outlook)),
        provenance=Provenance(
            base.snapshot, base.day, assumptions=tuple(value.key for value in assumed),
            synthetic=base.synthetic,
        ),
    )  # fmt: skip


def _notes(outlook: Outlook) -> Iterator[Text]:
    futures = outlook.lists.shape[1]
    chance = round(100 * policy.value("needs.interval", outlook.base.day).number)
    yield Text(
        f"Gesimuleerd: {futures} toekomsten vanaf {words.day(outlook.base.day).nl}. Laagst en "
        f"hoogst: in {chance} van de 100 toekomsten ligt het aantal ertussen.",
        f"Simulated: {futures} futures from {words.day(outlook.base.day).en}. Lowest and highest: "
        f"in {chance} of 100 futures the number lies between them.",
        f"Simulé : {futures} avenirs à partir du {words.day(outlook.base.day).fr}. Au moins et au "
        f"plus : dans {chance} avenirs sur 100 le nombre se situe entre les deux.",
    )


def _with(title: Text, supply: Text) -> Text:
    return Text(*(f"{title[lang]}: {supply[lang]}" for lang in ("nl", "en", "fr")))


def _longer(months: int) -> Text:
    if not months:
        return Text("allen die wachten", "all who wait", "tous ceux qui attendent")
    return Text(
        f"langer dan {months} maanden", f"longer than {months} months", f"plus de {months} mois"
    )


EXPECTED = Text("verwacht", "expected", "attendu")
LOW = Text("laagst", "lowest", "au moins")
HIGH = Text("hoogst", "highest", "au plus")
WAIT = Text("gewacht (maanden)", "waited (months)", "attendu (mois)")
TITLE = Text("Wie naar verwachting wacht", "Who is expected to wait", "Qui devrait attendre")
TITLE_LEVELS = Text(
    "Wie naar verwachting wacht, naar niveau",
    "Who is expected to wait, by level",
    "Qui devrait attendre, par niveau",
)

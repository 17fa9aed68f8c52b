# SPDX-License-Identifier: EUPL-1.2
"""The year at a glance: one figure from each room that has one.

Each source in `SOURCES` goes from the folder of snapshots to figures, or to none where the snapshot
does not hold what it needs. They are computed when figures are published, never for
a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from taalplan.tables.numbers import format_number
from taalplan.vocabulary.periods import CalendarYear, SchoolYear
from taalplan.vocabulary.text import Language, Text


@dataclass(frozen=True)
class Headline:
    """A figure of the year: what it is, the figure, and in a sentence what belongs to it.

    `period` is a year, a school year or a day. `low` and `high` are the bounds of an estimate.
    `address` is where its figures are, below the site's own address; empty when nowhere yet.
    """

    name: str
    label: Text
    value: float
    period: Text
    meaning: Text
    snapshot: str
    low: float | None = None
    high: float | None = None
    address: str = ""
    before: float | None = None

    def packed(self) -> dict[str, Any]:
        """As plain lists, for the store."""
        texts = {name: _words(getattr(self, name)) for name in _TEXTS}
        return {**self.__dict__, **texts}

    @classmethod
    def unpacked(cls, content: Mapping[str, Any]) -> Headline:
        """What was packed."""
        return cls(**{**content, **{name: Text(*content[name]) for name in _TEXTS}})


_TEXTS = ("label", "period", "meaning")


def _words(text: Text) -> list[str]:
    return [text.nl, text.en, text.fr]


Source = Callable[[Path], Iterator[Headline]]


def headlines(folder: Path, heard: Callable[[str], None] = lambda name: None) -> Iterator[Headline]:
    """Every headline that can be had from a folder of snapshots, in the order of the page."""
    for name, source in SOURCES.items():
        heard(name)
        yield from source(folder)


def registered(folder: Path) -> Iterator[Headline]:
    """How many people registered for the first time in the last whole year."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import find_definition, tabulate_all

    definition = find_definition("first-registrations")
    snapshot = find_snapshot(folder, definition.name)
    last = CalendarYear(snapshot.as_of.year - 1)
    years = definition.of_years(last), definition.of_years(CalendarYear(last.start - 1))
    now, before = (
        table.cell(("total", "total"), ("total",)).value for table in tabulate_all(years, snapshot)
    )
    if not now:
        return
    yield Headline(
        "registered",
        Text("Aangemeld", "Registered", "Inscrits"),
        now,
        Text.same(str(last)),
        Text(
            "personen met een eerste aanmelding bij een loket",
            "people with a first registration at a desk",
            "personnes avec une première inscription à un guichet",
        ),
        snapshot.id,
        address="cijfers/first-registrations/",
        before=before,
    )


def waiting(folder: Path) -> Iterator[Headline]:
    """How many people waited on the last official day of the photograph."""
    from taalplan.snapshot import SnapshotError, find_snapshot
    from taalplan.tables.render.layout import format_date
    from taalplan.waiting import Definition, latest_photograph_day, take

    snapshot = find_snapshot(folder)
    day = latest_photograph_day(snapshot.as_of)
    try:
        photograph = take(snapshot, Definition.of(day))
    except SnapshotError:
        return
    officially = photograph.persons(photograph.official)
    yield Headline(
        "waiting",
        Text("Wachtend", "Waiting", "En attente"),
        photograph.persons(photograph.waits),
        Text(*(format_date(day, language) for language in Language)),
        Text(
            "personen die wachten op een cursus, hoe kort ook; langer dan de officiële drempel: "
            f"{format_number(officially, 'nl')}",
            "people who wait for a course, however recent; beyond the official threshold: "
            f"{format_number(officially, 'en')}",
            "personnes qui attendent un cours, même depuis peu ; au-delà du seuil officiel : "
            f"{format_number(officially, 'fr')}",
        ),
        snapshot.id,
    )


def planned(folder: Path) -> Iterator[Headline]:
    """Next school year's need, who of them the existing courses have a place for, and who not."""
    import numpy as np

    from taalplan.needs.plan import make_plan
    from taalplan.snapshot import SnapshotError, find_snapshot
    from taalplan.supply import SupplyError, mapped, situation_of
    from taalplan.supply.build import weights_of

    snapshot = find_snapshot(folder)
    year = next_school_year(snapshot.as_of)
    try:
        plan = make_plan(snapshot, year)
    except SnapshotError:
        return
    low, high = plan.interval(np.ones(plan.numbers.people.shape), 0.8)
    need = float(plan.numbers.people.sum())
    yield _of_plan("need", need, year, snapshot.id, low, high)
    try:
        supply = mapped(situation_of(snapshot, plan, None, weights_of(plan)))
    except (SnapshotError, SupplyError):
        return
    found = round(float(supply.placed.sum()))
    yield _of_plan("supply", found, year, snapshot.id)
    yield _of_plan("gap", need - found, year, snapshot.id)


def _of_plan(
    name: str,
    value: float,
    year: SchoolYear,
    snapshot: str,
    low: float | None = None,
    high: float | None = None,
) -> Headline:
    label, meaning = PLANNED[name]
    return Headline(name, label, round(value), Text.same(str(year)), meaning, snapshot, low, high)


PLANNED = {
    "need": (
        Text("Nood", "Need", "Besoin"),
        Text(
            "mensen die naar verwachting aan een niveau beginnen (80%-interval)",
            "people expected to begin a level (80% interval)",
            "personnes qui devraient commencer un niveau (intervalle de 80 %)",
        ),
    ),
    "supply": (
        Text("Aanbod", "Supply", "Offre"),
        Text(
            "van hen zouden een plaats vinden in de cursussen die er al waren",
            "of them would find a place in the courses there already were",
            "d’entre elles trouveraient une place dans les cours qui existaient déjà",
        ),
    ),
    "gap": (
        Text("Tekort", "Gap", "Manque"),
        Text(
            "zouden er geen vinden: te ver, op een ander moment of van een ander niveau",
            "would find none: too far, at another time or of another level",
            "n’en trouveraient pas : trop loin, à un autre moment ou d’un autre niveau",
        ),
    ),
}


def next_school_year(day: date) -> SchoolYear:
    """The school year after the one in which a day lies."""
    return SchoolYear(day.year + (day.month >= 9))


SOURCES: dict[str, Source] = {"registered": registered, "waiting": waiting, "planned": planned}
"""Where headlines come from, in the order of the page."""

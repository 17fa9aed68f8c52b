# SPDX-License-Identifier: EUPL-1.2
"""The year at a glance: one figure from each room that has one.

A headline is a function in `SOURCES`: from the folder of snapshots to a figure, or to None where
the snapshot does not hold what it needs. They are computed when figures are published, never for
a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from taalplan.vocabulary.text import Text


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


Source = Callable[[Path], Headline | None]


def headlines(folder: Path, heard: Callable[[str], None] = lambda name: None) -> Iterator[Headline]:
    """Every headline that can be had from a folder of snapshots, in the order of the page."""
    for name, source in SOURCES.items():
        heard(name)
        if found := source(folder):
            yield found


def registered(folder: Path) -> Headline | None:
    """How many people registered for the first time in the last whole year."""
    from taalplan.snapshot import find_snapshot
    from taalplan.statistics import find_definition, tabulate_all
    from taalplan.vocabulary.periods import CalendarYear

    definition = find_definition("first-registrations")
    snapshot = find_snapshot(folder, definition.name)
    last = CalendarYear(snapshot.as_of.year - 1)
    years = definition.of_years(last), definition.of_years(CalendarYear(last.start - 1))
    now, before = (
        table.cell(("total", "total"), ("total",)).value for table in tabulate_all(years, snapshot)
    )
    if not now:
        return None
    return Headline(
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


def waiting(folder: Path) -> Headline | None:
    """How many people have asked for a course and have none yet, on the day of the snapshot."""
    import pyarrow.compute as pc

    from taalplan.snapshot import find_snapshot
    from taalplan.tables.render.layout import format_date
    from taalplan.vocabulary.text import Language

    snapshot = find_snapshot(folder)
    if "demands" not in snapshot.tables:
        return None
    demands = snapshot.table("demands", ["person", "ended"])
    open_ = demands.filter(pc.is_null(demands["ended"]))
    day = Text(*(format_date(snapshot.as_of, language) for language in Language))
    return Headline(
        "waiting",
        Text("Wachtend", "Waiting", "En attente"),
        pc.count_distinct(open_["person"]).as_py(),
        day,
        Text(
            "personen met een open vraag naar een cursus, hoe kort ook",
            "people with an open request for a course, however recent",
            "personnes avec une demande de cours ouverte, même récente",
        ),
        snapshot.id,
    )


def need(folder: Path) -> Headline | None:
    """How many people will begin a level next school year, by the needs plan."""
    import numpy as np

    from taalplan.needs.plan import make_plan
    from taalplan.snapshot import SnapshotError, find_snapshot

    snapshot = find_snapshot(folder)
    year = next_school_year(snapshot.as_of)
    try:
        plan = make_plan(snapshot, year)
    except SnapshotError:
        return None
    low, high = plan.interval(np.ones(plan.numbers.people.shape), 0.8)
    return Headline(
        "need",
        Text("Nood", "Need", "Besoin"),
        float(plan.numbers.people.sum()),
        Text.same(str(year)),
        Text(
            "mensen die naar verwachting aan een niveau beginnen (80%-interval)",
            "people expected to begin a level (80% interval)",
            "personnes qui devraient commencer un niveau (intervalle de 80 %)",
        ),
        snapshot.id,
        low,
        high,
    )


def next_school_year(day: date) -> Any:
    """The school year after the one in which a day lies."""
    from taalplan.vocabulary.periods import SchoolYear

    return SchoolYear(day.year + (day.month >= 9))


SOURCES: dict[str, Source] = {"registered": registered, "waiting": waiting, "need": need}
"""The headlines by name, in the order of the page."""

# SPDX-License-Identifier: EUPL-1.2
"""The maps of a study, and the chart of its frontier."""

from __future__ import annotations

from collections.abc import Mapping

from taalplan.access.desks import words
from taalplan.access.desks.study import ADD, DROP, TODAY, Study
from taalplan.tables.chart import Chart, Lines, Map, Mark, Place, Series
from taalplan.tables.table import Table
from taalplan.vocabulary.text import Text

DESK = Text("vandaag", "today", "aujourd’hui")
ADDED = Text("beste erbij", "best more", "meilleur ajout")
DROPPED = Text("minst gemist", "missed least", "moins regretté")


def charts(study: Study, made: Mapping[str, Table]) -> dict[str, Chart]:
    """The charts by name; each draws cells of one table."""
    found: list[Chart] = [
        _distances(study, made["access-places"]),
        _changes(study, made["access-places"]),
        _frontier(made["access-frontier"]),
    ]
    return {chart.name: chart for chart in found}


def _places(study: Study) -> tuple[Place, ...]:
    return tuple(
        Place(place.latitude, place.longitude, (place.nis,)) for place in study.situation.places
    )


def _marks(study: Study, sites: tuple[int, ...], kind: Text) -> tuple[Mark, ...]:
    places = study.situation.places
    return tuple(
        Mark(places[j].name, Place(places[j].latitude, places[j].longitude), kind) for j in sites
    )


def _distances(study: Study, table: Table) -> Map:
    """How far each municipality is from the nearest desk today."""
    return Map(
        table=table,
        name="access-distance-map",
        title=Text(
            "Afstand tot de dichtste gemeente met een contactpunt, vandaag",
            "Distance to the nearest municipality with a desk, today",
            "Distance à la commune la plus proche avec un guichet, aujourd’hui",
        ),
        ticks=tuple(place.name for place in study.situation.places),
        measure=Text("kilometer", "kilometres", "kilomètres"),
        cells=tuple(((place.nis,), (TODAY,)) for place in study.situation.places),
        places=_places(study),
        shaded=True,
        breaks=(0, 5, 10, 15, 20),
        marks=_marks(study, study.option(TODAY).open, DESK),
        on=study.situation.as_of,
    )


def _changes(study: Study, table: Table) -> Map:
    """Who registered and lives where, today's desks, and those that two more or two fewer are."""
    codes = {option.code for option in study.options}
    more = study.effect(study.option(ADD)).opened if ADD in codes else ()
    fewer = study.effect(study.option(DROP)).closed if DROP in codes else ()
    stay = tuple(site for site in study.option(TODAY).open if site not in fewer)
    return Map(
        table=table,
        name="access-change-map",
        title=Text(
            "Waar wie zich aanmeldde woont, met de beste twee erbij en de twee die het minst "
            "gemist worden",
            "Where those who registered live, with the best two more and the two missed least",
            "Où habitent les inscrits, avec les deux meilleurs ajouts et les deux les moins "
            "regrettés",
        ),
        ticks=tuple(place.name for place in study.situation.places),
        measure=Text("aantal personen", "number of people", "nombre de personnes"),
        cells=tuple(((place.nis,), ("people",)) for place in study.situation.places),
        places=_places(study),
        marks=(
            *_marks(study, stay, DESK), *_marks(study, more, ADDED), *_marks(study, fewer, DROPPED)
        ),
        on=study.situation.as_of,
    )  # fmt: skip


def _frontier(table: Table) -> Lines:
    """The best mean and the best worst distance by number of municipalities."""
    rows = table.rows.members
    return Lines(
        table=table,
        name="access-frontier-chart",
        title=table.title,
        ticks=tuple(row.label for row in rows),
        measure=Text("kilometer", "kilometres", "kilomètres"),
        series=tuple(
            Series(label, tuple((row.path, (code,)) for row in rows))
            for code, label in (("mean", words.BEST_MEAN), ("worst", words.BEST_WORST))
        ),
    )

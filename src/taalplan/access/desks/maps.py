# SPDX-License-Identifier: EUPL-1.2
"""The maps of a study, and the chart of its frontier."""

from __future__ import annotations

from collections.abc import Mapping

from taalplan.access.desks import words
from taalplan.access.desks.study import ADD, DROP, TODAY, Study
from taalplan.tables.chart import Chart, Lines, Map, Mark, Place, Series
from taalplan.tables.render.words import UNITS
from taalplan.tables.table import Table, Unit
from taalplan.vocabulary.text import Text

DESK = Text("vandaag", "today", "aujourd’hui")
ADDED = Text("beste erbij", "best more", "meilleur ajout")
DROPPED = Text("minst gemist", "missed least", "moins regretté")
_HOW_FAR = {
    Unit.KILOMETRES: Text(
        "Afstand tot de dichtste gemeente met een contactpunt, vandaag",
        "Distance to the nearest municipality with a desk, today",
        "Distance à la commune la plus proche avec un guichet, aujourd’hui",
    ),
    Unit.MINUTES: Text(
        "Reistijd tot de dichtste gemeente met een contactpunt, vandaag",
        "Travel time to the nearest municipality with a desk, today",
        "Durée du trajet vers la commune la plus proche avec un guichet, aujourd’hui",
    ),
}
_BREAKS = {Unit.KILOMETRES: (0, 5, 10, 15, 20), Unit.MINUTES: (0, 10, 20, 30, 45)}


def charts(study: Study, made: Mapping[str, Table]) -> dict[str, Chart]:
    """The charts by name; each draws cells of one table."""
    found: list[Chart] = [
        _distances(study, made["access-places"]),
        _changes(study, made["access-places"]),
        _frontier(study, made["access-frontier"]),
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
        title=_HOW_FAR[study.situation.unit],
        ticks=tuple(place.name for place in study.situation.places),
        measure=UNITS[study.situation.unit],
        cells=tuple(((place.nis,), (TODAY,)) for place in study.situation.places),
        places=_places(study),
        shaded=True,
        breaks=_BREAKS[study.situation.unit],
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


def _frontier(study: Study, table: Table) -> Lines:
    """The best mean and the best worst distance by number of municipalities."""
    rows = table.rows.members
    return Lines(
        table=table,
        name="access-frontier-chart",
        title=table.title,
        ticks=tuple(row.label for row in rows),
        measure=UNITS[study.situation.unit],
        series=tuple(
            Series(
                words.headed(label, study.situation.unit),
                tuple((row.path, (code,)) for row in rows),
            )
            for code, label in (("mean", words.BEST_MEAN), ("worst", words.BEST_WORST))
        ),
    )

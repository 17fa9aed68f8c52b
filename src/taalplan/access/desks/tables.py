# SPDX-License-Identifier: EUPL-1.2
"""A study of desks as tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from taalplan.access.desks import words
from taalplan.access.desks.common import (
    HIDDEN,
    LANGUAGES,
    Row,
    Value,
    of_place,
    study_table,
    way,
)
from taalplan.access.desks.past import closed, temporary
from taalplan.access.desks.study import ADD, DROP, FLEMISH, SAME, TODAY, Option, Study
from taalplan.tables.table import TOTAL, Dimension, Member, Table, Unit
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

MOST = 10
"""Municipalities that are printed of those that gain or lose; all of them are among the data."""


def tables(study: Study) -> dict[str, Table]:
    """All tables of a study by name; the last one is data only."""
    made = [
        networks(study), effects(study), moves(study), gains(study), areas(study),
        frontier(study), closed(study), temporary(study), places(study),
    ]  # fmt: skip
    return {table.name: table for table in made}


def networks(study: Study) -> Table:
    """How far people live, in each network."""
    columns = [
        Member(("size",), words.SIZE, unit=Unit.PLACES),
        way(study, "mean", words.MEAN),
        way(study, "ninth", words.NINTH),
        way(study, "worst", words.WORST),
        Member(("gini",), words.GINI, unit=Unit.PERCENT, decimals=0, estimate=True),
        *(
            Member(
                (f"beyond-{limit:g}",),
                words.headed(words.beyond(limit), study.situation.unit),
                unit=Unit.PERCENT,
                decimals=1,
                estimate=True,
            )
            for limit in study.limits
        ),
    ]
    rows = [
        (
            Member((option.code,), words.OPTIONS[option.code]),
            {
                "size": len(option.open),
                "mean": option.reach.mean,
                "ninth": option.reach.ninth,
                "worst": option.reach.worst,
                "gini": 100 * option.reach.gini,
                **{
                    f"beyond-{limit:g}": 100 * share
                    for limit, share in zip(study.limits, option.reach.beyond, strict=True)
                },
            },
        )
        for option in study.options
    ]
    return study_table(study, "access-networks", [_option()], rows, columns)


def effects(study: Study) -> Table:
    """Who gains and who loses in each other network."""
    columns = [
        Member(("gaining",), words.GAINING),
        way(study, "gained", words.GAINED, 0),
        Member(("losing",), words.LOSING),
        way(study, "lost", words.LOST, 0),
    ]
    rows = []
    for option in study.options[1:]:
        effect = study.effect(option)
        row = {"gaining": round(effect.gaining), "gained": effect.gained,
               "losing": round(effect.losing), "lost": effect.lost}  # fmt: skip
        rows.append((Member((option.code,), words.OPTIONS[option.code]), row))
    return study_table(study, "access-effects", [_option()], rows, columns)


def moves(study: Study) -> Table:
    """Each place that gets or loses a desk: who has it nearest, and how far they live."""
    columns = [
        Member(("people",), words.PEOPLE),
        way(study, "now", words.WAY_NOW),
        way(study, "then", words.WAY_THEN),
    ]
    rows = list(_moved(study))
    dimensions = [_option(), Dimension("change", words.CHANGE, _CHANGES), of_place(study)]
    return study_table(study, "access-moves", dimensions, rows, columns)


_CHANGES = {"opened": words.OPENED, "closed": words.CLOSED}


def _moved(study: Study) -> Iterator[Row]:
    today = study.option(TODAY)
    for option in study.options[1:]:
        effect = study.effect(option)
        # Dozens of places change in the best network; they stand among the data.
        shown = option.code != SAME
        yield (
            Member((option.code, TOTAL, TOTAL), words.OPTIONS[option.code], in_print=shown),
            _way(study, np.abs(today.far - option.far) > 1e-9, option),
        )
        for change, sites, network in (
            ("opened", effect.opened, option), ("closed", effect.closed, today)
        ):  # fmt: skip
            for site in sorted(sites, key=study.situation.name):
                name = study.situation.places[site].name
                label = Text(*(f"{_CHANGES[change][lang]}: {name[lang]}" for lang in LANGUAGES))
                code = study.situation.places[site].nis
                row = _served(study, network, site, option)
                yield Member((option.code, change, code), label, 1, in_print=shown), row


def _served(study: Study, network: Option, site: int, option: Option) -> dict[str, Value]:
    """People for whom a site of a network is nearest, and their way today and then."""
    sites = np.array(network.open)
    mine = sites[np.argmin(study.situation.way[:, sites], axis=1)] == site
    return _way(study, mine, option)


def _way(study: Study, places: NDArray[np.bool_], option: Option) -> dict[str, Value]:
    """The people of some rows of `way`, and their mean way today and in another network."""
    people = study.situation.demand * places
    total = float(people.sum())
    today = study.option(TODAY)
    return {
        "people": round(total),
        "now": float((people * today.far).sum() / total) if total else 0.0,
        "then": float((people * option.far).sum() / total) if total else 0.0,
    }


def gains(study: Study) -> Table:
    """The places where two more and two fewer change most."""
    columns = [
        Member(("people",), words.PEOPLE),
        way(study, "now", words.WAY_NOW),
        way(study, "then", words.WAY_THEN),
    ]
    rows: list[Row] = []
    today, situation = study.option(TODAY), study.situation
    for option in study.options:
        if option.code not in (ADD, FLEMISH, DROP):
            continue
        touched = np.abs(today.far - option.far) > 1e-9
        label = words.OPTIONS[option.code]
        rows.append((Member((option.code, TOTAL), label), _way(study, touched, option)))
        change = situation.people * np.abs(today.cost - option.cost)
        for place in np.argsort(-change, kind="stable")[:MOST]:
            if change[place] > 0:
                code, name = situation.places[place].nis, situation.places[place].name
                row = {
                    "people": round(float(situation.people[place])),
                    "now": float(today.cost[place]),
                    "then": float(option.cost[place]),
                }
                rows.append((Member((option.code, code), name, 1), row))
    return study_table(study, "access-gains", [_option(), of_place(study)], rows, columns)


def areas(study: Study) -> Table:
    """By working area of the desk that was used: who did not use the nearest one."""
    columns = [
        Member(("people",), words.PEOPLE),
        Member(("other",), words.OTHER),
        Member(("share",), words.OTHER_SHARE, unit=Unit.PERCENT, ratio=(("other",), ("people",))),
        way(study, "nearest", words.NEAREST),
        way(study, "used", words.USED),
    ]
    situation, today = study.situation, study.option(TODAY)
    used = situation.used
    place = np.array([desk.place for desk in situation.desks])
    far = situation.cost[:, place]
    nearest = situation.cost[:, list(today.open)].min(axis=1)[:, None]
    # A desk as near as the nearest one is the nearest.
    away = far > nearest + 1e-9
    rows: list[Row] = []
    groups = [(code, AREAS[code].label) for code in AREAS] + [(TOTAL, words.ALL)]
    for code, label in groups:
        mine = np.array([code in (TOTAL, desk.area) for desk in situation.desks])
        counts = used * mine
        total = int(counts.sum())
        if total == 0:
            continue
        other = int((counts * away).sum())
        rows.append((Member((code,), label), {
            "people": total, "other": other, "share": 100 * other / total,
            "nearest": float((counts * nearest).sum() / total),
            "used": float((counts * far).sum() / total),
        }))  # fmt: skip
    dimension = Dimension("area", words.AREA, {code: AREAS[code].label for code in AREAS})
    return study_table(study, "access-areas", [dimension], rows, columns)


def frontier(study: Study) -> Table:
    """What the best network of each size reaches."""
    columns = [way(study, "mean", words.BEST_MEAN, 2), way(study, "worst", words.BEST_WORST)]
    rows: list[Row] = [
        (Member((str(step.size),), Text.same(str(step.size))),
         {"mean": step.mean, "worst": step.worst})
        for step in study.frontier
    ]  # fmt: skip
    return study_table(study, "access-frontier", [Dimension("size", words.NUMBER)], rows, columns)


def places(study: Study) -> Table:
    """Every place: its people, and how far it is from a desk in each network."""
    columns = [
        Member(("people",), words.PEOPLE),
        *(way(study, option.code, words.OPTIONS[option.code]) for option in study.options),
    ]
    rows: list[Row] = [
        (
            Member((place.nis,), place.name),
            {
                "people": HIDDEN
                if number in (study.situation.hidden or ())
                else round(float(study.situation.people[number])),
                **{option.code: float(option.cost[number]) for option in study.options},
            },
        )
        for number, place in enumerate(study.situation.places)
    ]
    return study_table(study, "access-places", [of_place(study)], rows, columns)


def _option() -> Dimension:
    return Dimension("network", words.OPTION, words.OPTIONS)

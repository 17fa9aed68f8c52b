# SPDX-License-Identifier: EUPL-1.2
"""A study of desks as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from taalplan import policy
from taalplan.access.desks import words
from taalplan.access.desks.closed import Closed
from taalplan.access.desks.peaks import Temporary
from taalplan.access.desks.study import ADD, DROP, FLEMISH, SAME, TODAY, Option, Study
from taalplan.tables.table import (
    MEASURE,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Note,
    Provenance,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

USED = (
    "access.far",
    "access.silent_share",
    "access.silent_from",
    "access.peak_weeks",
    "access.temporary_people",
    "access.temporary_desks",
)
"""The policy values of every study."""

MOST = 10
"""Municipalities that are printed of those that gain or lose; all of them are among the data."""

HIDDEN = Cell(None, Status.SUPPRESSED)
Value = float | int | Cell | None
Row = tuple[Member, Mapping[str, Value]]


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
        _km("mean", words.MEAN),
        _km("ninth", words.NINTH),
        _km("worst", words.WORST),
        Member(("gini",), words.GINI, unit=Unit.PERCENT, decimals=0, estimate=True),
        *(
            Member(
                (f"beyond-{limit:g}",),
                words.beyond(limit),
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
    return _table(study, "access-networks", [_option()], rows, columns)


def effects(study: Study) -> Table:
    """Who gains and who loses in each other network."""
    columns = [
        Member(("gaining",), words.GAINING),
        Member(("gained",), words.GAINED, unit=Unit.KILOMETRES, decimals=0),
        Member(("losing",), words.LOSING),
        Member(("lost",), words.LOST, unit=Unit.KILOMETRES, decimals=0),
    ]
    rows = []
    for option in study.options[1:]:
        effect = study.effect(option)
        row = {"gaining": effect.gaining, "gained": effect.gained,
               "losing": effect.losing, "lost": effect.lost}  # fmt: skip
        rows.append((Member((option.code,), words.OPTIONS[option.code]), row))
    return _table(study, "access-effects", [_option()], rows, columns)


def moves(study: Study) -> Table:
    """Each place that gets or loses a desk: who has it nearest, and how far they live."""
    columns = [
        Member(("people",), words.PEOPLE),
        _km("now", words.KM_NOW),
        _km("then", words.KM_THEN),
    ]
    rows = list(_moved(study))
    dimensions = [_option(), Dimension("change", words.CHANGE, _CHANGES), _place(study)]
    return _table(study, "access-moves", dimensions, rows, columns)


_CHANGES = {"opened": words.OPENED, "closed": words.CLOSED}


def _moved(study: Study) -> Iterator[Row]:
    today = study.option(TODAY)
    for option in study.options[1:]:
        effect = study.effect(option)
        # Dozens of places change in the best network; they stand among the data.
        shown = option.code != SAME
        yield (
            Member((option.code, TOTAL, TOTAL), words.OPTIONS[option.code], in_print=shown),
            _way(study, np.abs(today.cost - option.cost) > 1e-9, option),
        )
        for change, sites, network in (
            ("opened", effect.opened, option), ("closed", effect.closed, today)
        ):  # fmt: skip
            for site in sorted(sites, key=study.situation.name):
                name = study.situation.places[site].name
                label = Text(*(f"{_CHANGES[change][lang]}: {name[lang]}" for lang in _LANGUAGES))
                code = study.situation.places[site].nis
                row = _served(study, network, site, option)
                yield Member((option.code, change, code), label, 1, in_print=shown), row


_LANGUAGES = ("nl", "en", "fr")


def _served(study: Study, network: Option, site: int, option: Option) -> dict[str, Value]:
    """People for whom a site of a network is nearest, and their way today and then."""
    sites = np.array(network.open)
    mine = sites[np.argmin(study.situation.cost[:, sites], axis=1)] == site
    return _way(study, mine, option)


def _way(study: Study, places: NDArray[np.bool_], option: Option) -> dict[str, Value]:
    """The people of some places, and their mean way today and in another network."""
    people = study.situation.people * places
    total = float(people.sum())
    today = study.option(TODAY)
    return {
        "people": round(total),
        "now": float((people * today.cost).sum() / total) if total else 0.0,
        "then": float((people * option.cost).sum() / total) if total else 0.0,
    }


def gains(study: Study) -> Table:
    """The places where two more and two fewer change most."""
    columns = [
        Member(("people",), words.PEOPLE),
        _km("now", words.KM_NOW),
        _km("then", words.KM_THEN),
    ]
    rows: list[Row] = []
    today, situation = study.option(TODAY), study.situation
    for option in study.options:
        if option.code not in (ADD, FLEMISH, DROP):
            continue
        touched = np.abs(today.cost - option.cost) > 1e-9
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
    return _table(study, "access-gains", [_option(), _place(study)], rows, columns)


def areas(study: Study) -> Table:
    """By working area of the desk that was used: who did not use the nearest one."""
    columns = [
        Member(("people",), words.PEOPLE),
        Member(("other",), words.OTHER),
        Member(("share",), words.OTHER_SHARE, unit=Unit.PERCENT, ratio=(("other",), ("people",))),
        _km("nearest", words.NEAREST),
        _km("used", words.USED),
    ]
    situation, today = study.situation, study.option(TODAY)
    used = situation.used
    place = np.array([desk.place for desk in situation.desks])
    way = situation.cost[:, place]
    # A desk as near as the nearest one is the nearest.
    away = way > today.cost[:, None] + 1e-9
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
            "nearest": float((counts * today.cost[:, None]).sum() / total),
            "used": float((counts * way).sum() / total),
        }))  # fmt: skip
    dimension = Dimension("area", words.AREA, {code: AREAS[code].label for code in AREAS})
    return _table(study, "access-areas", [dimension], rows, columns)


def frontier(study: Study) -> Table:
    """What the best network of each size reaches."""
    columns = [_km("mean", words.BEST_MEAN, 2), _km("worst", words.BEST_WORST)]
    rows: list[Row] = [
        (Member((str(step.size),), Text.same(str(step.size))),
         {"mean": step.mean, "worst": step.worst})
        for step in study.frontier
    ]  # fmt: skip
    return _table(study, "access-frontier", [Dimension("size", words.NUMBER)], rows, columns)


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
        _km("way_before", words.WAY_BEFORE),
        _km("way_after", words.WAY_AFTER),
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
    return _table(study, "access-closed", dimensions, rows, columns)


def _closed_member(state: str, one: Closed) -> Member:
    how = words.SHUT_IN if one.shut else words.QUIET_IN
    name, years = one.desk.name, _years(one.after)
    label = Text(*(f"{name}, {how[lang]} {years}" for lang in _LANGUAGES))
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
        Member(("saved",), words.GAINED, unit=Unit.KILOMETRES, decimals=0, estimate=True),
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
    dimensions = [Dimension("desks", words.TEMPORARY), _place(study)]
    return _table(study, "access-temporary", dimensions, rows, columns, Unit.ROWS, [words.LONGEST])


def _weeks(one: Temporary) -> int:
    return 0 if one.weeks is None else one.weeks[1] - one.weeks[0] + 1


def places(study: Study) -> Table:
    """Every place: its people, and how far it is from a desk in each network."""
    columns = [
        Member(("people",), words.PEOPLE),
        *(_km(option.code, words.OPTIONS[option.code]) for option in study.options),
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
    return _table(study, "access-places", [_place(study)], rows, columns)


def _km(code: str, label: Text, decimals: int = 1) -> Member:
    return Member((code,), label, unit=Unit.KILOMETRES, decimals=decimals, estimate=True)


def _option() -> Dimension:
    return Dimension("network", words.OPTION, words.OPTIONS)


def _place(study: Study) -> Dimension:
    names = {place.nis: place.name for place in study.situation.places}
    return Dimension("municipality", words.PLACE, names)


def _table(
    study: Study,
    name: str,
    dimensions: Sequence[Dimension],
    rows: Sequence[Row],
    columns: Sequence[Member],
    unit: Unit = Unit.PEOPLE,
    notes: Sequence[Text] = (),
) -> Table:
    cells: dict[Key, Cell] = {
        (member.path, (code,)): value if isinstance(value, Cell) else Cell(_plain(value))
        for member, row in rows
        for code, value in row.items()
        if value is not None
    }
    measures: dict[str, Text] = {member.path[0]: member.label for member in columns}
    return Table(
        name,
        words.TITLES[name],
        Axis(tuple(dimensions), tuple(member for member, _ in rows)),
        Axis((Dimension(MEASURE, words.MEASURE, measures),), tuple(columns)),
        cells,
        unit,
        notes=tuple(Note(text) for text in notes),
        provenance=provenance(study),
    )


def _plain(value: float | int) -> float | int:
    """A plain number: what numpy gives is not one to every writer."""
    return int(value) if float(value).is_integer() else float(value)


def provenance(study: Study) -> Provenance:
    """The snapshot, its day, and what was assumed."""
    situation = study.situation
    assumed = policy.assumptions(USED, situation.as_of)
    return Provenance(
        snapshot=situation.snapshot,
        as_of=situation.as_of,
        assumptions=tuple(value.key for value in assumed),
        synthetic=situation.synthetic,
    )

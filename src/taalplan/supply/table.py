# SPDX-License-Identifier: EUPL-1.2
"""A supply as tables: who is placed and who is not, and the groups and places there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from taalplan import policy
from taalplan.needs.plan import NeedsPlan
from taalplan.needs.residence import PLACES, place_of
from taalplan.supply import words
from taalplan.supply.build import USED
from taalplan.supply.mapping import Indicators
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.problem import Floats, Ints
from taalplan.supply.why import REASONS, Gap
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


@dataclass(frozen=True, eq=False)
class Division:
    """One way to divide a supply: for rows of needs that are left out, for seats, for groups.

    Each function gives the place in `codes` of every row.
    """

    name: str
    word: Text
    codes: tuple[str, ...]
    labels: tuple[Text, ...]
    needs: Ints
    seats: Ints
    groups: Ints
    about: Text = words.WHERE


@dataclass(frozen=True, eq=False)
class Divided:
    """A plan with the ways it is divided."""

    plan: SupplyPlan

    @cached_property
    def area(self) -> Division:
        """Working areas."""
        problem = self.plan.problem
        home = problem.zone_area[problem.needs.zone]
        site = problem.site_area[self.plan.groups.site]
        names = tuple(AREAS[code].label for code in problem.areas)
        return self._of("area", words.AREA, problem.areas, names, home, None, site)

    @cached_property
    def place(self) -> Division:
        """Centre cities and the rest of each province."""
        problem = self.plan.problem
        zone = place_of(np.array([zone.code for zone in problem.zones]))
        codes = {zone.code: number for number, zone in enumerate(problem.zones)}
        site = np.array([zone[codes[site.zone]] for site in problem.sites])
        names = tuple(
            place.label if place.city or place.province not in PROVINCES else Text(*(
                f"{PROVINCES[place.province].label[lang]}, {place.label[lang]}"
                if place.label != PROVINCES[place.province].label else place.label[lang]
                for lang in ("nl", "en", "fr")
            ))
            for place in PLACES
        )  # fmt: skip
        return self._of(
            "place", words.PLACE, tuple(place.code for place in PLACES), names,
            zone[problem.needs.zone], None, site[self.plan.groups.site],
        )  # fmt: skip

    @cached_property
    def level(self) -> Division:
        """Levels."""
        problem = self.plan.problem
        names = tuple(map(Text.same, problem.levels))
        return self._of("level", words.LEVEL, problem.levels, names, problem.needs.level,
                        None, self.plan.groups.level)  # fmt: skip

    @cached_property
    def profile(self) -> Division:
        """Profiles."""
        problem = self.plan.problem
        codes = tuple(kind.code for kind in problem.kinds)
        names = tuple(label("profile", code) for code in codes)
        return self._of("profile", words.PROFILE, codes, names, problem.needs.kind,
                        None, self.plan.groups.kind)  # fmt: skip

    @cached_property
    def daypart(self) -> Division:
        """Day-parts: of the group for who is placed, else the first of the wish."""
        problem = self.plan.problem
        first = np.array([problem.dayparts.index(wish.dayparts[0]) for wish in problem.wishes])
        names = tuple(label("day_part", code) for code in problem.dayparts)
        groups = self.plan.groups.daypart
        return self._of("daypart", words.DAYPART, problem.dayparts, names,
                        first[problem.needs.wish], groups, groups, words.WHEN)  # fmt: skip

    @cached_property
    def start(self) -> Division:
        """Starts: of the group for who is placed, else the first at which they are there."""
        problem = self.plan.problem
        codes = tuple(f"{(9 + month - 1) % 12 + 1:02d}" for month in problem.rounds)
        names = tuple(words.month(month) for month in problem.rounds)
        groups = self.plan.groups.round
        return self._of("start", words.START, codes, names, problem.needs.round, groups,
                        groups, words.WHEN)  # fmt: skip

    def _of(
        self, name: str, word: Text, codes: Sequence[str], names: tuple[Text, ...],
        needs: Ints, of_group: Ints | None, groups: Ints, about: Text = words.WHERE,
    ) -> Division:  # fmt: skip
        seating = self.plan.seating
        seats = needs[seating.need] if of_group is None else of_group[seating.group]
        return Division(name, word, tuple(codes), names, needs, seats, groups, about)


def measured(divided: Divided, divisions: Sequence[Division]) -> dict[str, Floats]:
    """Every measure as an array with one axis for each division."""
    plan = divided.plan
    shape = tuple(len(division.codes) for division in divisions)

    def counted(of: Callable[[Division], Ints], amounts: Floats) -> Floats:
        at = np.ravel_multi_index(tuple(of(one) for one in divisions), shape)
        return np.bincount(at, amounts, int(np.prod(shape))).astype(float).reshape(shape)

    largest = np.array([kind.largest for kind in plan.problem.kinds])[plan.groups.kind]
    covered = counted(lambda one: one.seats, plan.expected_seats)
    gap = counted(lambda one: one.needs, plan.unplaced)
    places = counted(lambda one: one.groups, (largest * plan.groups.count).astype(float))
    taken = _taken(plan)
    return {
        "need": covered + gap,
        "covered": covered,
        "gap": gap,
        "groups": counted(lambda one: one.groups, plan.groups.count.astype(float)),
        "places": places,
        "surplus": places - counted(lambda one: one.groups, taken),
        "hours": counted(lambda one: one.groups, plan.hours),
    }


def _taken(plan: SupplyPlan) -> Floats:
    """Expected learners of each row of the groups."""
    return plan.learners


UNITS = {"groups": Unit.GROUPS, "hours": Unit.HOURS, "share": Unit.PERCENT}
PRINTED = ("need", "covered", "gap", "share", "groups", "places", "surplus")


def coverage(divided: Divided, name: str, needs: NeedsPlan, title: Text = words.SUPPLY) -> Table:
    """One division with its total: need, placed, gap, groups, places and free places."""
    division: Division = getattr(divided, name)
    found = measured(divided, [division])
    used = np.sum([np.abs(array) for array in found.values()], axis=0) > 1e-9
    rows = [Member((code,), division.labels[n]) for n, code in enumerate(division.codes) if used[n]]
    rows.append(Member((TOTAL,), words.ALL))
    cells: dict[Key, Cell] = {}
    for place, row in enumerate(np.flatnonzero(used)):
        _fill(cells, rows[place].path, {key: float(array[row]) for key, array in found.items()})
    _fill(cells, (TOTAL,), {key: float(array.sum()) for key, array in found.items()})
    labels = dict(zip(division.codes, division.labels, strict=True))
    return assembled(
        f"supply-{name}", words.by(division.word, title),
        (Dimension(name, division.word, labels),), rows, _columns(PRINTED), cells, needs,
        (words.ESTIMATE, division.about),
    )  # fmt: skip


def _fill(cells: dict[Key, Cell], path: Path, values: dict[str, float]) -> None:
    for key in PRINTED:
        if key == "share":
            if values["need"] > 0:
                cells[path, (key,)] = Cell(100 * values["covered"] / values["need"])
        else:
            cells[path, (key,)] = Cell(round(values[key], 6))


def _columns(keys: Sequence[str]) -> tuple[Member, ...]:
    return tuple(
        Member((key,), words.MEASURES[key], unit=UNITS.get(key), estimate=True,
               decimals=1 if key == "share" else 0)
        for key in keys
    )  # fmt: skip


def cells_table(divided: Divided, needs: NeedsPlan) -> Table:
    """Every cell of place, level, profile, day-part and start; for data, not for print."""
    names = ("place", "level", "profile", "daypart", "start")
    divisions = [getattr(divided, name) for name in names]
    found = measured(divided, divisions)
    used = (found["need"] > 0.005) | (found["groups"] > 0)
    rows: list[Member] = []
    cells: dict[Key, Cell] = {}
    for at in np.argwhere(used):
        codes = tuple(one.codes[n] for one, n in zip(divisions, at, strict=True))
        rows.append(Member(codes, Text.same(" ".join(codes))))
        for key in ("need", "covered", "gap", "groups", "places", "surplus"):
            cells[codes, (key,)] = Cell(round(float(found[key][tuple(at)]), 3))
    dimensions = tuple(
        Dimension(one.name, one.word, dict(zip(one.codes, one.labels, strict=True)))
        for one in divisions
    )
    keys = ("need", "covered", "gap", "groups", "places", "surplus")
    return assembled("supply-cells", words.SUPPLY, dimensions, rows, _columns(keys), cells, needs,
                  (words.WHERE, words.WHEN))  # fmt: skip


def reasons_table(divided: Divided, gap: Gap, needs: NeedsPlan) -> Table:
    """Why people are left out, by working area."""
    division = divided.area
    counts = np.stack([
        gap.by_reason(np.flatnonzero(division.needs == n)) for n in range(len(division.codes))
    ])  # fmt: skip
    used = [n for n in range(len(REASONS)) if counts[:, n].sum() > 0.5]
    columns = [Member((REASONS[n],), words.REASONS[REASONS[n]], estimate=True, decimals=0)
               for n in used]  # fmt: skip
    columns.append(Member((TOTAL,), words.ALL, estimate=True, decimals=0))
    rows = [*(Member((code,), division.labels[n]) for n, code in enumerate(division.codes)),
            Member((TOTAL,), words.ALL)]  # fmt: skip
    cells: dict[Key, Cell] = {}
    for place, row in enumerate(rows):
        values = counts.sum(axis=0) if row.path == (TOTAL,) else counts[place]
        for n in used:
            cells[row.path, (REASONS[n],)] = Cell(round(float(values[n]), 6))
        cells[row.path, (TOTAL,)] = Cell(round(float(values.sum()), 6))
    labels = {column.path[0]: column.label for column in columns}
    title = Text("Waarom mensen geen plaats hebben", "Why people have no place",
                 "Pourquoi des personnes sont sans place")  # fmt: skip
    names = dict(zip(division.codes, division.labels, strict=True))
    return assembled(
        "supply-reasons", title, (Dimension("area", division.word, names),), rows, tuple(columns),
        cells, needs, (words.ESTIMATE,), Dimension("reason", words.GAP, labels),
    )  # fmt: skip


INDICATORS: dict[str, tuple[Text, Unit, int]] = {
    "groups": (words.GROUPS, Unit.GROUPS, 0),
    "evening": (Text("avondgroepen, %", "evening groups, %", "groupes du soir, %"),
                Unit.PERCENT, 1),
    "weekend": (Text("weekendgroepen, %", "weekend groups, %", "groupes du week-end, %"),
                Unit.PERCENT, 1),
    "blended": (Text("groepen in gecombineerd onderwijs, %", "blended groups, %",
                     "groupes en enseignement combiné, %"), Unit.PERCENT, 1),
    "busiest": (Text("groepen die in de drukste maand starten, %",
                     "groups that start in the busiest month, %",
                     "groupes commençant le mois le plus chargé, %"), Unit.PERCENT, 1),
    "months": (Text("maanden met starts", "months with starts", "mois avec débuts"), Unit.ROWS, 0),
    "travel": (Text("kilometer tot de les, gemiddeld", "kilometres to lessons, on average",
                    "kilomètres jusqu’au cours, en moyenne"), Unit.ROWS, 1),
    "wait": (Text("maanden wachten op de groep, gemiddeld",
                  "months waiting for the group, on average",
                  "mois d’attente du groupe, en moyenne"), Unit.ROWS, 2),
    "places": (words.PLACES, Unit.PEOPLE, 0),
    "taken": (words.COVERED, Unit.PEOPLE, 0),
}  # fmt: skip


def indicators_table(
    columns: Sequence[tuple[str, Text, Indicators]], needs: NeedsPlan, *notes: Text
) -> Table:
    """Indicators of one or more supplies side by side."""
    rows = [Member((key,), word, unit=unit, decimals=decimals, estimate=True)
            for key, (word, unit, decimals) in INDICATORS.items()]  # fmt: skip
    percent = {key for key, (_, unit, _) in INDICATORS.items() if unit is Unit.PERCENT}
    cells: dict[Key, Cell] = {
        ((key,), (code,)): Cell(round(getattr(found, key) * (100 if key in percent else 1), 6))
        for code, _, found in columns
        for key in INDICATORS
    }
    title = Text("Kenmerken van het aanbod", "Indicators of the supply", "Indicateurs de l’offre")
    labels = {key: word for key, (word, _, _) in INDICATORS.items()}
    return assembled(
        "supply-indicators", title, (Dimension("indicator", words.INDICATOR, labels),), rows,
        tuple(Member((code,), name) for code, name, _ in columns), cells, needs, notes,
        Dimension(MEASURE, words.MEASURE, {code: name for code, name, _ in columns}),
    )  # fmt: skip


def zones_table(plan: SupplyPlan, needs: NeedsPlan) -> Table:
    """Need, placed and gap of every municipality: what the map shows."""
    problem = plan.problem
    size = len(problem.zones)
    need = np.bincount(problem.needs.zone, problem.needs.expected, size)
    placed = np.bincount(problem.needs.zone, plan.placed, size)
    rows = [Member((zone.code,), Text.same(zone.name)) for zone in problem.zones]
    keys = ("need", "covered", "gap", "share")
    cells: dict[Key, Cell] = {}
    for n, row in enumerate(rows):
        cells[row.path, ("need",)] = Cell(round(float(need[n]), 6))
        cells[row.path, ("covered",)] = Cell(round(float(placed[n]), 6))
        cells[row.path, ("gap",)] = Cell(round(float(need[n] - placed[n]), 6))
        if need[n] > 0:
            cells[row.path, ("share",)] = Cell(100 * float(placed[n] / need[n]))
    word = words.MUNICIPALITY
    labels = {zone.code: Text.same(zone.name) for zone in problem.zones}
    return assembled("supply-municipalities", words.by(word, words.SUPPLY),
                  (Dimension("municipality", word, labels),), rows, _columns(keys), cells, needs,
                  (words.ESTIMATE,))  # fmt: skip


def assembled(
    name: str, title: Text, dimensions: tuple[Dimension, ...], rows: Sequence[Member],
    columns: tuple[Member, ...], cells: dict[Key, Cell], needs: NeedsPlan,
    notes: Sequence[Text] = (), across: Dimension | None = None,
) -> Table:  # fmt: skip
    """A table of a supply, titled with its school year and with where it comes from."""
    year = needs.horizon.school_year
    across = across or Dimension(MEASURE, words.MEASURE, words.MEASURES)
    return Table(
        name, Text(*(f"{title[lang]}, {year}" for lang in ("nl", "en", "fr"))),
        Axis(dimensions, tuple(rows)), Axis((across,), columns), cells, Unit.ENROLMENTS,
        notes=tuple(Note(text) for text in notes), provenance=provenance(needs),
    )  # fmt: skip


def provenance(needs: NeedsPlan) -> Provenance:
    """The snapshot, its date, and what was assumed."""
    history = needs.history
    assumed = policy.assumptions(USED, needs.horizon.cut_off)
    return Provenance(
        snapshot=history.snapshot, as_of=history.as_of,
        assumptions=tuple(value.key for value in assumed), synthetic=history.synthetic,
    )  # fmt: skip

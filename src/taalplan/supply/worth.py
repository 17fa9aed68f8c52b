# SPDX-License-Identifier: EUPL-1.2
"""What one more teacher, room or 1,000 euro would bring, found by planning again.

A dual price is right for a first euro and wrong for a whole teacher, so it only says where to
look: every limit that stops a group is planned again with one more of it, from the plan there is
and with the same effort and seed as that plan is planned again without. What counts is the
difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from taalplan.needs.plan import NeedsPlan
from taalplan.supply import words
from taalplan.supply.document import Chapter
from taalplan.supply.options import BUDGET, ROOM, TEACHER, Options, Resources, limits_of, options_of
from taalplan.supply.plan import SupplyPlan
from taalplan.supply.problem import Floats, Ints, SupplyProblem
from taalplan.supply.search import Search
from taalplan.supply.table import assembled
from taalplan.tables.table import MEASURE, Cell, Dimension, Key, Member
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.terms import label
from taalplan.vocabulary.text import Text

THOUSAND = 1000.0
ROOMS = 3
"""Rooms that are tried, those first that stop most."""


@dataclass(frozen=True)
class Worth:
    """One more of something: `kind` and `at` as in Resources, `more` of its own unit.

    `stopped` is what the best group that only lacks this would bring (in people placed, before
    its people are missed elsewhere); `gained` what planning again brought, in the same unit,
    and `placed` in people expected.
    """

    kind: str
    at: tuple[int, ...]
    more: float
    stopped: float
    gained: float
    placed: float


def worth_of_more(
    plan: SupplyPlan, load: float, *, tries: int = 1500, seed: int = 7
) -> list[Worth]:
    """The worth of one more of each scarce limit; `load` is the lesson hours of one teacher."""
    options = options_of(plan.problem)
    count = options.counts(plan.groups)
    base = _again(options, count, tries, seed)
    found = []
    for rows, kind, at, more, stopped in _scarce(options, count, plan, load):
        capacity = options.resources.capacity.copy()
        capacity[rows] += more
        wider = _with(options, capacity)
        value, placed = _again(wider, count, tries, seed)
        found.append(Worth(kind, at, more, stopped, max(value - base[0], 0.0), placed - base[1]))
    return found


def _scarce(
    options: Options, count: Ints, plan: SupplyPlan, load: float
) -> Iterator[tuple[Ints, str, tuple[int, ...], float, float]]:
    """Limits that alone stop a group that could be filled with people who are left out."""
    resources, left = options.resources, plan.unplaced
    slack = resources.capacity - options.used(count)
    lacks = options.use > slack[options.use_row] + 1e-6
    pool = np.bincount(options.option_of_arc, left[options.cell], len(options))
    gain = np.bincount(options.option_of_arc, left[options.cell] * options.value, len(options))
    net = gain * np.minimum(1.0, options.largest / np.maximum(pool, 1e-9)) - options.cost
    could = (pool >= options.smallest - 1e-6) & (net > 0)
    best: dict[tuple[str, tuple[int, ...]], float] = {}
    for use in np.flatnonzero(lacks & could[options.option_of_use]):
        row, option = options.use_row[use], options.option_of_use[use]
        kind = resources.kind[row]
        at = tuple(int(n) for n in resources.at[row][: 2 if kind != BUDGET else 0])
        best[kind, at] = max(best.get((kind, at), 0.0), float(net[option]))
    rooms = sorted((k for k in best if k[0] == ROOM), key=lambda k: -best[k])[:ROOMS]
    more = {ROOM: 1.0, TEACHER: load, BUDGET: THOUSAND}
    for kind, at in [*(k for k in best if k[0] != ROOM), *rooms]:
        mine = np.array(resources.kind) == kind
        mine &= (resources.at[:, : len(at)] == np.array(at, np.int64)).all(axis=1)
        yield np.flatnonzero(mine), kind, at, more[kind], best[kind, at]


def _with(options: Options, capacity: Floats) -> Options:
    old = options.resources
    wider = replace(options, resources=Resources(old.kind, old.at, capacity))
    return replace(wider, limit=limits_of(wider))


def _again(options: Options, count: Ints, tries: int, seed: int) -> tuple[float, float]:
    """Value and people placed when a plan is planned again from its groups."""
    from taalplan.supply.kernels import blocks

    cells = len(options.problem.needs.zone)
    block, _, number = blocks(len(options), cells, options.begin, options.cell)
    search = Search(options, block, number)
    search.adopt(count)
    search.improve(tries, seed, np.zeros(len(options.resources.capacity)))
    placed = float(((search.people - search.left) * search.chance).sum())
    return search.worth, placed


def worth_chapter(found: list[Worth], problem: SupplyProblem, needs: NeedsPlan) -> Chapter:
    """What one more of each would bring, as a table; or that nothing is short."""
    heading = Text("Wat één meer zou opleveren", "What one more would bring",
                   "Ce qu’apporterait un de plus")  # fmt: skip
    if not found:
        return Chapter(heading, (Text(
            "Lokalen, lesgevers en geld houden in dit plan geen enkele groep tegen: één meer "
            "plaatst niemand extra.",
            "Rooms, teachers and money stop no group in this plan: one more places nobody extra.",
            "Locaux, enseignants et budget n’empêchent aucun groupe dans ce plan : un de plus ne "
            "place personne.",
        ),))  # fmt: skip
    rows = [Member((f"{one.kind}-{n}",), named(one, problem)) for n, one in enumerate(found)]
    columns = (
        Member(("stopped",), Text("de beste groep die het tegenhoudt, op zich",
                                  "the best group it stops, by itself",
                                  "le meilleur groupe empêché, isolément"),
               estimate=True, decimals=1),
        Member(("placed",), Text("personen extra geplaatst, opnieuw gepland",
                                 "people placed extra, planned again",
                                 "personnes placées en plus, replanifié"),
               estimate=True, decimals=1, signed=True),
    )  # fmt: skip
    cells: dict[Key, Cell] = {}
    for row, one in zip(rows, found, strict=True):
        cells[row.path, ("stopped",)] = Cell(round(one.stopped, 6))
        cells[row.path, ("placed",)] = Cell(round(one.placed, 6))
    table = assembled(
        "supply-worth", heading,
        (Dimension("limit", Text("grens", "limit", "limite"), {r.path[0]: r.label for r in rows}),),
        rows, columns, cells, needs,
        (Text("Opnieuw gepland vanuit dit plan, met evenveel moeite als zonder; daarom kan een "
              "klein verschil toeval van het zoeken zijn.",
              "Planned again from this plan, with as much effort as without; a small difference "
              "may therefore be chance of the search.",
              "Replanifié à partir de ce plan, avec autant d’effort que sans ; une petite "
              "différence peut donc être due au hasard de la recherche."),),
        Dimension(MEASURE, words.MEASURE, {column.path[0]: column.label for column in columns}),
    )  # fmt: skip
    return Chapter(heading, (table,))


def named(one: Worth, problem: SupplyProblem) -> Text:
    """What there is one more of."""
    if one.kind == BUDGET:
        return Text("1.000 euro", "1,000 euro", "1 000 euros")
    if one.kind == ROOM:
        site, part = problem.sites[one.at[0]], label("day_part", problem.dayparts[one.at[1]])
        return Text(f"een lokaal in {site.name}, {part.nl}", f"a room in {site.name}, {part.en}",
                    f"un local à {site.name}, {part.fr}")  # fmt: skip
    area = AREAS[problem.areas[one.at[0]]].label
    kind = problem.qualifications[one.at[1]].upper()
    return Text(f"een voltijdse lesgever {kind}, {area.nl}",
                f"a full-time {kind} teacher, {area.en}",
                f"un enseignant {kind} à temps plein, {area.fr}")  # fmt: skip

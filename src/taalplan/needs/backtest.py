# SPDX-License-Identifier: EUPL-1.2
"""How good plans would have been: made again on earlier cut-offs, held against what came out.

Each earlier plan sees nothing after its own cut-off. It is compared with what anybody could have
written down: the last twelve months, and the last school year that was over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from taalplan import policy
from taalplan.needs.entry.scores import QUANTILES, coverage, scaled_crps, wape
from taalplan.needs.history import AREA_CODES, LEVELS, Floats, History, read_history, restricted
from taalplan.needs.horizon import Horizon, month
from taalplan.needs.paths import paths_of
from taalplan.needs.plan import begun_by_year
from taalplan.needs.problem import build
from taalplan.policy.shocks import Treatment
from taalplan.snapshot import Snapshot
from taalplan.tables.table import MEASURE, Axis, Cell, Dimension, Key, Member, Table, Unit
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text

DRAWS = 300
"""Paths of each earlier plan: enough for intervals of 95 percent."""


class Kind(StrEnum):
    """What kind of school year it was, by the declared shocks."""

    CALM = "calm"
    SHOCK = "shock"
    AFTER = "after"


@dataclass(frozen=True)
class Tested:
    """One school year. Errors are shares of what came out, by area and level.

    `last_year` is None where no earlier school year was over on the cut-off.
    """

    year: SchoolYear
    kind: Kind
    plan: float
    last_months: float
    last_year: float | None
    crps: float
    within_80: float
    within_95: float
    came: int
    expected: int


def backtest(
    snapshot: Snapshot, *, heard: Callable[[str, float], None] = lambda step, share: None
) -> list[Tested]:
    """Test every school year that is over and of whose cut-off beginnings were known."""
    history = read_history(restricted(snapshot), snapshot)
    years = [year for year in begun_by_year(history) if _testable(year, history)]
    found = []
    for number, year in enumerate(years):
        heard(str(year), number / len(years))
        found.append(_tested(snapshot, history, year))
    return found


def _testable(year: SchoolYear, history: History) -> bool:
    """Over by now, with a cut-off half a year after the first lessons that are known."""
    first = history.starts["begun"].min()
    return year.last_day <= history.as_of and month(Horizon(year).cut_off) >= first + 5


def _tested(snapshot: Snapshot, history: History, year: SchoolYear) -> Tested:
    horizon = Horizon(year)
    problem = build(snapshot, horizon, draws=DRAWS)
    paths = paths_of(problem)
    came = _by_area_level(history, horizon.months[horizon.target])
    drawn = paths.draws.sum(axis=(2, 4))
    expected = paths.expected.sum(axis=(1, 3))
    past = problem.history
    last = month(horizon.cut_off)
    months = _by_area_level(past, np.arange(last - 11, last + 1))
    before = Horizon(year.shift(-2))
    whole = _by_area_level(past, before.months[before.target])
    known = past.starts["begun"].min() <= before.months[before.target][0]
    quantiles = np.quantile(drawn, QUANTILES, axis=0)
    limits = {
        share: np.quantile(drawn, [(1 - share) / 2, (1 + share) / 2], axis=0)
        for share in (0.8, 0.95)
    }
    return Tested(
        year,
        kind_of(year),
        wape(came, expected),
        wape(came, months),
        wape(came, whole) if known else None,
        scaled_crps(came, quantiles),
        coverage(came, *limits[0.8]),
        coverage(came, *limits[0.95]),
        int(came.sum()),
        round(float(expected.sum())),
    )


def kind_of(year: SchoolYear) -> Kind:
    """A shock whose months are left out makes its school year, and the next, no ordinary one."""

    def touched(one: SchoolYear) -> bool:
        return any(
            shock.treatment is Treatment.MISSING
            for shock in policy.shocks().about("placements", one.first_day, one.last_day)
        )

    if touched(year):
        return Kind.SHOCK
    return Kind.AFTER if touched(year.shift(-1)) else Kind.CALM


def _by_area_level(history: History, months: np.ndarray) -> Floats:
    """Beginnings in some months: (areas, levels)."""
    starts = history.starts
    area = history.people["area"][starts["person"]]
    use = np.isin(starts["begun"], months) & (area >= 0)
    shape = (len(AREA_CODES), len(LEVELS))
    at = np.ravel_multi_index((area[use], starts["level"][use]), shape)
    return np.bincount(at, minlength=shape[0] * shape[1]).reshape(shape).astype(float)


_COLUMNS = {
    "kind": Text("soort jaar", "kind of year", "type d’année"),
    "came": Text("begonnen", "begun", "commencés"),
    "expected": Text("verwacht", "expected", "attendus"),
    "plan": Text("fout plan %", "error plan %", "erreur plan %"),
    "last_months": Text("fout 12 maanden %", "error 12 months %", "erreur 12 mois %"),
    "last_year": Text("fout vorig jaar %", "error last year %", "erreur an passé %"),
    "crps": Text("sCRPS %", "sCRPS %", "sCRPS %"),
    "within_80": Text("binnen 80 %", "within 80%", "dans 80 %"),
    "within_95": Text("binnen 95 %", "within 95%", "dans 95 %"),
}
_KINDS = {
    Kind.CALM: Text("gewoon jaar", "calm year", "année ordinaire"),
    Kind.SHOCK: Text("schokjaar", "shock year", "année de choc"),
    Kind.AFTER: Text("jaar na een schok", "year after a shock", "année après un choc"),
}


def backtest_table(tested: list[Tested], snapshot: Snapshot) -> Table:
    """A row for each school year, by the kind of year it was."""
    counts = ("came", "expected")
    rows = tuple(
        Member(
            (str(one.year),),
            Text(*(f"{one.year} ({_KINDS[one.kind][lang]})" for lang in ("nl", "en", "fr"))),
        )
        for one in sorted(tested, key=lambda t: (list(Kind).index(t.kind), t.year.start))
    )
    columns = tuple(
        Member((name,), text, unit=Unit.ENROLMENTS if name in counts else Unit.PERCENT,
               decimals=0 if name in counts else 1, estimate=True)
        for name, text in _COLUMNS.items() if name != "kind"
    )  # fmt: skip
    cells: dict[Key, Cell] = {
        ((str(one.year),), (name,)): Cell(value if name in counts else 100 * value)
        for one in tested
        for name in _COLUMNS
        if name != "kind" and (value := getattr(one, name)) is not None
    }
    return Table(
        "needs-backtest",
        Text(
            "Behoefteplannen van vroeger en wat er kwam, naar werkingsgebied en niveau",
            "Earlier needs plans and what came, by working area and level",
            "Plans des besoins antérieurs et réalité, par zone et niveau",
        ),
        Axis(
            (Dimension("school_year", Text("schooljaar", "school year", "année scolaire")),), rows
        ),
        Axis((Dimension(MEASURE, Text("maat", "measure", "mesure")),), columns),
        cells,
        Unit.PERCENT,
    )

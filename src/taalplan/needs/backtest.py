# SPDX-License-Identifier: EUPL-1.2
"""How good plans would have been: made again on earlier cut-offs, held against what came out.

Each earlier plan sees nothing after its own cut-off. It is compared with what anybody could have
written down: the last twelve months, and the last school year that was over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from taalplan.vocabulary.periods import SchoolYear
from taalplan.vocabulary.text import Text

DRAWS = 300
"""Paths of each earlier plan: enough for intervals of 95 percent."""

ENOUGH = 24
"""Months of lessons below which a plan says that it knew little."""


class Kind(StrEnum):
    """What kind of school year it was, by the declared shocks."""

    CALM = "calm"
    SHOCK = "shock"
    AFTER = "after"


@dataclass(frozen=True)
class EarlierPlan:
    """One school year. Errors are shares of what came out, by area and level.

    `last_year` is None where no earlier school year was over on the cut-off; `known` is how many
    months of lessons were known then.
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
    known: int = ENOUGH


def backtest(
    snapshot: Snapshot, *, heard: Callable[[str, float], None] = lambda step, share: None
) -> list[EarlierPlan]:
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


def _tested(snapshot: Snapshot, history: History, year: SchoolYear) -> EarlierPlan:
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
    return EarlierPlan(
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
        int(last - past.starts["begun"].min()) + 1,
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


COUNTS = ("came", "expected")
_COLUMNS = {
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
    Kind.CALM: Text("gewone jaren", "calm years", "années ordinaires"),
    Kind.SHOCK: Text("schokjaren", "shock years", "années de choc"),
    Kind.AFTER: Text("jaren na een schok", "years after a shock", "années après un choc"),
}


def pooled(tested: Sequence[EarlierPlan]) -> dict[str, float]:
    """The measures of some school years together: errors by what came, coverage by year.

    What one of the years does not have, the years together do not have.
    """
    weights = np.array([one.came for one in tested], float)
    found: dict[str, float] = {name: sum(getattr(one, name) for one in tested) for name in COUNTS}
    for name in _COLUMNS:
        values = [getattr(one, name) for one in tested]
        if name not in COUNTS and None not in values:
            by = None if name.startswith("within") else weights
            found[name] = float(np.average(values, weights=by))
    return found


def backtest_table(tested: Sequence[EarlierPlan], snapshot: Snapshot) -> Table:
    """The kinds of school years, and each school year under its kind."""
    rows: list[Member] = []
    cells: dict[Key, Cell] = {}

    def row(path: Path, label: Text, some: Sequence[EarlierPlan], depth: int) -> None:
        rows.append(Member(path, label, depth))
        for name, value in pooled(some).items():
            cells[path, (name,)] = Cell(value if name in COUNTS else 100 * value)

    for kind in Kind:
        some = [one for one in tested if one.kind is kind]
        if some:
            row((kind.value, TOTAL), _KINDS[kind], some, 0)
        for one in some:
            row((kind.value, str(one.year)), Text.same(str(one.year)), [one], 1)
    columns = tuple(
        Member((name,), text, unit=Unit.ENROLMENTS if name in COUNTS else Unit.PERCENT,
               decimals=0 if name in COUNTS else 1, estimate=True)
        for name, text in _COLUMNS.items()
    )  # fmt: skip
    kinds = {kind.value: text for kind, text in _KINDS.items()}
    return Table(
        "needs-backtest",
        Text(
            "Behoefteplannen van vroeger en wat er kwam, naar werkingsgebied en niveau",
            "Earlier needs plans and what came, by working area and level",
            "Plans des besoins antérieurs et réalité, par zone et niveau",
        ),
        Axis(
            (
                Dimension("kind", Text("soort jaar", "kind of year", "type d’année"), kinds),
                Dimension("school_year", Text("schooljaar", "school year", "année scolaire")),
            ),
            tuple(rows),
        ),
        Axis((Dimension(MEASURE, Text("maat", "measure", "mesure")),), columns),
        cells,
        Unit.PERCENT,
        notes=tuple(_notes(tested)),
        provenance=Provenance(snapshot.id, snapshot.as_of, synthetic=snapshot.manifest.synthetic),
    )


def _notes(tested: Sequence[EarlierPlan]) -> Iterator[Note]:
    """What the measures mean, and which plans knew little."""
    yield Note(_MEANS)
    for one in tested:
        if one.known < ENOUGH:
            yield Note(Text(
                f"Het plan voor {one.year} kende nog maar {one.known} maanden lessen.",
                f"The plan for {one.year} knew only {one.known} months of lessons.",
                f"Le plan pour {one.year} ne connaissait que {one.known} mois de cours.",
            ))  # fmt: skip


_MEANS = Text(
    "De fout is de som van de verschillen per werkingsgebied en niveau, als deel van wat er kwam. "
    "Ernaast staat de fout van wie gewoon de laatste twaalf maanden, of het laatste volledige "
    "schooljaar, had overgeschreven. Binnen 80 %: hoe vaak het getal in het interval lag.",
    "The error is the sum of the differences by working area and level, as a part of what came. "
    "Beside it is the error of copying the last twelve months, or the last whole school year. "
    "Within 80%: how often the number lay in the interval.",
    "L’erreur est la somme des écarts par zone et niveau, rapportée à la réalité. À côté figure "
    "l’erreur de qui aurait recopié les douze derniers mois, ou la dernière année scolaire. Dans "
    "80 % : combien de fois le nombre était dans l’intervalle.",
)

# SPDX-License-Identifier: EUPL-1.2
"""The relabelling programme: labels and rows of figures are matched in order, a few may be left.

A path runs through a grid: one step takes a label and a row of figures together, another
leaves a label without figures, another leaves figures without a label. Labels and figures can
so slide along each other, but never overtake. The sums over rows are checked on what the path
matches; sums inside a row do not depend on its label and are part of the price of the step.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from taalplan.tables.audit.printed import Cell
from taalplan.tables.audit.repair.problem import Problem, copies, repeated_rows
from taalplan.tables.audit.repair.programme import Programme
from taalplan.tables.audit.repair.variants import Readings, Variant
from taalplan.tables.audit.sums import Direction, Nature, Sum, column_groups, difference, sums_of
from taalplan.tables.audit.verdicts import faults

Node = tuple[int, int]
Terms = dict[int, float]

_NEAR, _FAR = 0.005, 4.0
"""How far a sum may fail, as a share of its size: a little everywhere, and at most."""


@dataclass(frozen=True)
class Step:
    """A label with a reading of a row beside it."""

    label: int
    reading: Variant


@dataclass
class Model:
    """The programme and what its variables mean."""

    problem: Problem
    programme: Programme = field(default_factory=Programme)
    steps: dict[int, Step] = field(default_factory=dict)
    empty: dict[int, int] = field(default_factory=dict)
    surplus: dict[int, int] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)
    overwritten: dict[int, int] = field(default_factory=dict)
    lost: dict[int, int] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)
    derived: dict[Cell, int] = field(default_factory=dict)
    overlaps: dict[Cell, tuple[int, float]] = field(default_factory=dict)

    def choices_of(
        self,
        empty: Iterable[int],
        surplus: Iterable[int],
        others: Iterable[int],
        readings: Iterable[Variant],
    ) -> list[int]:
        """The variables that are yes in a solution with these changes."""
        arcs = {id(step.reading): arc for arc, step in self.steps.items()}
        return [
            *(self.empty[label] for label in empty),
            *(self.surplus[row] for row in surplus),
            *others,
            *(arcs[id(reading)] for reading in readings),
        ]


def build(problem: Problem) -> Model:
    """The whole programme for a table."""
    model = Model(problem)
    _match_in_order(model)
    _swaps_run_together(model)
    _absent_rows(model)
    _sums_hold_or_cost(model)
    return model


def _match_in_order(model: Model) -> None:
    """The path: at every node as much goes out as comes in."""
    problem, programme = model.problem, model.programme
    size = len(problem.table.rows)
    nodes = _grid(problem)
    alike, readings = copies(problem.table), Readings(problem)
    model.empty = {k: programme.choice(problem.empty_cost(k)) for k in range(size)}
    model.surplus = {k: programme.choice(problem.surplus_cost(k, alike)) for k in range(size)}
    flow: dict[Node, Terms] = defaultdict(dict)
    takes_nothing: dict[int, Terms] = {k: {} for k in range(size)}
    gives_nothing: dict[int, Terms] = {k: {} for k in range(size)}
    for i, j in sorted(nodes):
        if (i + 1, j + 1) in nodes:
            reading = readings.printed(j)
            arc = programme.choice(problem.match_cost(i, j) + reading.cost)
            model.steps[arc] = Step(i, reading)
            _arc(flow, arc, (i, j), (i + 1, j + 1))
        if (i + 1, j) in nodes:
            arc = programme.amount(1)
            takes_nothing[i][arc] = 1
            _arc(flow, arc, (i, j), (i + 1, j))
        if (i, j + 1) in nodes:
            arc = programme.amount(1)
            gives_nothing[j][arc] = 1
            _arc(flow, arc, (i, j), (i, j + 1))
    for reading in readings.others():
        cost = reading.cost + problem.match_cost(reading.row, reading.row)
        arc = programme.choice(cost)
        model.steps[arc] = Step(reading.row, reading)
        _arc(flow, arc, (reading.row,) * 2, (reading.row + 1,) * 2)
    _repeated_rows(model, flow, alike)
    for node, terms in flow.items():
        programme.equal(terms, {(0, 0): 1.0, (size, size): -1.0}.get(node, 0.0))
    for k in range(size):
        programme.equal({**takes_nothing[k], model.empty[k]: -1}, 0)
        programme.equal({**gives_nothing[k], model.surplus[k]: -1}, 0)


def _grid(problem: Problem) -> set[Node]:
    """The nodes that a path may visit: the diagonal, and the window where labels may slide."""
    size, window = len(problem.table.rows), problem.window
    first, last = problem.loose
    near = {
        (i, j)
        for i in range(first, last + 2)
        for j in range(max(first, i - window), min(last + 1, i + window) + 1)
    }
    return near | {(i, i) for i in range(size + 1)}


def _arc(flow: dict[Node, Terms], arc: int, start: Node, end: Node) -> None:
    flow[start][arc] = 1
    flow[end][arc] = -1


def _repeated_rows(model: Model, flow: dict[Node, Terms], alike: dict[int, int]) -> None:
    """A row printed twice with its label may go as a whole; a copy may hide a label's own row."""
    costs, twins = model.problem.costs, repeated_rows(model.problem.table)
    for row in {**alike, **twins}:
        twin = row in twins
        arc = model.programme.choice(costs.repeated_row if twin else costs.overwritten_row)
        (model.repeated if twin else model.overwritten)[row] = arc
        _arc(flow, arc, (row, row), (row + 1, row + 1))


def _swaps_run_together(model: Model) -> None:
    """Columns exchanged in a block of rows are one change: each new block costs, not each row."""
    swaps = {
        (step.label, step.reading.swap): arc
        for arc, step in model.steps.items()
        if step.reading.swap
    }
    for (row, pair), arc in swaps.items():
        start = model.programme.amount(1, model.problem.costs.swapped_columns)
        terms = {start: 1.0, arc: -1.0}
        if (row - 1, pair) in swaps:
            terms[swaps[row - 1, pair]] = 1.0
        model.programme.require(terms, at_least=0)


def _absent_rows(model: Model) -> None:
    """A group may miss a row, or the figures of a label: what is lacking in its sums."""
    problem, programme, table = model.problem, model.programme, model.problem.table
    suspect = {
        one.sum.total[0]
        for one in faults(table, problem.natures)
        if one.sum.family.direction is Direction.ROWS
    }
    largest = max((value or 0 for row in table.values for value in row), default=0)
    for parent in suspect:
        lost = programme.choice(problem.costs.lost_figures)
        missing = programme.choice(problem.costs.missing_row)
        model.lost[parent], model.missing[parent] = lost, missing
        children = table.parts(parent)
        empty = {model.empty[child]: 1.0 for child in children}
        empty |= {model.overwritten[child]: 1.0 for child in children if child in model.overwritten}
        programme.require({**empty, lost: -1.0}, at_least=0)
        for column in range(len(table.columns)):
            amount = programme.amount(largest)
            model.derived[parent, column] = amount
            programme.require({lost: largest, missing: largest, amount: -1.0}, at_least=0)
        _absent_row_adds_up(model, parent)


def _absent_row_adds_up(model: Model, parent: int) -> None:
    """The figures of an absent row obey the sums over columns as any row does."""
    for total, parts in column_groups(model.problem.table):
        terms = {model.derived[parent, part]: 1.0 for part in parts}
        terms[model.derived[parent, total]] = -1.0
        natures = [
            judged.nature
            for family, judged in model.problem.natures.items()
            if family.direction is Direction.COLUMNS
        ]
        exact = all(nature is Nature.EXACT for nature in natures)
        if Nature.OPEN not in natures:
            model.programme.require(terms, at_least=0, at_most=0 if exact else float("inf"))


def _sums_hold_or_cost(model: Model) -> None:
    """Each sum over rows holds, overlaps a little, or counts against the repair."""
    placed, fixed = _figures_by_label(model), _fixed(model)
    values = model.problem.table.values
    grand: list[Sum] = []
    twice: dict[int, float] = defaultdict(float)
    for one in sums_of(model.problem.table):
        if one.family.direction is not Direction.ROWS:
            continue
        if {one.total[0], *(row for row, _ in one.parts)} <= fixed:
            twice[one.total[1]] += max(difference(values, one), 0)
        elif model.problem.table.rows[one.total[0]].level == 0:
            grand.append(one)
        else:
            _sum(model, one, placed)
    for one in grand:
        # Regions may count people where the grand total adds up desks: the total may then
        # exceed the regions by the overlaps inside them.
        column = one.total[1]
        inside = [terms for (_, at), terms in model.overlaps.items() if at == column]
        _sum(model, one, placed, (inside, twice[column]))


def _fixed(model: Model) -> set[int]:
    """Labels that no solution can change: sums of these alone come out as they do in print."""
    first, last = model.problem.loose
    readings = Counter(step.label for step in model.steps.values())
    free = {label for label, count in readings.items() if count > 1}
    free |= {*range(first, last + 1), *model.repeated, *model.overwritten, *model.lost}
    return set(range(len(model.problem.table.rows))) - free


def _figures_by_label(model: Model) -> dict[Cell, Terms]:
    placed: dict[Cell, Terms] = defaultdict(dict)
    for arc, step in model.steps.items():
        for column, value in enumerate(step.reading.figures):
            if value:
                placed[step.label, column][arc] = float(value)
    return placed


def _sum(
    model: Model,
    one: Sum,
    placed: dict[Cell, Terms],
    inside: tuple[list[tuple[int, float]], float] | None = None,
) -> None:
    problem, programme = model.problem, model.programme
    judged = problem.natures.get(one.family)
    if judged is None or judged.nature is Nature.OPEN:
        return
    costs, scale = problem.costs, _scale(problem, one)
    # Deviations are in units of the sum's own size: costs of one person in 25,000 are so small
    # that the solver's presolve was seen to run forever on them. A sum may fail as far as it
    # does in print; further costs more. Without that step the relaxation is hardly a bound.
    printed = abs(difference(problem.table.values, one)) / scale
    fails = programme.choice(costs.failing_sum)
    worse = programme.choice(costs.worse_sum)
    above = programme.amount(_FAR, costs.failing_share)
    below = programme.amount(_FAR, costs.failing_share)
    room = {fails: max(printed, _NEAR), worse: _FAR}
    # A total whose own figures are lost says nothing about its parts.
    gone = (model.empty.get(one.total[0]), model.overwritten.get(one.total[0]))
    room |= {var: 1.0 for var in gone if var is not None}
    programme.require({**room, above: -1, below: -1}, 0)
    terms: Terms = {above: -scale, below: scale}
    for cell in one.parts:
        terms |= placed[cell]
    total = placed[one.total]
    terms |= {arc: -value for arc, value in total.items()}
    first = tuple(row for row, _ in one.parts) == problem.table.parts(one.total[0])
    if one.total in model.derived and first:
        terms[model.derived[one.total]] = 1.0
    if judged.nature is Nature.PEOPLE:
        believable = 3 + judged.overlap * scale
        overlap = programme.amount(cost=costs.overlap)
        terms[overlap] = -believable
        model.overlaps[one.total] = (overlap, believable)
        share = {arc: judged.overlap * value / believable for arc, value in total.items()}
        programme.require({**share, overlap: -1.0}, at_least=-3 / believable)
    if inside:
        twice = programme.amount()
        terms[twice] = 1.0
        programme.require({**dict(inside[0]), twice: -1.0}, at_least=-inside[1])
    programme.equal(terms, 0)


def _scale(problem: Problem, one: Sum) -> float:
    """The size of a sum: its total or its parts, whichever is larger."""
    values = problem.table.values
    parts = sum(values[row][column] or 0 for row, column in one.parts)
    return max(parts, values[one.total[0]][one.total[1]] or 0, 10)

# SPDX-License-Identifier: EUPL-1.2
"""From tables to what must be protected: their figures, and what follows from them.

Totals of people are counted, so parts may be more than their total. What they are more is itself
a figure: the people who are in two parts. It stands nowhere and everybody can compute it, as
`obliged + entitled - total`; when it is small it needs the protection of any small figure.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from taalplan.tables.checks import Total, totals
from taalplan.tables.protect.keys import Figure, Subject
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.rules import DisclosureError, DisclosureRule, Reading, Zeros
from taalplan.tables.table import Path, Table, Unit

Place = tuple[int, Path, Path]
"""Where a figure stands: the number of the table, its row and its column."""


class Why(StrEnum):
    """Why a figure needs protection of its own."""

    SMALL = "small"
    ALL = "all"  # a zero that says something about everybody else
    DOMINATED = "dominated"
    OVERLAP = "overlap"  # a small group that follows from others
    KEPT = "kept"  # hidden in an earlier release


@dataclass(frozen=True)
class Draft:
    """A figure on its way to a cell of the problem.

    `room` is what a reader knows of a figure that stands nowhere, least and largest (None: no
    bound), where that is not simply that it is not negative; such a figure is about nobody.
    """

    value: int
    published: bool = True
    why: Why | None = None
    known: bool = False
    room: tuple[int, int | None] | None = None


@dataclass
class Drafts:
    """Figures and sums as they are collected; one figure of several tables is here once."""

    rule: DisclosureRule
    figures: dict[Figure, Draft] = field(default_factory=dict)
    places: dict[Place, Figure] = field(default_factory=dict)
    sums: set[frozenset[tuple[Figure, int]]] = field(default_factory=set)

    def show(self, figure: Figure, value: int, place: Place, *, sums: bool = False) -> None:
        """A figure that stands in a table. Raises DisclosureError when tables contradict.

        Sums of hours may be small without being about few people.
        """
        former = self.figures.get(figure)
        if former is not None and former.value != value:
            raise DisclosureError(
                f"two tables say something else about {figure}: {former.value} and {value}; "
                "count them from one snapshot"
            )
        small = self.rule.small(value) and not sums
        why = former.why if former else Why.SMALL if small else None
        self.figures[figure] = Draft(value, why=why)
        self.places[place] = figure

    def mark(self, figure: Figure, why: Why) -> None:
        """A figure that needs protection for another reason than being small."""
        if self.figures[figure].why is None:
            self.figures[figure] = replace(self.figures[figure], why=why)

    def imply(self, figure: Figure, value: int, *, sensitive: bool = True) -> Figure:
        """A figure that stands nowhere and follows from others."""
        why = Why.OVERLAP if sensitive and self.rule.small(value) else None
        self.figures[figure] = Draft(value, published=False, why=why)
        return figure

    def guess(self, figure: Figure, value: int) -> Figure:
        """A difference of which a reader knows about how large it is: 5, 10, 20, 40, ..."""
        reach = self.rule.threshold
        while reach < abs(value):
            reach *= 2
        return self.left(figure, value, -reach, reach)

    def left(self, figure: Figure, value: int, least: int, most: int | None = None) -> Figure:
        """What is left between others, of which a reader knows some bounds; it is about nobody."""
        self.figures[figure] = Draft(value, published=False, room=(least, most))
        return figure

    def know(self, figure: Figure, value: int) -> Figure:
        """A figure that everybody knows already."""
        self.figures[figure] = Draft(value, known=True)
        return figure

    def sum(self, parts: Iterable[Figure], wholes: Iterable[Figure]) -> None:
        """Parts and wholes that are equal together."""
        terms: dict[Figure, int] = {}
        for figures, sign in ((parts, 1), (wholes, -1)):
            for figure in figures:
                terms[figure] = terms.get(figure, 0) + sign
        self.weigh(terms)

    def weigh(self, terms: Mapping[Figure, int]) -> None:
        """Figures that together give 0, each so many times."""
        kept = frozenset((figure, count) for figure, count in terms.items() if count)
        if kept:
            self.sums.add(kept)


@dataclass(frozen=True)
class Model:
    """The problem, and the figures of its cells in their order."""

    problem: Problem
    figures: tuple[Figure, ...]


def drafts_of(
    tables: Sequence[Table],
    rule: DisclosureRule,
    contributions: Mapping[Figure, Sequence[float]] | None = None,
) -> Drafts:
    """The figures of tables, what follows from them, and the sums between them.

    `contributions` has what each unit added to a sum, for tables of hours. Raises
    DisclosureError for a table of hours without them, and for figures that are not whole.
    """
    drafts = Drafts(rule)
    for number, table in enumerate(tables):
        _check_unit(table, contributions)
        subject = Subject.of_table(table)
        for row, column, value in figures_of(table):
            figure = subject.figure(row + column)
            drafts.show(figure, value, (number, row, column), sums=table.unit is Unit.HOURS)
        for total in totals(table):
            _total(drafts, subject, total)
    _zeros_above(drafts)
    for figure, parts in (contributions or {}).items():
        if figure in drafts.figures and rule.dominated(parts):
            drafts.mark(figure, Why.DOMINATED)
    return drafts


def model_of(drafts: Drafts, signs: frozenset[Figure] = frozenset()) -> Model:
    """The problem. The figures of `signs` read the common sign, even where "<5" is policy."""
    order = sorted(drafts.figures, key=str)
    numbers = {figure: number for number, figure in enumerate(order)}
    cells = tuple(
        _cell(figure, drafts.figures[figure], drafts.rule, figure in signs) for figure in order
    )
    equations = sorted(
        tuple(sorted((numbers[figure], count) for figure, count in terms)) for terms in drafts.sums
    )
    return Model(Problem(cells, tuple(map(Equation, equations))), tuple(order))


def _check_unit(table: Table, contributions: Mapping[Figure, Sequence[float]] | None) -> None:
    if table.unit is Unit.HOURS and not contributions:
        raise DisclosureError(
            f"table {table.name} adds up hours: give the contributions to each sum, "
            "so that one large contribution is not told"
        )
    if table.unit in (Unit.PERCENT, Unit.POINTS):
        raise DisclosureError(
            f"table {table.name} holds percentages without their counts; "
            "protect the counts and compute them from what may be shown"
        )


def figures_of(table: Table) -> Iterator[tuple[Path, Path, int]]:
    """Every figure in the table's own unit."""
    for row in table.rows.members:
        for column in table.columns.members:
            value = table.cell(row.path, column.path).value
            if row.unit is None and column.unit is None and value is not None:
                if value % 1 or value < 0:
                    raise DisclosureError(
                        f"table {table.name}: {value} is not a count; only whole figures from 0 "
                        "can be protected"
                    )
                yield row.path, column.path, int(value)


def _total(drafts: Drafts, subject: Subject, total: Total) -> None:
    """What a total says together with its parts."""
    known = total.known
    if total.value is None or not known:
        return
    whole = subject.figure(_path(total, total.member.path))
    parts = {subject.figure(_path(total, part.path)): int(v) for part, v in known.items()}
    if list(parts) == [whole]:
        return
    dimension = next(n for n in subject.dimensions if _differs(n, whole, parts))
    excess = sum(parts.values()) - int(total.value)
    if excess > 0:
        _overlap(drafts, whole, parts, dimension, excess)
    elif excess < 0:
        name = f"in no {dimension} shown"
        drafts.sum([*parts, drafts.imply(whole._replace(extra=name), -excess)], [whole])
    else:
        # Not one person too many: that nobody is in two parts is what a reader will think.
        drafts.sum(parts, [whole])
    if drafts.rule.zeros is Zeros.SENSITIVE_WHEN_ALL and dimension in drafts.rule.attributes:
        _tells_all(drafts, parts, int(total.value))


def _path(total: Total, path: Path) -> Path:
    return path + total.across.path if total.on_rows else total.across.path + path


def _differs(name: str, whole: Figure, parts: Mapping[Figure, int]) -> bool:
    return any(part.where(name) != whole.where(name) for part in parts)


def _overlap(
    drafts: Drafts, whole: Figure, parts: Mapping[Figure, int], dimension: str, excess: int
) -> None:
    """People in two parts; and for each part those who are not in it, who are nobody's less."""
    both = drafts.imply(whole._replace(extra=f"in more than one {dimension}"), excess)
    drafts.sum(parts, [whole, both])
    for part, value in parts.items():
        outside = whole._replace(extra=f"not {dimension}={part.where(dimension)}")
        number = drafts.figures[whole].value - value
        # Of two groups, who is not in the one is only in the other: a group like any.
        drafts.sum([part, drafts.imply(outside, number, sensitive=len(parts) == 2)], [whole])


def _tells_all(drafts: Drafts, parts: Mapping[Figure, int], whole: int) -> None:
    """Where everybody is in one part, the zeros of the others tell what everybody did."""
    if whole > 0 and len(parts) > 1 and sorted(parts.values())[-2] == 0:
        for part, value in parts.items():
            if value == 0:
                drafts.mark(part, Why.ALL)


def _zeros_above(drafts: Drafts) -> None:
    """A total of nobody tells that each of its parts is nobody: hidden when one of them is."""
    marked = {figure for figure, draft in drafts.figures.items() if draft.why is Why.ALL}
    while marked:
        wholes = {
            figure
            for terms in drafts.sums
            if any(part in marked and count > 0 for part, count in terms)
            for figure, count in terms
            if count < 0
        }
        nobody = (f for f in wholes if drafts.figures[f].published and not drafts.figures[f].value)
        marked = {figure for figure in nobody if drafts.figures[figure].why is None}
        for figure in marked:
            drafts.mark(figure, Why.ALL)


def _cell(figure: Hashable, draft: Draft, rule: DisclosureRule, signed: bool) -> Cell:
    """The cell with what a reader knows of it when it is hidden, and what he may not learn."""
    value, weight = draft.value, rule.weight(draft.value)
    below = rule.reading is Reading.BELOW and not signed
    if draft.room is not None:
        least, most = draft.room
        return Cell(figure, value, published=False, lower=least, upper=most, rest=True)
    if not draft.published and draft.why is None:
        # How many are in two groups is anybody's guess, but where nobody is: see `_total`.
        return Cell(figure, value, published=False)
    if not draft.published:
        return _asked(Cell(figure, value, published=False, sensitive=True), rule, below)
    if draft.known or (value == 0 and draft.why is None):
        return Cell(figure, value, frozen=True, lower=min(value, 0))
    if draft.why is Why.ALL:
        return Cell(figure, value, sensitive=True, protect_high=1, weight=weight)
    if draft.why is Why.KEPT:
        return Cell(figure, value, sensitive=True, weight=weight)
    if draft.why is Why.DOMINATED:
        reach = max(1, round(value * (1 - rule.dominance_share)))
        return Cell(figure, value, True, True, value - reach, value + reach, weight=weight)
    if draft.why is Why.SMALL:
        # A zero would have been shown, so whoever sees a sign knows that it is not zero.
        upper = rule.threshold - 1 if below else None
        cell = Cell(figure, value, sensitive=True, weight=weight, lower=1, upper=upper)
        return _asked(cell, rule, below)
    return Cell(figure, value, weight=weight, lower=rule.threshold if below else 1)


def _asked(cell: Cell, rule: DisclosureRule, below: bool) -> Cell:
    """What must stay possible: some more values below the threshold, or the threshold itself."""
    if below:
        return replace(cell, protect_width=rule.width)
    return replace(cell, protect_high=rule.threshold)

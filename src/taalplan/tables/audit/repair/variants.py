# SPDX-License-Identifier: EUPL-1.2
"""Other readings of one row of figures: two columns exchanged, or one figure typed wrong.

Only readings that mend a failing sum are worth trying; that keeps the programme small, and it
never has to invent a figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from taalplan.tables.audit.figures import Figure, digits_apart
from taalplan.tables.audit.repair.problem import Problem
from taalplan.tables.audit.sums import Direction, Sum, sums_of
from taalplan.tables.audit.verdicts import FAULTS, verdict

Pair = tuple[int, int]

_BLOCK = 5
"""How far from a row that helps the other rows of a block are looked for."""


@dataclass(frozen=True)
class Variant:
    """A reading of a row: its figures and what it costs, with the failing sums inside it."""

    row: int
    figures: tuple[Figure, ...]
    cost: float
    swap: Pair | None = None
    column: int | None = None

    @property
    def as_printed(self) -> bool:
        """Whether nothing was changed."""
        return self.swap is None and self.column is None


class Readings:
    """Finds the variants of each row. Holds the table's sums by the row they touch."""

    def __init__(self, problem: Problem) -> None:
        """Index the sums by row, so that a change is judged by the sums it touches only."""
        self.problem = problem
        self.table = problem.table
        self._by_row: dict[int, list[Sum]] = {row: [] for row in range(len(self.table.rows))}
        for one in sums_of(self.table):
            for row in {one.total[0], *(row for row, _ in one.parts)}:
                self._by_row[row].append(one)
        usable = [k for k, column in enumerate(self.table.columns) if not column.percent]
        self._pairs = list(combinations(usable, 2))

    def printed(self, row: int) -> Variant:
        """The row as it stands."""
        figures = self.table.values[row]
        return Variant(row, figures, self._inside(row, figures))

    def others(self) -> tuple[Variant, ...]:
        """All variants but those as printed."""
        edits = [one for row in self._by_row for one in self._edits(row)]
        return (*edits, *self._swaps())

    def _inside(self, row: int, figures: Sequence[Figure]) -> float:
        """What the failing sums inside a row cost."""
        costs = self.problem.costs
        failing = [
            one
            for one in self._by_row[row]
            if one.family.direction is Direction.COLUMNS and self._excess(one, row, figures) > 0
        ]
        return costs.failing_sum * len(failing)

    def _excess(self, one: Sum, row: int, figures: Sequence[Figure]) -> float:
        """By how much a sum cannot be right when a row has these figures; 0 when it can."""
        judged = self.problem.natures.get(one.family)
        if judged is None:
            return 0
        values = [self._value(cell, row, figures) for cell in one.parts]
        total = self._value(one.total, row, figures)
        gap = sum(values) - total
        if verdict(gap, total, max(values), judged) not in FAULTS:
            return 0
        return max(-gap, gap - judged.limit(total), 1)

    def _value(self, cell: tuple[int, int], row: int, figures: Sequence[Figure]) -> float:
        value = figures[cell[1]] if cell[0] == row else self.table.values[cell[0]][cell[1]]
        return value or 0

    def _trouble(self, row: int, figures: Sequence[Figure], columns: Iterable[int]) -> list[float]:
        """The excess of each sum that touches these columns of the row."""
        wanted = set(columns)
        return [
            self._excess(one, row, figures)
            for one in self._by_row[row]
            if wanted & {column for at, column in (one.total, *one.parts) if at == row}
        ]

    def _edits(self, row: int) -> Iterator[Variant]:
        printed = self.table.values[row]
        for column, old in enumerate(printed):
            before = self._trouble(row, printed, [column])
            if not any(before):
                continue
            failing = sum(excess > 0 for excess in before)
            for new in self._candidates(row, column):
                figures = (*printed[:column], new, *printed[column + 1 :])
                after = self._trouble(row, figures, [column])
                slip = old is not None and digits_apart(old, new)
                if sum(excess > 0 for excess in after) < failing and (slip or failing > 1):
                    costs = self.problem.costs
                    cost = costs.slip_of_a_digit if slip else costs.other_figure
                    yield Variant(row, figures, cost + self._inside(row, figures), column=column)

    def _candidates(self, row: int, column: int) -> list[int]:
        """Figures that would make a sum of this cell hold, the smallest change first."""
        old = self.table.values[row][column] or 0
        found: dict[int, None] = {}
        lenient = False
        for one in self._by_row[row]:
            cells = [one.total, *one.parts]
            if (row, column) not in cells:
                continue
            judged = self.problem.natures.get(one.family)
            lenient = lenient or (judged is not None and judged.limit(1) > 0)
            values = [self._value(cell, row, self.table.values[row]) for cell in one.parts]
            gap = sum(values) - self._value(one.total, row, self.table.values[row])
            new = old + gap if (row, column) == one.total else old - gap
            if gap and new >= 0:
                found[int(new)] = None
        if lenient:
            found.update(dict.fromkeys(self._slips(row, column, int(old))))
        return sorted(found, key=lambda new: abs(new - old))

    def _slips(self, row: int, column: int, old: int) -> list[int]:
        """One-digit slips after which no sum of the cell fails: at most four, smallest overlap.

        Where people overlap, no sum says exactly what the figure was.
        """
        printed = self.table.values[row]
        fitting = []
        for new in one_digit_away(old):
            figures = (*printed[:column], new, *printed[column + 1 :])
            if not any(self._trouble(row, figures, [column])):
                fitting.append((self._overlap(row, figures, column), new))
        return [new for _, new in sorted(fitting)[:4]]

    def _overlap(self, row: int, figures: Sequence[Figure], column: int) -> float:
        """How many people would be counted twice in the sums of a cell."""
        total = 0.0
        for one in self._by_row[row]:
            if (row, column) in (one.total, *one.parts):
                parts = sum(self._value(cell, row, figures) for cell in one.parts)
                total += abs(parts - self._value(one.total, row, figures))
        return total

    def _swaps(self) -> list[Variant]:
        useful: dict[Pair, set[int]] = {}
        for row in self._by_row:
            for pair in self._pairs:
                if self._helps(row, pair):
                    useful.setdefault(pair, set()).add(row)
        costs, found = self.problem.costs, []
        for pair, rows in useful.items():
            # A block may hold rows that mend nothing by themselves, such as parts whose total
            # is exchanged too.
            for row in sorted({row + step for row in rows for step in range(-_BLOCK, _BLOCK + 1)}):
                figures = self._exchanged(row, pair)
                if figures:
                    cost = costs.swapped_again + self._inside(row, figures)
                    found.append(Variant(row, figures, cost, swap=pair))
        return found

    def _helps(self, row: int, pair: Pair) -> bool:
        figures = self._exchanged(row, pair)
        if not figures:
            return False
        before = self._trouble(row, self.table.values[row], pair)
        return any(before) and sum(self._trouble(row, figures, pair)) < sum(before)

    def _exchanged(self, row: int, pair: Pair) -> tuple[Figure, ...]:
        """The row with two columns exchanged; empty where there is nothing to exchange."""
        if row not in self._by_row or self.table.rows[row].percent:
            return ()
        figures, (a, b) = list(self.table.values[row]), pair
        if figures[a] == figures[b]:
            return ()
        figures[a], figures[b] = figures[b], figures[a]
        return tuple(figures)


def one_digit_away(number: int) -> list[int]:
    """All counts that one slip of the finger makes of a figure, in order; a minus is one."""
    if number < 0:
        return [-number]
    digits = str(number)
    found = {
        digits[:k] + digit + digits[k + 1 :] for k in range(len(digits)) for digit in "0123456789"
    }
    found |= {digits[:k] + digits[k + 1 :] for k in range(len(digits))}
    found |= {
        digits[:k] + digits[k + 1] + digits[k] + digits[k + 2 :] for k in range(len(digits) - 1)
    }
    found |= {
        digits[:k] + digit + digits[k:] for k in range(len(digits) + 1) for digit in "0123456789"
    }
    proper = {word for word in found if word and (word == "0" or word[0] != "0")}
    return sorted({int(word) for word in proper} - {number})

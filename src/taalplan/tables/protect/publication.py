# SPDX-License-Identifier: EUPL-1.2
"""What a reader sees of a release: figures, blanks, bounds that everybody knows, and the sums."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from taalplan.tables.protect.problem import Equation, Problem


@dataclass(frozen=True)
class Figure:
    """A cell as a reader sees it: `value` is None when it is not shown.

    A `rest` is what is left in an inequality; nobody asks what it can be.
    """

    key: Hashable
    value: int | None
    lower: int
    upper: int | None
    rest: bool = False


@dataclass(frozen=True)
class Publication:
    """All that an outsider knows. It holds no hidden value, so nothing made from it tells one."""

    figures: tuple[Figure, ...]
    equations: tuple[Equation, ...]

    @cached_property
    def hidden(self) -> tuple[int, ...]:
        """The indices of the figures that are not shown."""
        return tuple(k for k, figure in enumerate(self.figures) if figure.value is None)

    @cached_property
    def reduced(self) -> tuple[tuple[tuple[tuple[int, int], ...], int], ...]:
        """The equations among hidden figures: their terms, and what these must add up to."""
        return tuple((terms, right) for terms, right in self._reduced() if terms)

    def _reduced(self) -> Iterator[tuple[tuple[tuple[int, int], ...], int]]:
        for equation in self.equations:
            right, terms = 0, []
            for place, coefficient in equation.terms:
                value = self.figures[place].value
                if value is None:
                    terms.append((place, coefficient))
                else:
                    right -= coefficient * value
            yield tuple(terms), right

    def parts(self) -> list[tuple[int, ...]]:
        """The hidden figures in groups that no equation ties to each other."""
        leader = {place: place for place in self.hidden}

        def find(place: int) -> int:
            while leader[place] != place:
                leader[place] = leader[leader[place]]
                place = leader[place]
            return place

        for terms, _ in self.reduced:
            for place, _ in terms[1:]:
                leader[find(place)] = find(terms[0][0])
        groups: dict[int, list[int]] = {}
        for place in self.hidden:
            groups.setdefault(find(place), []).append(place)
        return [tuple(group) for group in groups.values()]


def publication(problem: Problem, hidden: frozenset[int]) -> Publication:
    """What a reader sees when these cells are hidden."""
    secret = problem.secret(hidden)
    figures = tuple(
        Figure(cell.key, None if k in secret else cell.value, cell.lower, cell.upper, cell.rest)
        for k, cell in enumerate(problem.cells)
    )
    return Publication(figures, problem.equations)

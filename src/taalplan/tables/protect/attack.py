# SPDX-License-Identifier: EUPL-1.2
"""Attack a release as its readers can, and hold what they learn against what must stay hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from taalplan.tables.protect.bounds import Ends, Part, bounds
from taalplan.tables.protect.problem import Cell, Problem
from taalplan.tables.protect.publication import Publication, publication


@dataclass(frozen=True)
class Violation:
    """A sensitive cell of which a reader learns too much.

    `lower` and `upper` are what they learn; `asked` says which demand is broken: `hidden`,
    `low`, `high`, `width`, or `insider` (a contributor who knows the cells `known`).
    """

    cell: int
    asked: str
    lower: int
    upper: int | None
    known: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Certificate:
    """What readers can derive for every hidden cell, the tables that show it, and the faults.

    `published` and `parts` are made from what is shown alone, and may go with the release;
    `violations` compares them with the truth, and may not.
    """

    published: Publication
    parts: tuple[Part, ...]
    violations: tuple[Violation, ...]

    @property
    def intervals(self) -> dict[int, Ends]:
        """The interval of each hidden cell."""
        return {
            place: end
            for part in self.parts
            for place, end in zip(part.places, part.ends, strict=True)
            if end is not None
        }

    @property
    def exact(self) -> frozenset[int]:
        """The hidden cells that a reader can compute."""
        return frozenset(k for k, ends in self.intervals.items() if ends.lower == ends.upper)

    @property
    def protects(self) -> bool:
        """Whether nobody learns more of a sensitive cell than they may."""
        return not self.violations


def attack(problem: Problem, hidden: frozenset[int]) -> Certificate:
    """What readers of a release learn when these cells are hidden.

    Raises ValueError when what is shown contradicts itself.
    """
    published = publication(problem, hidden)
    parts = bounds(published)
    certificate = Certificate(published, parts, ())
    violations = (*_outsiders(problem, certificate), *_insiders(problem, certificate))
    return replace(certificate, violations=violations)


def _outsiders(problem: Problem, certificate: Certificate) -> Iterator[Violation]:
    intervals = certificate.intervals
    for number, cell in enumerate(problem.cells):
        if not cell.sensitive:
            continue
        if number not in intervals:
            yield Violation(number, "hidden", cell.value, cell.value)
            continue
        ends = intervals[number]
        for asked in _broken(cell, ends):
            yield Violation(number, asked, ends.lower, ends.upper)


def _broken(cell: Cell, ends: Ends) -> Iterator[str]:
    if cell.protect_low is not None and ends.lower > cell.protect_low:
        yield "low"
    if ends.upper is None:
        return
    if cell.protect_high is not None and ends.upper < cell.protect_high:
        yield "high"
    if ends.upper - ends.lower < cell.protect_width:
        yield "width"


def _insiders(problem: Problem, certificate: Certificate) -> Iterator[Violation]:
    """A contributor adds what they know; only the part of the table around it changes."""
    published = certificate.published
    for known in problem.insiders:
        touched = [part for part in certificate.parts if known & set(part.places)]
        for part in touched:
            told = replace(
                published,
                figures=tuple(
                    replace(figure, value=problem.cells[k].value) if k in known else figure
                    for k, figure in enumerate(published.figures)
                ),
            )
            rest = frozenset(part.places) - known
            groups = [group for group in told.parts() if rest.issuperset(group)]
            yield from _learned(problem, bounds(told, groups), known)


def _learned(
    problem: Problem, parts: tuple[Part, ...], known: frozenset[int]
) -> Iterator[Violation]:
    for part in parts:
        for place, ends in zip(part.places, part.ends, strict=True):
            if problem.cells[place].sensitive and ends and ends.lower == ends.upper:
                yield Violation(place, "insider", ends.lower, ends.upper, known)

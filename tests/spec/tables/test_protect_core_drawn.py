# SPDX-License-Identifier: EUPL-1.2
"""Drawn tables: what is hidden so that counts of 1 to 4 cannot be computed back.

`2!` must not be known; `.` is not shown. What is lost is the sum of the other figures that are
not shown, and no choice loses less.
"""

from __future__ import annotations

from taalplan.tables.protect.attack import attack
from taalplan.tables.protect.problem import Cell, Equation, Problem
from taalplan.tables.protect.suppress import suppress

Key = tuple[str, str]


def read(drawing: str) -> Problem:
    """A drawn table; the last row and the last column are totals, `=` marks what must be shown."""
    lines = [line.split() for line in drawing.strip().splitlines() if set(line) - set("- ")]
    heading, *rows = lines
    cells = [
        _cell((row[0], name), text)
        for row in rows
        for name, text in zip(heading, row[1:], strict=True)
    ]
    place = {cell.key: number for number, cell in enumerate(cells)}
    names = [row[0] for row in rows]
    sums = [[(row, name) for name in heading] for row in names]
    sums += [[(row, name) for row in names] for name in heading]
    equations = tuple(
        Equation(tuple((place[key], -1 if key == keys[-1] else 1) for key in keys)) for keys in sums
    )
    return Problem(tuple(cells), equations)


def _cell(key: Key, text: str) -> Cell:
    value = int(text.strip("!="))
    if "!" in text:
        return Cell(key, value, weight=value, sensitive=True, protect_low=value - 1, protect_high=5)
    return Cell(key, value, weight=value, frozen="=" in text)


def shown(problem: Problem, hidden: frozenset[int]) -> list[list[str]]:
    """The figures as readers see them, row by row."""
    rows: dict[object, list[str]] = {}
    for number, cell in enumerate(problem.cells):
        assert isinstance(cell.key, tuple)
        rows.setdefault(cell.key[0], []).append("." if number in hidden else str(cell.value))
    return list(rows.values())


def protected(drawing: str) -> tuple[list[list[str]], float]:
    """What is shown of a drawn table, and what is lost."""
    problem = read(drawing)
    found = suppress(problem)
    assert attack(problem, found.hidden).protects
    assert found.bound == found.cost
    return shown(problem, found.hidden), found.cost


def drawn(text: str) -> list[list[str]]:
    return [line.split()[1:] for line in text.strip().splitlines()]


def test_a_square_of_the_smallest_figures_is_hidden() -> None:
    """40 + 25 + 30 would do as well, and so would any square around 2; 9 + 7 + 12 loses least."""
    figures, lost = protected(
        """
              obliged  entitled  unknown  total
        ----------------------------------------
        north      2!        40        9     51
        south      25        30       60    115
        west        7        50       12     69
        total      34       120       81    235
        """
    )
    assert figures == drawn(
        """
        north   .   40    .   51
        south  25   30   60  115
        west    .   50    .   69
        total  34  120   81  235
        """
    )
    assert lost == 9 + 7 + 12


def test_two_small_figures_in_a_row_do_not_always_cover_each_other() -> None:
    """1 and 2 alone: readers would know that they are 3 together, and never think of 5."""
    figures, lost = protected(
        """
              obliged  entitled  unknown  total
        ----------------------------------------
        north      1!        2!       40     43
        south      20        30       50    100
        total      21        32       90    143
        """
    )
    assert figures == drawn(
        """
        north   .    .    .   43
        south   .    .    .  100
        total  21   32   90  143
        """
    )
    assert lost == 40 + 20 + 30 + 50


def test_what_was_published_before_stays_shown() -> None:
    """7 would be the cheapest companion in its column, but an earlier answer had it."""
    figures, lost = protected(
        """
              obliged  entitled  unknown  total
        ----------------------------------------
        north      2!        40        9     51
        south      25        30       60    115
        west       7=        50       12     69
        total      34       120       81    235
        """
    )
    assert figures == drawn(
        """
        north   .   40    .   51
        south   .   30    .  115
        west    7   50   12   69
        total  34  120   81  235
        """
    )
    assert lost == 9 + 25 + 60

# SPDX-License-Identifier: EUPL-1.2
"""What a change consists of, drawn: years in, contributions out; every line adds up."""

from __future__ import annotations

from dataclasses import replace

from taalplan.statistics.change.contributions import Step, contributions
from taalplan.tables.checks import check
from taalplan.tables.drawn import drawn
from taalplan.tables.table import Table

STEP = Step("2019", "2021")


def counted(drawing: str) -> Table:
    """People by area and desk, or by area, and by year."""
    table = drawn(drawing, columns=("year",))
    return replace(table, counted=frozenset(table.rows.names))


def squeeze(drawing: str) -> list[str]:
    """A drawing without its rule and the spaces that align it."""
    lines = [line for line in drawing.strip().splitlines() if set(line.strip()) - set("-+")]
    return [" | ".join(cell.strip() for cell in line.split("|")) for line in lines]


def shown(table: Table) -> list[str]:
    """A table of contributions by its codes."""
    lines = []
    for row in table.rows.members:
        cells = [table.cell(row.path, column.path).value for column in table.columns.members]
        texts = ["" if value is None else f"{value:.3g}" for value in cells]
        lines.append(" | ".join(["/".join(row.path), *texts]))
    return lines


def assert_made(drawing: str, expected: str, *steps: Step) -> None:
    """The contributions to a change are as drawn, and the table has no faults."""
    made = contributions(counted(drawing), *(steps or (STEP,)))
    assert shown(made) == squeeze(expected)[1:]
    assert check(made) == ()


def test_areas_are_ranked_along_with_the_total() -> None:
    """The total fell by 30: who fell most comes first, who rose comes last."""
    assert_made(
        """
        area      | 2019 | 2021
        ----------+------+-----
        antwerpen |   40 |   45
        limburg   |   60 |   25
        total     |  100 |   70
        """,
        """
        area      | 2019 | 2021 | change | points
        ----------+------+------+--------+-------
        limburg   |   60 |   25 |    -35 |    -35
        antwerpen |   40 |   45 |      5 |      5
        several   |    0 |    0 |      0 |      0
        total     |  100 |   70 |    -30 |    -30
        """,
    )


def test_people_in_two_areas_are_a_line_of_their_own() -> None:
    """In 2019 four people stood in both areas, in 2021 one: the line rises by three."""
    assert_made(
        """
        area      | 2019 | 2021
        ----------+------+-----
        antwerpen |   12 |   10
        limburg   |   12 |   11
        total     |   20 |   20
        """,
        """
        area      | 2019 | 2021 | change | points
        ----------+------+------+--------+-------
        limburg   |   12 |   11 |     -1 |     -5
        antwerpen |   12 |   10 |     -2 |    -10
        several   |   -4 |   -1 |      3 |     15
        total     |   20 |   20 |      0 |      0
        """,
    )


def test_a_desk_that_closed_takes_all_its_people() -> None:
    """A blank counts as nobody in the change, and stays blank in its year."""
    assert_made(
        """
        area / desk | 2019 | 2021
        ------------+------+-----
        limburg     |   30 |   22
          lommel    |   10 |
          genk      |   20 |   22
        total       |   30 |   22
        """,
        """
        area/desk      | 2019 | 2021 | change | points
        ---------------+------+------+--------+-------
        limburg/total  |   30 |   22 |     -8 |  -26.7
        limburg/lommel |   10 |      |    -10 |  -33.3
        limburg/genk   |   20 |   22 |      2 |   6.67
        several/total  |    0 |    0 |      0 |      0
        total/total    |   30 |   22 |     -8 |  -26.7
        """,
    )


def test_somebody_at_two_desks_is_taken_off_within_the_area() -> None:
    """The desks of an area make 11 for 10 people: its own line of doubles says so."""
    assert_made(
        """
        area / desk | 2019 | 2021
        ------------+------+-----
        limburg     |   10 |    8
          lommel    |    5 |    3
          genk      |    6 |    5
        total       |   10 |    8
        """,
        """
        area/desk       | 2019 | 2021 | change | points
        ----------------+------+------+--------+-------
        limburg/total   |   10 |    8 |     -2 |    -20
        limburg/lommel  |    5 |    3 |     -2 |    -20
        limburg/genk    |    6 |    5 |     -1 |    -10
        limburg/several |   -1 |    0 |      1 |     10
        several/total   |    0 |    0 |      0 |      0
        total/total     |   10 |    8 |     -2 |    -20
        """,
    )


def test_a_desk_of_long_ago_is_no_line() -> None:
    """It was open in neither of the two years."""
    made = contributions(
        counted(
            """
            area / desk | 2017 | 2019 | 2021
            ------------+------+------+-----
            limburg     |    9 |    2 |    3
              lommel    |    7 |      |
              genk      |    2 |    2 |    3
            total       |    9 |    2 |    3
            """
        ),
        STEP,
    )
    assert ("limburg", "lommel") not in {row.path for row in made.rows.members}


def test_steps_add_up_to_the_whole_period() -> None:
    """Several steps show changes only; each row's steps make its change over all years."""
    steps = (Step("2019", "2020"), Step("2020", "2021"), STEP)
    assert_made(
        """
        area      | 2019 | 2020 | 2021
        ----------+------+------+-----
        antwerpen |   40 |   30 |   45
        limburg   |   60 |   20 |   25
        total     |  100 |   50 |   70
        """,
        """
        area      | change | points | change | points | change | points
        ----------+--------+--------+--------+--------+--------+-------
        limburg   |    -40 |    -40 |      5 |     10 |    -35 |    -35
        antwerpen |    -10 |    -10 |     15 |     30 |      5 |      5
        several   |      0 |      0 |      0 |      0 |      0 |      0
        total     |    -50 |    -50 |     20 |     40 |    -30 |    -30
        """,
        *steps,
    )


def test_from_nobody_there_are_no_points() -> None:
    """A share of nothing does not exist; the numbers do."""
    assert_made(
        """
        area      | 2019 | 2021
        ----------+------+-----
        antwerpen |    0 |   45
        total     |    0 |   45
        """,
        """
        area      | 2019 | 2021 | change | points
        ----------+------+------+--------+-------
        antwerpen |    0 |   45 |     45 |
        several   |    0 |    0 |      0 |
        total     |    0 |   45 |     45 |
        """,
    )

# SPDX-License-Identifier: EUPL-1.2
"""Which components of a contract are lessons to be found, and which are not."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from taalplan.example import supply
from taalplan.example.known import LEVELS, NO_END, Known, known
from taalplan.example.steps import Steps, learner_shares, steps

AS_OF = date(2022, 2, 28)
EPOCH = date(1970, 1, 1).toordinal()

CONTRACT = ("contract", "person", "signed")
COMPONENT = ("person", "contract", "component", "opened")


def day(text: str) -> date | None:
    """A drawn date, or nothing."""
    return date.fromisoformat(text) if text else None


def drawn(drawing: str) -> list[dict[str, str]]:
    """The rows of a drawn table: its first line has the names, and a rule of dashes is no row."""
    lines = [[cell.strip() for cell in line.split("|")] for line in drawing.split("\n")
             if "|" in line]  # fmt: skip
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[1:]]


def register(components: str, registrations: str, **people: Any) -> Known:
    """A register of which the components and registrations are drawn; everybody signs in 2020."""
    rows, came = drawn(components), drawn(registrations)
    n = max(int(row["person"]) for row in came) + 1
    contracts = sorted({(int(row["contract"]), int(row["person"])) for row in rows})
    nothing = pa.nulls(n, pa.string())
    tables = {
        "people": pa.table(
            {
                "person": range(n),
                "education": people.get("education", nothing),
                "literacy": people.get("literacy", nothing),
                "municipality": pa.array(["11002"] * n),
            }
        ),
        "registrations": pa.table(
            {
                "person": [int(row["person"]) for row in came],
                "date": [day(row["date"]) for row in came],
                "desk": ["atlas"] * len(came),
                "kind": ["first"] * len(came),
            }
        ),
        "contracts": pa.table(
            {
                "contract": pa.array([c for c, _ in contracts], pa.int64()),
                "person": pa.array([p for _, p in contracts], pa.int64()),
                "signed": pa.array([date(2020, 2, 1)] * len(contracts), pa.date32()),
                "area": pa.array(["atlas"] * len(contracts), pa.string()),
            }
        ),
        "components": pa.table(
            {
                "person": [int(row["person"]) for row in rows],
                "contract": [int(row["contract"]) for row in rows],
                "component": [row["component"] for row in rows],
                "opened": [day(row["opened"]) for row in rows],
                "closed": pa.array([day(row["closed"]) for row in rows], pa.date32()),
                "result": pa.array([row["result"] or None for row in rows], pa.string()),
            }
        ),
    }
    return known(tables, AS_OF)


ONE_CAME = """
    person | date
    -------+-----------
    0      | 2020-01-10
"""


def of_person(made: Steps, person: int) -> list[tuple[str, str]]:
    """A person's steps: level and the month in which each was opened."""
    return [
        (LEVELS[level], str(np.datetime64(int(opened), "D"))[:7])
        for who, level, opened in zip(made.person, made.level, made.opened, strict=True)
        if who == person
    ]


def test_one_course_does_for_two_contracts_at_a_time() -> None:
    made = steps(
        np.random.default_rng(1),
        register(
            """
            person | contract | component | opened     | closed     | result
            -------+----------+-----------+------------+------------+-------
            0      | 1        | A1        | 2020-02-10 | 2020-07-01 | passed
            0      | 2        | A1        | 2020-04-10 | 2020-09-01 | passed
            0      | 1        | A2        | 2020-09-10 |            |
            """,
            ONE_CAME,
        ),
    )
    assert of_person(made, 0) == [("A1", "2020-02"), ("A2", "2020-09")]


def test_a_level_that_is_opened_again_later_is_a_step_of_its_own() -> None:
    made = steps(
        np.random.default_rng(1),
        register(
            """
            person | contract | component | opened     | closed     | result
            -------+----------+-----------+------------+------------+-------
            0      | 1        | A1        | 2020-02-10 | 2020-07-01 | failed
            0      | 2        | A1        | 2020-10-10 | 2021-03-01 | passed
            """,
            ONE_CAME,
        ),
    )
    assert of_person(made, 0) == [("A1", "2020-02"), ("A1", "2020-10")]


def test_a2_that_ended_with_an_a1_that_was_not_passed_was_never_begun() -> None:
    made = steps(
        np.random.default_rng(1),
        register(
            """
            person | contract | component | opened     | closed     | result
            -------+----------+-----------+------------+------------+-------
            0      | 1        | A1        | 2020-02-10 | 2020-12-01 | failed
            0      | 1        | A2        | 2020-02-10 | 2020-12-01 | failed
            """,
            ONE_CAME,
        ),
    )
    assert of_person(made, 0) == [("A1", "2020-02")]


def test_nothing_is_before_the_last_registration() -> None:
    made = steps(
        np.random.default_rng(1),
        register(
            """
            person | contract | component | opened     | closed | result
            -------+----------+-----------+------------+--------+-------
            0      | 1        | A1        | 2020-03-10 |        |
            """,
            """
            person | date
            -------+-----------
            0      | 2019-01-10
            0      | 2020-02-20
            0      | 2021-05-05
            """,
        ),
    )
    assert made.after[0] == date(2020, 2, 20).toordinal() - EPOCH
    assert made.closed[0] == NO_END


def test_who_cannot_read_goes_to_alfa_and_from_b1_nobody_to_basic_education() -> None:
    many = "\n".join(f"    {n} | 2020-01-10" for n in range(3))
    someone = register(
        """
        person | contract | component | opened     | closed | result
        -------+----------+-----------+------------+--------+-------
        0      | 1        | A1        | 2020-03-10 |        |
        """,
        f"\n    person | date\n    -------+-----------\n{many}\n",
        education=["low", "high", "low"],
        literacy=["none", "latin", "latin"],
    )
    alfa, basic, standard, _, short = learner_shares(
        someone, np.array([0, 1, 2, 0]), np.array([0, 0, 0, 2])
    ).T
    assert alfa[0] > 0.5
    assert standard[1] > basic[1]
    assert short[1] > 0.2
    assert basic[2] > standard[2]
    assert alfa[3] == basic[3] == 0


def test_a_register_without_anybody_is_refused() -> None:
    nobody = {
        "people": pa.table({"person": pa.array([], pa.int64())}),
        "registrations": pa.table(
            {
                "person": pa.array([], pa.int64()),
                "date": pa.array([], pa.date32()),
                "desk": pa.array([], pa.string()),
                "kind": pa.array([], pa.string()),
            }
        ),
        "contracts": pa.table({name: pa.array([], pa.int64()) for name in CONTRACT}),
        "components": pa.table({name: pa.array([], pa.int64()) for name in COMPONENT}),
    }
    with pytest.raises(ValueError, match="nobody has registered"):
        supply.fill(nobody, as_of=AS_OF, seed=1)

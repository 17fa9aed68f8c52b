# SPDX-License-Identifier: EUPL-1.2
"""What is refused, in words; travel times from a file; limits that cannot be kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taalplan.access import (
    LocationError,
    Locations,
    read_travel_times,
    solve_capacitated_p_median,
    solve_p_median,
    solve_set_covering,
)

LINE = np.abs(np.arange(5)[:, None] - np.arange(5)[None, :])
"""Five places in a row, one apart."""


def test_all_faults_at_once() -> None:
    """Each with what and where."""
    with pytest.raises(LocationError) as told:
        Locations(LINE, demand=[1, 2], forced=[1], forbidden=[1], existing=[9], open_at_most=-1)
    said = str(told.value).splitlines()
    assert said == [
        "demand has 2 values; it needs 5",
        "existing names site 9; there are sites 0 to 4",
        "site 1 is forced and forbidden",
        "open_at_most is -1; it is a number of sites",
    ]


@pytest.mark.parametrize("cost", [[[1, -1]], [[1, float("nan")]], [[1, float("inf")]]])
def test_costs_are_numbers_from_zero(cost: list[list[float]]) -> None:
    """A way that does not exist is a high cost, not an infinite one."""
    with pytest.raises(LocationError, match="a high cost"):
        Locations(cost)


@pytest.mark.parametrize(
    ("changes", "p", "words"),
    [
        ({}, 0, "at least one site must be open"),
        ({}, 6, "6 sites cannot be open: 0 of today's may be, and 5 others"),
        ({"forced": [0, 1]}, 1, "2 sites must be open, which is more than 1"),
        ({"existing": [0, 1], "close_at_most": 0}, 1, "2 sites must stay or open"),
        ({"existing": [0, 1], "close_at_most": 0, "forbidden": [0]}, 2, "must stay by close_at"),
        ({"existing": [0, 1], "open_at_most": 0, "forced": [4]}, 2, "1 new sites must open"),
    ],
)
def test_limits_that_cannot_be_kept(changes: dict[str, object], p: int, words: str) -> None:
    """The message says which one stands in the way."""
    with pytest.raises(LocationError, match=words):
        solve_p_median(Locations(LINE, **changes), p)  # type: ignore[arg-type]


def test_room_for_everybody() -> None:
    """Five people, and two sites of two."""
    with pytest.raises(LocationError, match="with room for a demand of 5"):
        solve_capacitated_p_median(Locations(LINE, capacity=2), 2)
    with pytest.raises(LocationError, match="no capacity is told"):
        solve_capacitated_p_median(Locations(LINE), 2)


def test_who_cannot_be_reached_is_named() -> None:
    """Place d is more than one from the only site."""
    data = Locations(LINE, forbidden=[0, 2, 3, 4], clients=tuple("abcde"))
    with pytest.raises(LocationError, match="within 1 of d, e"):
        solve_set_covering(data, 1)


def test_close_at_most_one() -> None:
    """The ends are open; the middle would be best, and only one of the ends may close."""
    free = solve_p_median(Locations(LINE, existing=[0, 4], close_at_most=2), 2)
    one = solve_p_median(Locations(LINE, existing=[0, 4], close_at_most=1), 2)
    assert free.value == 3
    assert len(one.closed) == 1
    assert len(one.opened) == 1
    assert one.value == 3
    none = solve_p_median(Locations(LINE, existing=[0, 4], close_at_most=0), 2)
    assert none.open == (0, 4)
    assert none.value == 4


def test_travel_times_from_a_file(tmp_path: Path) -> None:
    """Pairs in any order; what is about other places is ignored; from a place to itself is 0."""
    file = tmp_path / "minutes.csv"
    file.write_text("from,to,minutes\nb,a,12.5\na,b,10\nz,a,1\n")
    assert read_travel_times(file, ["a", "b"], ["a", "b"]).tolist() == [[0, 10], [12.5, 0]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "from,to\na,b\n",
            "line 1: there is no column minutes; the columns must be from, to, minutes",
        ),
        ("from,to,minutes\na,b,soon\nb,a,1\n", "line 2, column minutes: 'soon' is not a number"),
        ("from,to,minutes\na,b,-1\nb,a,1\n", "line 2, column minutes: '-1' is not a number"),
        ("from,to,minutes\na,b,3\n", "1 pairs are missing, the first from b to a"),
        ("from;to;minutes\na;b;3\na;b;4\nb;a;1\n", "line 3: the way from a to b stands on line 2"),
    ],
)
def test_faults_of_such_a_file(tmp_path: Path, text: str, words: str) -> None:
    """With the line."""
    file = tmp_path / "minutes.csv"
    file.write_text(text)
    with pytest.raises(LocationError, match=words):
        read_travel_times(file, ["a", "b"], ["a", "b"])


def test_all_faults_of_travel_times_at_once(tmp_path: Path) -> None:
    """Two rows that are no time, and a pair that is not there; a decimal comma is a time."""
    file = tmp_path / "minutes.csv"
    file.write_text("from;to;minutes\na;b;soon\nb;a;\na;c;2,5\nc;a;1\nb;c;1\n")
    with pytest.raises(LocationError) as told:
        read_travel_times(file, ["a", "b", "c"], ["a", "b", "c"])
    missing, soon, empty = str(told.value).splitlines()
    assert missing.endswith("1 pairs are missing, the first from c to b; add them")
    assert "line 2, column minutes: 'soon'" in soon
    assert "line 3, column minutes: ''" in empty


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """As a spreadsheet may save it."""
    file = tmp_path / "minutes.csv"
    file.write_bytes("from,to,minutes\nSint-Jòris,a,1\n".encode("latin-1"))
    with pytest.raises(LocationError, match="save it as CSV UTF-8"):
        read_travel_times(file, ["a"], ["a"])

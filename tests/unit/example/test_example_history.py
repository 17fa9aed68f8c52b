# SPDX-License-Identifier: EUPL-1.2
"""What is known in February was not known in January: the supply tables turned back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from taalplan.example.history import turned_back

AS_OF = date(2022, 1, 31)
BEFORE, AFTER = date(2022, 1, 10), date(2022, 2, 10)
NUMBERS = np.array([5, -1, 7])
"""Person 1 was not known yet; 0 and 2 had other numbers."""


def back(name: str, table: dict[str, Any], **others: dict[str, Any]) -> dict[str, list[Any]]:
    tables = {name: pa.table(table), **{key: pa.table(value) for key, value in others.items()}}
    result: dict[str, list[Any]] = turned_back(tables, AS_OF, NUMBERS)[name].to_pydict()
    return result


def test_people_get_their_former_number_and_newcomers_go() -> None:
    """Also in a table that has no rule of its own."""
    assert back("visits", {"person": [0, 1, 2], "desk": ["a", "b", "c"]}) == {
        "person": [5, 7],
        "desk": ["a", "c"],
    }


def test_rows_without_a_person_stay() -> None:
    table = {"person": pa.array([None, 1, 2], pa.int64()), "minutes": [30, 20, 10]}
    assert back("visits", table) == {"person": [None, 7], "minutes": [30, 10]}


def test_a_demand_that_ended_later_was_still_open() -> None:
    found = back(
        "demands",
        {
            "person": [0, 0, 2, 2],
            "since": [BEFORE, BEFORE, BEFORE, AFTER],
            "ended": pa.array([BEFORE, AFTER, None, None], pa.date32()),
            "end_reason": pa.array(["moved", "placed", None, None]).dictionary_encode(),
        },
    )
    assert found["ended"] == [BEFORE, None, None]
    assert found["end_reason"] == ["moved", None, None]


def test_a_course_that_ran_or_was_done_later_stood_one_step_back() -> None:
    """Status now | start  | end    | status then
    -----------+--------+--------+------------
    done       | before | before | done
    done       | before | after  | running
    running    | after  | after  | confirmed
    cancelled  | after  | after  | cancelled
    """
    found = back(
        "courses",
        {
            "start": [BEFORE, BEFORE, AFTER, AFTER],
            "end": [BEFORE, AFTER, AFTER, AFTER],
            "status": ["done", "done", "running", "cancelled"],
        },
    )
    assert found["status"] == ["done", "running", "confirmed", "cancelled"]


def test_a_result_is_known_when_its_course_has_ended() -> None:
    found = back(
        "placements",
        {
            "person": [0, 2, 2],
            "course": [10, 11, 11],
            "date": [BEFORE, BEFORE, AFTER],
            "result": pa.array(["passed", "failed", "failed"]),
        },
        courses={
            "course": [10, 11],
            "start": [BEFORE, BEFORE],
            "end": [BEFORE, AFTER],
            "status": ["done", "done"],
        },
    )
    assert found["course"] == [10, 11]
    assert found["result"] == ["passed", None]


def test_an_appointment_ahead_was_only_booked() -> None:
    at = [datetime(2022, 1, 31, 15, 0), datetime(2022, 2, 1, 9, 0), datetime(2022, 2, 2, 9, 0)]
    found = back(
        "appointments",
        {
            "person": [0, 0, 0],
            "starts": pa.array(at, pa.timestamp("s")),
            "booked": [BEFORE, BEFORE, AFTER],
            "status": ["kept", "missed", "kept"],
        },
    )
    assert found["status"] == ["kept", "booked"]


def test_feedback_of_later_is_left_out() -> None:
    found = back("feedback", {"date": [BEFORE, AFTER], "score": [4.0, 2.0]})
    assert found["score"] == [4.0]

# SPDX-License-Identifier: EUPL-1.2
"""The life of a plan: only the steps of its table, both numbers of an adjustment, both scored."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from taalplan.needs.versions import (
    STEPS,
    PlanStateError,
    State,
    Step,
    Versions,
    drafted,
    read_versions,
)

GENK = ("limburg", "stad-71016", "A1", "standard")
REST = ("limburg", "rest-limburg", "A1", "standard")
DAY = date(2022, 3, 10)


def plan(state: State = State.DRAFT) -> Versions:
    made = drafted("2022-2023", "abc", {GENK: 100, REST: 50}, by="An", day=DAY)
    return Versions(made.school_year, made.snapshot, made.computed, (Step(state, DAY, "An"),))


@pytest.mark.parametrize(("before", "after"), list(product(State, State)))
def test_only_the_steps_of_the_table_are_taken(before: State, after: State) -> None:
    if after in STEPS[before]:
        assert plan(before).step(after, by="An", day=DAY).state is after
    else:
        with pytest.raises(PlanStateError, match=f"{before} cannot become {after}"):
            plan(before).step(after, by="An", day=DAY)


def test_the_computed_number_stays_beside_the_adjusted_one(tmp_path: Path) -> None:
    made = plan(State.DELIVERED).adjust(GENK, 130, reason="nieuw centrum", by="Bea", day=DAY)
    assert made.computed[GENK] == 100
    assert made.adjusted == {GENK: 130, REST: 50}
    made.write(tmp_path)
    assert read_versions(tmp_path) == made


def test_an_adjustment_tells_all_that_is_wrong_at_once() -> None:
    with pytest.raises(PlanStateError) as error:
        plan(State.ADOPTED).adjust(("a", "b", "c", "d"), -1, reason=" ", by="", day=DAY)
    for word in ("adopted", "no cell", "-1", "a reason", "a name"):
        assert word in str(error.value)


def test_both_numbers_are_scored() -> None:
    made = plan(State.DISCUSSED).adjust(GENK, 130, reason="nieuw centrum", by="Bea", day=DAY)
    scores = made.evaluate({GENK: 125, REST: 75})
    assert scores["computed"] == (25 + 25) / 200
    assert scores["adjusted"] == (5 + 25) / 200
    assert scores["computed_where_adjusted"] == 25 / 125
    assert scores["adjusted_where_adjusted"] == 5 / 125

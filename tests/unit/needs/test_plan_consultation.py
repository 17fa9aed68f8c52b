# SPDX-License-Identifier: EUPL-1.2
"""What happens to a plan: sums divided, two plans beside each other, both numbers scored, kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.needs.consultation import (
    adjustments_table,
    compared,
    errors_said,
    evaluated,
    write_consultation,
)
from taalplan.needs.horizon import Horizon
from taalplan.needs.lever_words import LeverError, read_levers
from taalplan.needs.progression import What
from taalplan.needs.versions import (
    FILE,
    Code,
    PlanStateError,
    State,
    Versions,
    drafted,
    read_versions,
    replaceable,
)
from taalplan.tables.table import TOTAL
from taalplan.vocabulary.periods import SchoolYear

CELLS: dict[Code, int] = {
    ("limburg", "stad-71016", "A1", "standard"): 100,
    ("limburg", "stad-71016", "A2", "standard"): 60,
    ("limburg", "stad-71016", "A2", "basic"): 20,
    ("limburg", "rest-limburg", "A2", "basic"): 0,
    ("atlas", "stad-11002", "A2", "standard"): 500,
}
DAY = date(2022, 3, 15)
YEAR = Horizon(SchoolYear(2022))


def delivered() -> Versions:
    """A plan that regions may adjust."""
    made = drafted("2022-2023", "abc", CELLS, by="Taalplan", day=date(2022, 2, 28), synthetic=True)
    return made.step(State.DELIVERED, by="An", day=DAY)


@given(st.integers(0, 2000), st.sampled_from(["*", "A1", "A2"]), st.sampled_from(["*", "limburg"]))
def test_a_sum_is_divided_over_its_cells(number: int, level: str, area: str) -> None:
    """Exactly, in proportion, and nothing outside the pattern moves."""
    made = delivered().adjust_sum((area, "*", level, "*"), number, reason="r", by="b", day=DAY)
    inside = [c for c in CELLS if area in ("*", c[0]) and level in ("*", c[2])]
    assert sum(made.adjusted[cell] for cell in inside) == number
    assert all(made.adjusted[cell] == CELLS[cell] for cell in CELLS if cell not in inside)
    whole = sum(CELLS[cell] for cell in inside)
    for cell in inside:
        assert abs(made.adjusted[cell] - number * CELLS[cell] / whole) < 1
    assert made.computed == CELLS


def test_a_pattern_of_nothing_is_refused() -> None:
    """As a cell that the plan does not have, and numbers below nobody."""
    for pattern, number in ((("brussel", "*", "*", "*"), 3), (("limburg", "*", "*", "*"), -3)):
        with pytest.raises(PlanStateError):
            delivered().adjust_sum(pattern, number, reason="r", by="b", day=DAY)


def test_two_plans_stand_beside_each_other() -> None:
    """With the numbers as they were last adjusted."""
    one = delivered()
    other = one.adjust_sum(("atlas", "*", "*", "*"), 450, reason="r", by="b", day=DAY)
    table = compared(one, other)
    assert [table["atlas", c] for c in ("one", "other", "change")] == [500, 450, -50]
    assert [table[TOTAL, c] for c in ("one", "other", "change")] == [680, 630, -50]


def test_an_evaluation_holds_both_against_what_came() -> None:
    """By area and in words; where somebody adjusted apart."""
    made = delivered().adjust_sum(("atlas", "*", "*", "*"), 450, reason="r", by="b", day=DAY)
    outcome = CELLS | {("atlas", "stad-11002", "A2", "standard"): 460}
    table, errors = evaluated(made, outcome)
    assert [table["atlas", c] for c in ("computed", "adjusted", "came")] == [500, 450, 460]
    said = errors_said(errors, adjusted=True).nl.replace("\N{NO-BREAK SPACE}", " ")
    assert "6,3 %" in said
    assert "1,6 %" in said
    assert said.endswith("is dat 8,7 % en 2,2 %.")


def test_everything_is_written_and_read_again(tmp_path: Path) -> None:
    """Both numbers, the reason and the name, in the file and in the documents."""
    made = delivered().adjust_sum(
        ("atlas", "*", "*", "*"), 450, reason="minder <asiel>", by="Bea & Co", day=DAY
    )
    made.write(tmp_path)
    assert read_versions(tmp_path) == made
    written = {path.name for path in write_consultation(made, tmp_path)}
    assert written == {"overleg.docx", "overleg.html", "adjustments.csv"}
    page = (tmp_path / "overleg.html").read_text(encoding="utf-8")
    assert "minder &lt;asiel&gt; (Bea &amp; Co, 15 maart 2022)" in page
    assert "opgeleverd" in page
    table = adjustments_table(made)
    assert [table["1", c] for c in ("computed", "adjusted", "change")] == [500, 450, -50]


def test_a_plan_that_people_worked_with_is_kept(tmp_path: Path) -> None:
    """A draft may be made again; a delivered plan may not, nor a file that cannot be read."""
    replaceable(tmp_path)
    drafted("2022-2023", "abc", CELLS, by="x", day=DAY).write(tmp_path)
    replaceable(tmp_path)
    delivered().write(tmp_path)
    with pytest.raises(PlanStateError, match="delivered and is kept"):
        replaceable(tmp_path)
    (tmp_path / FILE).write_text('{"steps": []}', encoding="utf-8")
    with pytest.raises(PlanStateError, match="cannot be read"):
        replaceable(tmp_path)
    with pytest.raises(PlanStateError, match="holds no plan"):
        read_versions(tmp_path / "nowhere")


def test_levers_are_read_as_they_are_typed() -> None:
    """What, value, months, what it is about, and why."""
    one, two = read_levers(
        ["pass_rate=0.95@2022-09..2023-06:A2,limburg,basic#nieuwe toets", "waiting=+1"], YEAR
    )
    assert (one.what, one.value) == (What.PASS_RATE, 0.95)
    assert (one.first, one.last) == (date(2022, 9, 1), date(2023, 6, 30))
    assert (one.levels, one.areas, one.profiles) == (("A2",), ("limburg",), ("basic",))
    assert one.why is not None
    assert one.why.nl == "nieuwe toets"
    assert (two.value, two.first, two.last) == (1, date(2022, 3, 1), None)


def test_all_levers_that_are_wrong_are_told_at_once() -> None:
    """And how a lever is written."""
    with pytest.raises(LeverError) as raised:
        read_levers(
            ["magic=1", "drop_out=-1", "waiting=0.5", "going_on=1@2022-13", "pass_rate=1:Z"], YEAR
        )
    for word in ("magic", "drop_out", "waiting", "2022-13", "called Z", "WHAT=VALUE"):
        assert word in str(raised.value)

# SPDX-License-Identifier: EUPL-1.2
"""Who was at risk and what ended: drawn tables, counted on fingers, and a slow second count."""

from __future__ import annotations

import random

import numpy as np
import pytest

from taalplan.needs.progression import Groups, Pipeline, Spells, State, fit
from taalplan.needs.progression.counting import count
from taalplan.needs.progression.followed import DURATIONS, numbered
from taalplan.needs.progression.shrinking import dirichlet_strength, ratio_strength, smoothed

GROUPS = Groups(("genk",), ("standard",), ("A1", "A2"))
STATES = {"entered": 0, "busy": 1, "passed": 2, "failed": 3, "left": 4}


def drawn(table: str) -> Spells:
    """Spells from a drawn table; a dot is a spell that goes on."""
    rows = []
    for line in table.strip().splitlines()[1:]:
        state, level, begun, ended, how = line.split()
        last = None if ended == "." else np.datetime64(ended)
        place = GROUPS.levels.index(level)
        rows.append((STATES[state], place, 0, 0, np.datetime64(begun), last, int(how)))
    return Spells.of(rows)


SPELLS = """
state   level  begun    ended    how
busy    A1     2021-09  2021-12  1
busy    A1     2021-09  2021-12  2
busy    A1     2021-09  .        0
busy    A1     2021-10  2021-10  3
passed  A1     2021-12  2021-12  2
passed  A1     2021-12  .        0
entered A1     2021-11  2022-01  1
"""


def test_counted_on_fingers() -> None:
    """Known until January 2022: four were busy after one month, three after two, ..."""
    last = int(np.datetime64("2022-01").astype(int))
    found = count(drawn(SPELLS), last=last, window=12, masked=set(), groups=GROUPS)
    at_risk = found.at_risk.sum(axis=0)[:, 0, 0]
    #                                    months 0  1  2  3  4
    assert at_risk[State.BUSY, :6].tolist() == [0, 4, 3, 3, 1, 0]
    assert at_risk[State.PASSED, :3].tolist() == [2, 1, 0]
    assert at_risk[State.ENTERED, :4].tolist() == [1, 1, 1, 0]
    ended = found.ended[:, 0, 0]
    assert ended[State.BUSY, 1].tolist() == [0, 0, 1]
    assert ended[State.BUSY, 3].tolist() == [1, 1, 0]
    assert ended[State.PASSED, 0].tolist() == [0, 1, 0]
    assert ended[State.ENTERED, 2].tolist() == [1, 0, 0]
    assert found.ended.sum() == 5


def test_a_masked_month_counts_neither_who_was_there_nor_what_ended() -> None:
    last = int(np.datetime64("2022-01").astype(int))
    december = {last - 1}
    found = count(drawn(SPELLS), last=last, window=12, masked=december, groups=GROUPS)
    assert found.at_risk.sum(axis=0)[State.BUSY, 0, 0, :6].tolist() == [0, 4, 3, 0, 1, 0]
    assert found.ended[State.BUSY, 0, 0].sum() == 1
    assert found.at_risk[11].sum() == 0


def test_known_in_november_nothing_had_ended_that_ended_in_december() -> None:
    known = drawn(SPELLS).as_known("2021-11")
    assert len(known) == 5
    assert np.isnat(known.ended).sum() == 4
    assert known.how.tolist() == [0, 0, 0, 3, 0]


def test_the_pipeline_holds_who_has_not_ended_by_how_long() -> None:
    found = Pipeline.of(drawn(SPELLS), as_of="2021-11", groups=GROUPS).people[:, 0, 0, 0]
    assert found[State.BUSY, :4].tolist() == [0, 0, 3, 0]
    assert found[State.ENTERED, :2].tolist() == [1, 0]
    assert found.sum() == 4


@pytest.mark.parametrize("seed", range(5))
def test_a_slow_count_one_person_and_month_at_a_time_is_the_same(seed: int) -> None:
    rng = random.Random(seed)
    groups = Groups(("genk", "gent"), ("alfa", "standard"), ("A1", "A2"))
    rows = []
    for _ in range(300):
        state, begun = rng.randrange(5), rng.randrange(500, 600)
        how = rng.randint(0, 3 if state == 1 else 2)
        ended = np.datetime64(begun + rng.randrange(60), "M") if how else None
        places = rng.randrange(2), rng.randrange(2), rng.randrange(2)
        rows.append((state, *places, np.datetime64(begun, "M"), ended, how))
    spells = Spells.of(rows).as_known(np.datetime64(595, "M"))
    masked = {580, 581}
    found = count(spells, last=595, window=30, masked=masked, groups=groups)
    at_risk = np.zeros((5, 2, 4, DURATIONS))
    ended = np.zeros((5, 2, 4, DURATIONS, 3))
    begun, over = numbered(spells.begun), numbered(spells.ended)
    for k in range(len(spells)):
        cell = spells.area[k] * 2 + spells.profile[k]
        busy = spells.state[k] == State.BUSY
        end = None if spells.how[k] == 0 else max(over[k], min(begun[k] + busy, 595))
        for now in range(566, 596):
            began = begun[k] + busy <= now or (end is not None and end == now)
            if now in masked or not began or (end is not None and now > end):
                continue
            lasted = min(max(now - begun[k], busy), DURATIONS - 1)
            at_risk[spells.state[k], spells.level[k], cell, lasted] += 1
            if end == now:
                ended[spells.state[k], spells.level[k], cell, lasted, spells.how[k] - 1] += 1
    assert np.array_equal(found.at_risk.sum(axis=0), at_risk)
    assert np.array_equal(found.ended, ended)


def test_chances_of_one_large_cell_are_its_shares() -> None:
    """Of 900 busy for one month 300 passed: a third, whatever the rest of the curve."""
    begun = np.datetime64("2021-06")
    rows = [(1, 0, 0, 0, begun, begun + 1, 1)] * 300 + [(1, 0, 0, 0, begun, begun + 2, 2)] * 600
    known = fit(Spells.of(rows), as_of="2021-12", groups=GROUPS)
    chance = known.chance(0)[State.BUSY, 0]
    share = -np.expm1(np.log1p(-chance[1].sum()) * known.seasons.factor[State.BUSY, 6])
    assert share == pytest.approx(1 / 3, abs=0.02)
    assert chance[1, 1:].sum() < 0.02


def test_strengths_that_were_drawn_with_are_found_again() -> None:
    rng = np.random.default_rng(1)
    mean = np.array([0.2, 0.1])
    drawn_with = rng.dirichlet(40 * np.array([0.2, 0.1, 0.7]), 2000)
    at_risk = np.full(2000, 60.0)
    ended = np.array([rng.multinomial(60, p)[:2] for p in drawn_with], float)
    assert dirichlet_strength(ended, at_risk, mean) == pytest.approx(40, rel=0.15)
    expected = np.full((2000, 1), 50.0)
    ratio = rng.gamma(30, 1 / 30, (2000, 1))
    seen = rng.poisson(expected * ratio).astype(float)
    assert ratio_strength(seen, expected, expected)[0] == pytest.approx(30, rel=0.25)


def test_groups_that_do_not_differ_are_drawn_together() -> None:
    rng = np.random.default_rng(2)
    expected = np.full((50, 1), 20.0)
    alike = rng.poisson(expected).astype(float) * 0 + 20
    assert ratio_strength(alike, expected, expected)[0] == 1e6


def test_a_curve_goes_on_where_nobody_was_seen() -> None:
    at_risk = np.array([0, 10, 10, 10, 0, 0, 0, 0, 0, 0], float)
    ended = np.zeros((10, 3))
    ended[1:4, 0] = (1, 2, 3)
    found = smoothed(ended, at_risk)
    assert found[2, 0] == pytest.approx(6 / 30)
    assert found[9, 0] == pytest.approx(6 / 30)
    assert smoothed(ended * 0, at_risk * 0).sum() == 0


def test_spells_that_cannot_be_are_refused_with_every_fault() -> None:
    with pytest.raises(ValueError, match=r"1 spells ended before.*1 spells ended without a cause"):
        Spells.of(
            [
                (1, 0, 0, 0, np.datetime64("2021-05"), np.datetime64("2021-04"), 1),
                (1, 0, 0, 0, np.datetime64("2021-05"), np.datetime64("2021-06"), 0),
            ]
        )

# SPDX-License-Identifier: EUPL-1.2
"""Any history gives coherent counts: one month, gaps, empty areas, zeros, masks, any season."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.needs.entry import Hierarchy, forecast


@st.composite
def registers(draw):
    """A hierarchy, a history with holes, a mask, and what is asked of them."""
    count = draw(st.integers(1, 6))
    months = draw(st.integers(1, 40))
    random = np.random.default_rng(draw(st.integers(0, 2**16)))
    size = np.array(
        draw(st.lists(st.sampled_from([0, 0.1, 3, 60, 5000]), min_size=count, max_size=count))
    )
    history = random.poisson(size[:, None], (count, months)).astype(float)
    if draw(st.booleans()):
        opened = random.integers(0, months, count)
        history[np.arange(months) < opened[:, None]] = np.nan
    if draw(st.booleans()):
        history[random.random(history.shape) < 0.3] = np.nan
    if draw(st.booleans()):
        history[random.integers(count)] = np.nan
    areas = random.integers(0, 3, count).astype(str)
    names = [f"cell {i}" for i in range(count)]
    hierarchy = (
        Hierarchy.by(names, area=list(areas)) if draw(st.booleans()) else Hierarchy(tuple(names))
    )
    start = draw(st.integers(0, months - 1))
    mask = None
    if draw(st.booleans()):
        mask = np.zeros(months, dtype=bool)
        mask[start : start + draw(st.integers(1, 18))] = True
    season = draw(st.sampled_from([1, 4, 12]))
    return hierarchy, history, mask, season, draw(st.integers(1, 18))


@given(registers())
@settings(max_examples=30, deadline=None)
def test_every_history_gives_coherent_counts(drawn):
    hierarchy, history, mask, season, horizon = drawn
    made = forecast(history, hierarchy, horizon=horizon, season=season, draws=20, masked=mask)
    assert made.paths.shape == (20, len(hierarchy.bottom), horizon)
    assert made.paths.dtype == np.int64
    assert (made.paths >= 0).all()
    assert np.isfinite(made.expected).all()
    assert (made.expected >= 0).all()
    for name, members in hierarchy.levels:
        sums = np.einsum("kb,dbh->dkh", members.astype(int), made.paths)
        assert (made.level(name) == sums).all()


@given(registers())
@settings(max_examples=10, deadline=None)
def test_who_has_no_history_is_named_and_gets_nothing(drawn):
    hierarchy, history, _, season, horizon = drawn
    history[0] = np.nan
    made = forecast(history, hierarchy, horizon=horizon, season=season, draws=5)
    assert "cell 0" in made.warnings[0]
    assert made.paths[:, 0].sum() == 0

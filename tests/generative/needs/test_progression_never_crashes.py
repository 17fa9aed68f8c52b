# SPDX-License-Identifier: EUPL-1.2
"""Whatever is missing, there is a result, a warning where somebody must act, and nobody is lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.needs.progression import Groups, Pipeline, Spells, fit, project
from taalplan.needs.progression.expectation import expected

GROUPS = Groups(("genk", "gent"), ("alfa", "standard"), ("A1", "A2", "B1"))
LAST = 600
AS_OF = np.datetime64(LAST, "M")

BUSY_A1 = [
    (0, 0, 0, 0, np.datetime64(LAST - 8, "M"), np.datetime64(LAST - 6, "M"), 1),
    (1, 0, 0, 0, np.datetime64(LAST - 6, "M"), np.datetime64(LAST - 2, "M"), 1),
] * 5


@st.composite
def rows(draw: st.DrawFn, areas: int = 2, levels: int = 3, ends: bool = True) -> tuple[object, ...]:
    """A spell that began in the five years before, and may have ended."""
    state = draw(st.integers(0, 4))
    begun = LAST - draw(st.integers(0, 60))
    how = draw(st.integers(0, 3 if state == 1 else 2)) if ends else 0
    ended = np.datetime64(begun + draw(st.integers(0, 40)), "M") if how else None
    place = (draw(st.integers(0, levels - 1)), draw(st.integers(0, areas - 1)))
    return (state, *place, draw(st.integers(0, 1)), np.datetime64(begun, "M"), ended, how)


def planned(spells: Spells, masked: object = ()) -> tuple[np.ndarray, tuple[str, ...]]:
    """Two paths of a year with five entrants a month in every cell; checked for losses."""
    known = fit(spells, as_of=AS_OF, groups=GROUPS, masked=masked)  # type: ignore[arg-type]
    stock = Pipeline.of(spells, as_of=AS_OF, groups=GROUPS)
    entrants = np.full((2, *GROUPS.shape, 6), 5)
    paths = project(known, stock, entrants, horizon_months=6, seed=1)
    assert paths.shape == entrants.shape
    assert paths.min() >= 0
    mean = expected(known, stock, entrants[0].astype(float), horizon_months=6)
    there = mean.people[..., -1].sum() + mean.done[..., -1].sum()
    np.testing.assert_allclose(there, stock.people.sum() + entrants[0].sum(), rtol=1e-9)
    assert np.isfinite(mean.starts).all()
    return paths, tuple(warning.nl for warning in known.warnings)


@settings(max_examples=40, deadline=None)
@given(st.lists(rows(), max_size=40))
def test_any_spells_give_paths(found: list[tuple[object, ...]]) -> None:
    planned(Spells.of(found))


@settings(max_examples=15, deadline=None)
@given(st.lists(rows(areas=1), min_size=5, max_size=25))
def test_an_area_without_history_is_named_and_gets_the_rates_of_all(
    found: list[tuple[object, ...]],
) -> None:
    paths, warnings = planned(Spells.of([*found, *BUSY_A1]))
    assert paths[:, 1].sum() > 0
    assert any("gent" in warning for warning in warnings)


@settings(max_examples=15, deadline=None)
@given(st.lists(rows(levels=2), min_size=5, max_size=25))
def test_a_level_without_history_is_named(found: list[tuple[object, ...]]) -> None:
    _, warnings = planned(Spells.of([*found, *BUSY_A1]))
    assert any("B1" in warning for warning in warnings)


@settings(max_examples=15, deadline=None)
@given(st.lists(rows(ends=False), min_size=5, max_size=25))
def test_levels_that_nobody_ended_are_named(found: list[tuple[object, ...]]) -> None:
    _, warnings = planned(Spells.of(found))
    assert warnings


@settings(max_examples=10, deadline=None)
@given(st.lists(rows(), min_size=5, max_size=25))
def test_a_gap_of_eighteen_months_still_gives_a_plan(found: list[tuple[object, ...]]) -> None:
    gap = np.arange(LAST - 18, LAST).astype("datetime64[M]")
    planned(Spells.of(found), gap)


def test_nothing_at_all_says_so() -> None:
    paths, warnings = planned(Spells.of([]))
    assert len(warnings) == 1
    assert "Controleer" in warnings[0]
    # Whoever enters where nobody was ever seen waiting begins at once.
    assert paths.sum() == 2 * 5 * 6 * 2 * 2 * 3


def test_a_window_of_half_a_year_is_too_short_and_says_so() -> None:
    spells = Spells.of([(1, 0, 0, 0, np.datetime64(LAST - 2, "M"), AS_OF, 1)] * 50)
    known = fit(spells, as_of=AS_OF, groups=GROUPS, window=5)
    assert any("minder dan een jaar" in warning.nl for warning in known.warnings)

# SPDX-License-Identifier: EUPL-1.2
"""Rounded numbers add up, lie beside what is expected, and none of the same kind lie nearer."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from taalplan.needs.rounding import divided, rounded

THOUSANDTHS = st.integers(-3000, 9000)


@st.composite
def tables(draw: st.DrawFn, height: int = 4, width: int = 6) -> NDArray[np.float64]:
    rows, columns = draw(st.integers(1, height)), draw(st.integers(1, width))
    cells = draw(st.lists(THOUSANDTHS, min_size=rows * columns, max_size=rows * columns))
    return np.array(cells).reshape(rows, columns) / 1000


def beside(whole: NDArray[np.int64], exact: NDArray[np.float64]) -> bool:
    return bool((np.abs(whole - exact) < 1 + 1e-9).all())


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_number_and_every_margin_is_beside_its_own(values: NDArray[np.float64]) -> None:
    pairs = [list(range(k, min(k + 2, values.shape[1]))) for k in range(0, values.shape[1], 2)]
    made = rounded(values, (), pairs)
    assert beside(made, values)
    assert beside(made.sum(axis=0), values.sum(axis=0))
    assert beside(made.sum(axis=1), values.sum(axis=1))
    assert beside(made.sum(), values.sum())
    for pair in pairs:
        assert beside(made[:, pair].sum(axis=1), values[:, pair].sum(axis=1))


@settings(max_examples=40, deadline=None)
@given(tables(2, 3))
def test_no_other_such_table_is_nearer(values: NDArray[np.float64]) -> None:
    low, best = np.floor(values).astype(int), float("inf")
    for ups in product((0, 1), repeat=values.size):
        other = low + np.array(ups).reshape(values.shape) * (values != low)
        if all(beside(w, e) for w, e in zip(margins(other), margins(values), strict=True)):
            best = min(best, distance(other, values))
    assert abs(distance(rounded(values), values) - best) < 1e-6


def margins(table: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The table and its sums; of a single row or column the sum is the row itself."""
    found = [table]
    if table.shape[0] > 1:
        found.append(table.sum(axis=0))
    if table.shape[1] > 1:
        found += [one.sum(axis=-1) for one in list(found)]
    return found


def distance(whole: NDArray[np.int64], exact: NDArray[np.float64]) -> float:
    pairs = zip(margins(whole), margins(exact), strict=True)
    return sum(float(np.abs(w - e).sum()) for w, e in pairs)


@settings(max_examples=60, deadline=None)
@given(tables(), st.data())
def test_what_is_divided_adds_up_to_its_totals(
    values: NDArray[np.float64], data: st.DataObject
) -> None:
    width = values.shape[1]
    totals = np.array(data.draw(st.lists(st.integers(-5, 40), min_size=width, max_size=width)))
    made = divided(values, totals)
    assert (made.sum(axis=0) == totals).all()

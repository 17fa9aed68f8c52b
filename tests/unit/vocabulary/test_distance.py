# SPDX-License-Identifier: EUPL-1.2
"""Kilometres as the crow flies, held against the formula of the sphere."""

from math import asin, cos, radians, sin, sqrt

import numpy as np
import pytest

from taalplan.vocabulary.distance import kilometres

GHENT, ANTWERP = (51.0543, 3.7174), (51.2194, 4.4025)


def on_the_sphere(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The haversine formula, which is right everywhere on earth."""
    (la, lo), (lb, mo) = (tuple(map(radians, place)) for place in (here, there))
    half = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((mo - lo) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


@pytest.mark.parametrize("there", [ANTWERP, (51.33, 3.2), (50.75, 5.75), (50.7, 2.6)])
def test_flat_kilometres_are_right_within_half_a_percent_across_flanders(
    there: tuple[float, float],
) -> None:
    assert kilometres(*GHENT, *there) == pytest.approx(on_the_sphere(GHENT, there), rel=0.005)


def test_all_pairs_of_two_lists() -> None:
    lat, lon = np.array([GHENT, ANTWERP, GHENT]).T
    far = kilometres(lat[:, None], lon[:, None], lat[:2], lon[:2])
    assert far.shape == (3, 2)
    assert far[0, 0] == far[2, 0] == 0
    assert far[0, 1] == far[1, 0] == kilometres(*GHENT, *ANTWERP)

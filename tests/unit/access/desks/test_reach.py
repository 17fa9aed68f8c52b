# SPDX-License-Identifier: EUPL-1.2
"""How far people live: each measure beside a list in which every person stands once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taalplan.access.desks.reach import reach

PLACES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4)), min_size=1, max_size=8)


@given(PLACES)
def test_as_counted_person_by_person(places: list[tuple[int, int]]) -> None:
    cost, people = (np.array(x, float) for x in zip(*places, strict=True))
    everybody = sorted(far for far, count in places for _ in range(count))
    found = reach(cost, people, (10.0, 20.0))
    if not everybody:
        assert found.people == found.mean == found.worst == found.gini == 0
        return
    size = len(everybody)
    assert found.people == size
    assert found.mean == pytest.approx(sum(everybody) / size)
    assert found.worst == max(everybody)
    assert found.ninth == everybody[-(-9 * size // 10) - 1]
    assert found.beyond == pytest.approx(
        [sum(far > x for far in everybody) / size for x in (10, 20)]
    )
    between = sum(abs(a - b) for a in everybody for b in everybody)
    expected = between / (2 * size * sum(everybody)) if sum(everybody) else 0
    assert found.gini == pytest.approx(expected)

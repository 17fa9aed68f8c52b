# SPDX-License-Identifier: EUPL-1.2
"""The corrections that lead from published table 1 to published table 2."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from taalplan.example.corrections import plan
from taalplan.example.figures import AREA_OF_DESK, DESKS, published, published_targets

TARGETS = published_targets()
PLAN = plan(TARGETS)


def named(desks: tuple[int, ...]) -> Counter[str]:
    return Counter(DESKS[desk] for desk in desks)


def test_the_plan_leads_from_table_1_to_table_2_at_every_desk() -> None:
    counts = Counter({desk: int(n) for desk, n in enumerate(TARGETS.first.sum(axis=1))})
    counts.subtract(desk for desk, _ in PLAN.doubles)
    counts.subtract(PLAN.removed)
    counts.update((*PLAN.added, *PLAN.returned))
    for source, target in PLAN.moves:
        counts[source] -= 1
        counts[target] += 1
    registered = published("table-2")
    for desk, n in counts.items():
        area = next(a for (a, d, _) in registered if d == DESKS[desk])
        assert n == registered.get((area, DESKS[desk], "2021"), 0), DESKS[desk]


def test_seven_people_of_the_desk_in_ghent_move_to_aalst() -> None:
    moves = Counter((DESKS[a], DESKS[b]) for a, b in PLAN.moves)
    assert moves == {
        ("loket-gent", "loket-aalst"): 7,
        ("contactpunt-hasselt", "vestiging-heusden-zolder"): 1,
    }


def test_nobody_moves_to_another_area() -> None:
    assert all(AREA_OF_DESK[a] == AREA_OF_DESK[b] for a, b in PLAN.moves)


def test_double_entries_go_where_the_published_overlap_is() -> None:
    groups = Counter(group for _, group in PLAN.doubles)
    assert groups == {0: 3, 1: 4, 2: 1}
    areas = {int(AREA_OF_DESK[desk]) for desk, _ in PLAN.doubles}
    assert areas == set(np.flatnonzero(TARGETS.doubles.sum(axis=1)).tolist())


def test_what_cannot_be_moved_is_withdrawn_or_came_late() -> None:
    assert named(PLAN.removed)["loket-lier"] == 2
    assert named((*PLAN.added, *PLAN.returned))["loket-aalst"] == 2
    assert not set(PLAN.removed) & {*PLAN.added, *PLAN.returned}


def test_tables_that_agree_need_no_corrections() -> None:
    registered = TARGETS.registered.copy()
    registered[:, -1] = TARGETS.first.sum(axis=1)
    same = plan(replace(TARGETS, registered=registered, doubles=np.zeros_like(TARGETS.doubles)))
    assert same == type(same)((), (), (), (), ())

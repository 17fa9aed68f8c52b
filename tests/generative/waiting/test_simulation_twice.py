# SPDX-License-Identifier: EUPL-1.2
"""The compiled simulation and the slow one tell the same lives; nobody is lost in either."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.slow_simulation import drawn, slow
from taalplan.waiting.simulation.problem import HOLDS, LEARNS
from taalplan.waiting.simulation.solve import simulate


def as_text(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.6f}"


@settings(max_examples=150)
@given(st.integers(0, 10**6))
def test_every_stage_of_everybody(seed: int) -> None:
    sim = drawn(seed)
    records = simulate(sim, seed).records
    fast = sorted(
        (p, level, as_text(a), as_text(s), as_text(e), how)
        for p, level, a, s, e, how in zip(
            *(getattr(records, name).tolist() for name in vars(records)), strict=True
        )
    )
    told = sorted(
        (r["person"], r["level"], as_text(r["asked"]), as_text(r["start"]), as_text(r["end"]),
         r["how"])
        for r in slow(sim, seed)
    )  # fmt: skip
    assert fast == told


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.floats(0, 364))
def test_everybody_is_somewhere_once(seed: int, when: float) -> None:
    """At any moment each person waits, learns, or does neither: never two of these."""
    sim = drawn(seed)
    records = simulate(sim, seed).records
    waits = np.bincount(records.person[records.waiting(when)], minlength=len(sim.people))
    learns = np.bincount(records.person[records.learning(when)], minlength=len(sim.people))
    assert (waits + learns).max(initial=0) <= 1
    # Nobody began before asking, nobody ended before beginning, and stages follow each other.
    assert not (records.start < records.asked).any()
    assert not (records.end < np.fmax(records.start, records.asked)).any()
    order = np.lexsort((np.fmax(records.asked, records.start), records.person))
    person, asked, end = (getattr(records, name)[order] for name in ("person", "asked", "end"))
    same = person[1:] == person[:-1]
    assert not (asked[1:][same] < end[:-1][same]).any()
    # Who came in time is in the records, and nobody else.
    came = (sim.people.does != HOLDS) & (sim.people.first < sim.end)
    holds = sim.people.does == HOLDS
    came |= holds & (sim.offer.start[np.where(holds, sim.people.group, 0)] < sim.end)
    assert set(records.person.tolist()) == set(np.flatnonzero(came).tolist())


@settings(max_examples=60)
@given(st.integers(0, 10**6))
def test_no_group_holds_more_than_its_places(seed: int) -> None:
    """Counted over the moments at which anything begins; held places are beside the others."""
    sim = drawn(seed)
    records = simulate(sim, seed).records
    assert sim.people.does[records.person[np.isnan(records.asked)]].tolist() == [LEARNS] * int(
        np.isnan(records.asked).sum()
    )
    for cell in {(int(a), int(b)) for a, b in zip(sim.offer.level, sim.offer.profile, strict=True)}:
        mine = (records.level == cell[0]) & (sim.people.profile[records.person] == cell[1])
        mine &= ~np.isnan(records.asked)
        places = sim.offer.places[(sim.offer.level == cell[0]) & (sim.offer.profile == cell[1])]
        for when in records.start[mine & ~np.isnan(records.start)]:
            inside = mine & records.learning(when) & (sim.people.does[records.person] != HOLDS)
            assert inside.sum() <= places.sum()

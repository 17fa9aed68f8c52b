# SPDX-License-Identifier: EUPL-1.2
"""A day's people: appointments placed, the promise kept, and the same day acted out."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
import pytest

from taalplan.access.staffing.calendar import STEPS, opening_hours
from taalplan.access.staffing.day import Promise, helped_in_time, need_of_day, place
from taalplan.access.staffing.erlang import waits_longer
from taalplan.access.staffing.simulate import Behaviour, act_out, appointments

FROM_POLICY = opening_hours(date(2022, 9, 5), (3,))
OPEN = FROM_POLICY.open[0].astype(float)
UNITS = (2, 2, 1)
PUNCTUAL = Behaviour(show=1.0, early=0.0, lateness=0.0, spread=0.0)


def day(slots, walk_ins, *, counters=12, show=0.9, share=0.8, minutes=45.0):
    arrivals = OPEN / OPEN.sum() * walk_ins
    return need_of_day(
        slots, UNITS, arrivals, minutes, OPEN, counters=counters, least=1, show=show,
        promise=Promise(10, share),
    )  # fmt: skip


def test_opening_hours_are_those_of_policy():
    assert OPEN.sum() == 13  # three hours, and three and a half
    assert FROM_POLICY.open[3].sum() == 17  # and an evening of two


@pytest.mark.parametrize("slots", [(1, 0, 0), (6, 2, 3), (40, 10, 20)])
def test_appointments_fit_where_the_desk_is_open_and_are_as_even_as_can_be(slots):
    starts, busy, homeless = place(slots, UNITS, np.zeros(STEPS), OPEN, 99)
    assert homeless.sum() == 0
    assert tuple(starts.sum(axis=1)) == slots
    again = np.zeros(STEPS, dtype=int)
    for kind, step in product(range(3), range(STEPS)):
        again[step : step + UNITS[kind]] += starts[kind, step]
    assert (again == busy).all()
    assert busy[OPEN == 0].sum() == 0
    work = sum(n * u for n, u in zip(slots, UNITS, strict=True))
    # Hours of two in blocks of 6 and 7 half hours: one half hour of the afternoon stays empty.
    assert busy.max() <= -(-work // 12) + (work > 12)


def test_more_appointments_than_counters_hold_are_told():
    _, busy, homeless = place((7, 0, 0), UNITS, np.zeros(STEPS), OPEN, 1)
    assert homeless.tolist() == [1, 0, 0]
    assert busy.max() == 1


def test_the_promise_is_kept_and_never_with_more_people_than_counters():
    need = day((5, 1, 2), 6.0)
    assert need.kept >= 0.8
    assert need.people.max() <= 12
    assert (need.people >= need.busy).all()
    few = day((10, 2, 4), 20.0, counters=3)
    assert few.people.max() == 3
    assert few.kept < 0.8


def test_nobody_is_there_for_nothing():
    """One person fewer in any half hour breaks the promise, or leaves an appointment alone."""
    need = day((5, 1, 2), 6.0)
    spare = np.flatnonzero(need.people > np.maximum(need.busy, 1))
    from taalplan.access.staffing.offered import offered_load

    load = offered_load(need.arrivals, 45.0)
    gains = []
    for step in spare:
        people = need.people.copy()
        people[step] -= 1
        gains.append(kept(people, need, load))
    assert len(spare)
    # Greedy: what was added last was the least useful, so some removal falls below the promise.
    assert min(gains) < 0.8


def kept(people, need, load):
    """The share helped in time, summed half hour by half hour."""
    helped = 0.0
    for step in range(STEPS):
        here = helped_in_time(int(people[step]), int(need.busy[step]), load[step], 0.9, 10 / 45)
        helped += need.arrivals[step] * here
    return helped / need.arrivals.sum()


def test_the_share_that_is_told_is_the_sum_over_the_day():
    from taalplan.access.staffing.offered import offered_load

    need = day((5, 1, 2), 6.0)
    assert need.kept == pytest.approx(kept(need.people, need, offered_load(need.arrivals, 45.0)))


def test_chances_of_appointments_that_do_not_turn_up():
    # One of two comes: 1/4 none, 1/2 one, 1/4 both; two people at the counters.
    none, one = (1 - waits_longer(free, 0.3, 0.2) for free in (2, 1))
    assert helped_in_time(2, 2, 0.3, 0.5, 0.2) == pytest.approx(none / 4 + one / 2)


def test_appointments_that_come_in_time_begin_in_time():
    need = day((5, 1, 2), 0.0)
    seen = act_out(need, UNITS, 45.0, PUNCTUAL, 10, 0.001, days=50)
    assert seen.appointments == 50 * 8
    assert seen.share_punctual == 1.0
    assert seen.walk_ins == 0


def test_a_queue_that_lasts_is_erlang_c():
    """Constant arrivals over a long day, nobody with an appointment: the formula, by acting."""
    from taalplan.access.staffing.acting import act

    steps = 2000
    arrivals = np.full(steps, 3.4)  # load 3.4 x 45 / 30 = 5.1 on 6 counters
    counted = act(
        np.empty(0), np.empty(0), arrivals, 45.0, np.full(steps, 6, dtype=np.int64), 30.0, 10,
        np.array([1.0, 0.0, 0.0, 0.0, 1.0, 10.0, 10.0]), 7,
    )  # fmt: skip
    walk_ins, in_time = counted[:2]
    expected = 1 - waits_longer(6, 5.1, 10 / 45)
    assert in_time / walk_ins == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    ("slots", "walk_ins"),
    [((2, 0, 1), 0.6), ((6, 1, 3), 4.0), ((20, 4, 10), 15.0), ((0, 0, 0), 40.0)],
)
def test_a_desk_acted_out_with_the_advised_people_keeps_its_promise(slots, walk_ins):
    need = day(slots, walk_ins, counters=60)
    late = Behaviour(show=0.9, early=5, lateness=6, spread=0.2)
    seen = act_out(need, UNITS, 45.0, late, 10, 10, days=1500)
    # The formulas err to the safe side: within the interval or above.
    assert seen.share_in_time >= 0.8 - seen.doubt
    assert seen.share_punctual >= 0.9


def test_one_person_fewer_all_day_breaks_the_promise():
    """The advice is not so safe that anything would do."""
    need = day((0, 0, 0), 40.0, counters=60)
    fewer = type(need)(
        need.starts, need.busy, need.arrivals, np.maximum(need.people - 1, 0), need.kept,
        need.homeless,
    )  # fmt: skip
    behaviour = Behaviour(show=0.9, early=5, lateness=6, spread=0.2)
    seen = act_out(fewer, UNITS, 45.0, behaviour, 10, 10, days=1000)
    assert seen.share_in_time + seen.doubt < 0.8


def test_appointments_are_told_by_when_they_begin():
    need = day((2, 0, 1), 0.0)
    when, length = appointments(need, UNITS)
    assert sorted(length.tolist()) == [30, 60, 60]
    assert (np.diff(when) >= 0).all()

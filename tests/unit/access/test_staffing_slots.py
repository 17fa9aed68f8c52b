# SPDX-License-Identifier: EUPL-1.2
"""The taut string against a linear programme, and slots against everybody's turn, one by one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taalplan.access.staffing.calendar import Week, parse_weeks
from taalplan.access.staffing.forecast import Forecast, working_days
from taalplan.access.staffing.slots import plan_slots, taut_string


def lowest_peak(x, lower, upper):
    """The lowest steepest slope of any path in the corridor: the worst pair of walls.

    A path must climb from the ceiling at i to the floor at j; no plan can do it less steeply.
    """
    x = np.concatenate([[0.0], x])
    lower, upper = np.concatenate([[0.0], lower]), np.concatenate([[0.0], upper])
    steepest = 0.0
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            if x[j] > x[i]:
                steepest = max(steepest, (lower[j] - upper[i]) / (x[j] - x[i]))
    return steepest


def slopes(x, path):
    return np.diff(np.concatenate([[0.0], path])) / np.diff(np.concatenate([[0.0], x]))


STEPS = st.lists(
    st.tuples(st.floats(0.5, 3), st.floats(0, 5), st.floats(0, 4)), min_size=1, max_size=25
)


@given(STEPS)
def test_the_string_stays_in_its_corridor_and_has_the_lowest_peak(steps):
    x = np.cumsum([run for run, _, _ in steps])
    upper = np.cumsum([rise for _, rise, _ in steps])
    lower = np.maximum.accumulate(np.maximum(upper - [width for *_, width in steps], 0.0))
    lower = np.minimum(lower, upper)
    path = taut_string(x, lower, upper)
    assert (path >= lower - 1e-9).all()
    assert (path <= upper + 1e-9).all()
    assert (slopes(x, path) >= -1e-9).all()
    assert slopes(x, path).max() == pytest.approx(lowest_peak(x, lower, upper), abs=1e-9)


def test_a_peak_is_spread_over_the_days_that_the_promise_leaves():
    # Ten units asked for on day 1, due by day 5: two a day, not ten at once.
    lower = np.array([0.0, 0, 0, 0, 10])
    upper = np.array([10.0, 10, 10, 10, 10])
    assert taut_string(np.arange(1.0, 6), lower, upper) == pytest.approx([2, 4, 6, 8, 10])


def ahead(per_day: float, weeks: int, seed: int = 1) -> Forecast:
    days = working_days(Week.parse("2022-W10"), Week.parse("2022-W10").shift(weeks - 1))
    rng = np.random.default_rng(seed)
    mean = np.array([[per_day * share] * len(days) for share in (0.5, 0.2, 0.3, 0.1)])
    return Forecast(days, mean, rng.poisson(mean, (300, *mean.shape)))


@pytest.mark.parametrize("per_day", [0.4, 3.0, 40.0])
def test_first_come_first_served_everybody_has_a_turn_in_time(per_day):
    """Each person of each future is followed to their slot, kind by kind."""
    forecast = ahead(per_day, 10)
    room = np.full(len(forecast.days), 13.0)
    slots = plan_slots(forecast, room, (2, 2, 1), within=14, chance=0.9)
    kept = 0
    for future in forecast.draws:
        queue: list[tuple[date, int]] = []
        late = False
        spare = 0
        for place, day in enumerate(forecast.days):
            # Who asks on the last days may be served after the horizon.
            spare = int(np.dot((2, 2, 1), slots.opened[:, place]))
            while queue and spare >= 1:
                asked, left = queue[0]
                used = min(left, spare)
                spare -= used
                queue[0] = (asked, left - used)
                if left == used:
                    queue.pop(0)
            following = (
                forecast.days[place + 1] if place + 1 < len(forecast.days)
                else date.fromordinal(day.toordinal() + 1)
            )  # fmt: skip
            late |= any((following - asked).days > 14 for asked, _ in queue)
            work = int(np.dot((2, 2, 1), future[:3, place]))
            if work:
                queue.append((day, work))
        kept += not late
    assert kept / len(forecast.draws) == slots.kept
    assert slots.kept >= 0.9


@settings(max_examples=25)
@given(st.floats(0.2, 30), st.integers(4, 20), st.integers(0, 5))
def test_slots_follow_demand(per_day, within, seed):
    forecast = ahead(per_day, 6, seed)
    slots = plan_slots(forecast, np.full(len(forecast.days), 13.0), (2, 2, 1), within, 0.8)
    assert (slots.opened >= 0).all()
    # Nobody can have a turn before anybody asked.
    assert slots.opened[:, 0].sum() == 0
    assert slots.waits.min() >= 0


def test_weeks_are_read_and_written():
    weeks = parse_weeks("2022-W35..W40")
    assert [str(week) for week in weeks] == [f"2022-W{n}" for n in range(35, 41)]
    assert len(parse_weeks("2022-W50..2023-W02")) == 5
    assert parse_weeks("2020-W53")[0].monday == date(2020, 12, 28)


@pytest.mark.parametrize("text", ["2022", "2022-W54", "2022-W40..W35", "W35", "2022-W1..2030-W1"])
def test_what_is_not_a_run_of_weeks_is_refused(text):
    with pytest.raises(ValueError, match="2022-W35"):
        parse_weeks(text)

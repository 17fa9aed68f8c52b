# SPDX-License-Identifier: EUPL-1.2
"""A temporary desk against more people, on drawn maps and demand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from taalplan.access.staffing.calendar import Week, opening_hours
from taalplan.access.staffing.costs import Costs
from taalplan.access.staffing.day import Promise
from taalplan.access.staffing.forecast import Forecast, working_days
from taalplan.access.staffing.habits import Habits
from taalplan.access.staffing.needs import Terms, leaving, needs_of, slots_of
from taalplan.access.staffing.residence import Homes
from taalplan.access.staffing.temporary import catchments, room_left, temporary_desks

WEEKS = tuple(Week.parse(f"2022-W{n}") for n in (36, 37))
DAYS = working_days(Week.parse("2022-W32"), Week.parse("2022-W41"))
HOURS = opening_hours(date(2022, 9, 5))
HABITS = Habits(
    HOURS, (2, 2, 1), 45.0, 0.9, HOURS.open / HOURS.open.sum(axis=1, keepdims=True),
    HOURS.open.astype(float),
)  # fmt: skip
TERMS = Terms(
    on=date(2022, 9, 5), promise=Promise(10, 0.8), within=14, chance=0.9, punctual=10, least=1,
    patience=60, counters=3, costs=Costs(hour=40, extra=0.15, opening=500, day=100),
)  # fmt: skip
# Three places on a line, 0, 10 and 30 km from the desk that stands in the first.
AT = np.array([0.0, 10.0, 30.0])
HOMES = Homes(
    ("hier", "dorp", "stad"), ("Hier", "Dorp", "Stad"), np.array([50.0, 30.0, 20.0]),
    np.abs(AT[:, None] - AT), AT,
)  # fmt: skip


def demand(per_day: float) -> Forecast:
    mean = np.array([[per_day * share] * len(DAYS) for share in (0.5, 0.2, 0.3, 0.1)])
    draws = np.random.default_rng(0).poisson(mean, (200, *mean.shape))
    return Forecast(DAYS, mean, draws)


def desks(per_day: float = 6.0, terms: Terms = TERMS, taken: frozenset[str] = frozenset({"hier"})):
    return temporary_desks(HOMES, demand(per_day), HABITS, terms, WEEKS, 60.0, taken)


def test_who_lives_nearer_and_what_they_save():
    saved, share = catchments(HOMES)
    # A desk in the village: 30 save 10 km, 20 save 30 - 20; one in town: 20 save 30 km, and the
    # village is as far from it as it is too far: 20 km against 10.
    assert share == pytest.approx([0.0, 0.5, 0.2])
    assert saved == pytest.approx([0.0, (30 * 10 + 20 * 10) / 100, 20 * 30 / 100])


def test_the_place_that_saves_most_travel_comes_first_and_places_with_a_desk_are_left_out():
    found = desks()
    assert [one.municipality for one in found] == ["stad", "dorp"]
    assert [one.municipality for one in desks(taken=frozenset({"hier", "stad"}))] == ["dorp"]


def test_costs_and_kilometres_can_be_counted_again():
    one = desks()[0]
    appointed = demand(6.0).mean[:3, [Week.of(day) in WEEKS for day in DAYS]].sum()
    assert one.served == pytest.approx(0.2 * appointed)
    assert one.kilometres == pytest.approx(2 * 30 * one.served)
    small = one.with_it.hours - one.alone.hours
    # Beside pay: 500 to open and 100 a day; pay with its surcharge beyond 60 hours a week.
    assert one.open_days >= len(WEEKS)
    assert one.dearer >= 500 + 100 * one.open_days - 40 * 1.15 * abs(small) - 1e-9
    free = replace(TERMS, costs=Costs(hour=40, extra=0.0, opening=0, day=0))
    paid_for_hours_only = desks(terms=free)[0]
    hours = paid_for_hours_only.with_it.hours - paid_for_hours_only.alone.hours
    assert paid_for_hours_only.dearer == pytest.approx(40 * hours)


def test_with_free_counters_more_people_are_cheaper():
    assert all(one.dearer > 0 and not one.needed for one in desks())
    assert room_left(demand(6.0), HABITS, TERMS, WEEKS) > 1


def test_with_full_counters_a_temporary_desk_is_needed():
    tight = replace(TERMS, counters=1)
    found = desks(9.0, tight)
    assert room_left(demand(9.0), HABITS, tight, WEEKS) is None
    assert found[0].alone.homeless > 0
    assert max(one.alone.homeless - one.with_it.homeless for one in found) > 0
    assert any(one.needed for one in found)


def test_the_room_that_is_left_is_where_the_first_appointment_finds_no_counter():
    few = replace(TERMS, counters=2)
    times = room_left(demand(6.0), HABITS, few, WEEKS)

    def homeless(factor: float) -> int:
        base = demand(6.0)
        draws = np.rint(base.draws * factor).astype(int)
        more = replace(base, mean=base.mean * factor, draws=draws)
        needs = needs_of(more, slots_of(more, HABITS, few), HABITS, few, WEEKS)
        return sum(int(need.homeless.sum()) for need in needs.values())

    assert 1 < times < 3
    assert homeless(times) == 0
    assert homeless(times + 0.011) > 0


def test_a_small_share_is_no_reason_for_a_desk():
    few = replace(HOMES, people=np.array([98.0, 1.0, 1.0]))
    assert temporary_desks(few, demand(6.0), HABITS, TERMS, WEEKS, 60.0, frozenset()) == ()


def test_how_far_people_live():
    assert HOMES.mean == pytest.approx(0.5 * 0 + 0.3 * 10 + 0.2 * 30)


def test_more_patience_leaves_fewer():
    expected = demand(6.0)
    needs = needs_of(expected, slots_of(expected, HABITS, TERMS), HABITS, TERMS, WEEKS)
    gone = [leaving(needs, HABITS, replace(TERMS, patience=p)) for p in (10, 60, 1000)]
    assert gone == sorted(gone, reverse=True)
    assert 0 <= gone[-1] < gone[0] < 1

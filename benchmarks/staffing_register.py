# SPDX-License-Identifier: EUPL-1.2
"""Staffing of every desk of the example register: forecasts held against what came, and advised
desks acted out.

    python benchmarks/staffing_register.py

Forecasts are made as they would have been on five days, for six weeks, for every desk that was
open; beside the same weeks a year before. Then every desk is advised for the first weeks of
September 2022 and acted out: how many keep their promise, within the interval of what was seen.
The register is invented (seed 216): it says how the method behaves, not how busy desks are.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from measure import machine
from taalplan import example
from taalplan.access.staffing.advise import AROUND, StaffingError, desk_of
from taalplan.access.staffing.calendar import parse_weeks
from taalplan.access.staffing.forecast import forecast, working_days
from taalplan.access.staffing.habits import habits_of
from taalplan.access.staffing.needs import Terms, acted_out, needs_of, slots_of
from taalplan.access.staffing.visits import APPOINTED, Stream, Visits, visits_of
from taalplan.snapshot import Snapshot, find_snapshot

CASES = (
    (date(2018, 8, 15), "2018-W35..W40"), (date(2019, 2, 28), "2019-W35..W40"),
    (date(2019, 8, 15), "2019-W35..W40"), (date(2021, 2, 28), "2021-W35..W40"),
    (date(2021, 8, 15), "2021-W35..W40"), (date(2021, 10, 15), "2021-W45..W50"),
)  # fmt: skip
YEAR = np.timedelta64(364, "D")


def asked_between(visits: Visits, first: date, last: date, back: int = 0) -> np.ndarray:
    """Appointments asked for by desk, between two days or so many years of weeks before."""
    low, high = (np.datetime64(day) - back * YEAR for day in (first, last))
    use = (visits.stream != Stream.WALK_IN) & (visits.asked >= low) & (visits.asked <= high)
    return np.bincount(visits.desk[use], minlength=len(visits.desks))


def backtest(visits: Visits) -> None:
    """How far forecasts would have been off, and how often the 80 % interval held."""
    for as_of, text in CASES:
        weeks = parse_weeks(text)
        days = working_days(weeks[0], weeks[-1])
        came = asked_between(visits, days[0], days[-1])
        before = asked_between(visits, days[0], days[-1], 1)
        rows = []
        for number, desk in enumerate(visits.desks):
            try:
                ahead = forecast(visits, desk, days, as_of)
            except ValueError:
                continue
            low, high = ahead.interval(APPOINTED, np.ones(len(days), dtype=bool), 0.8)
            mean = ahead.mean[list(APPOINTED)].sum()
            rows.append((came[number], mean, low <= came[number] <= high, before[number]))
        table = np.array(rows, dtype=float)
        off, naive = (np.abs(table[:, 0] - table[:, n]).sum() / table[:, 0].sum() for n in (1, 3))
        print(
            f"made {as_of} for {text}: {len(table)} desks, off by {off:.1%} (a year before "
            f"{naive:.1%}), interval of 80 % held {table[:, 2].mean():.0%}"
        )


def advised(snapshot: Snapshot, visits: Visits) -> Iterator[tuple[str, bool, bool, float]]:
    """Each desk: whether the formulas say it keeps its promise, whether it did, CPU seconds."""
    weeks = parse_weeks("2022-W35..W37")
    on = weeks[0].monday
    ahead = working_days(weeks[0].shift(-AROUND), weeks[-1].shift(AROUND))
    for code in visits.desks:
        began = time.process_time()
        try:
            desk = desk_of(snapshot, code, on)
            expected = forecast(visits, code, ahead, snapshot.as_of)
        except (StaffingError, ValueError):
            continue
        terms = Terms.of_policy(on, desk.counters)
        habits = habits_of(visits, code, snapshot.as_of, on)
        needs = needs_of(expected, slots_of(expected, habits, terms), habits, terms, weeks)
        seen = acted_out(needs, habits, terms, 216)
        told = all(need.kept >= terms.promise.share for need in needs.values())
        held = seen.share_in_time >= terms.promise.share - seen.doubt
        yield code, told, held, time.process_time() - began


def main() -> None:
    """Print both."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        example.write(Path(folder) / "example")
        snapshot = find_snapshot(Path(folder) / "example")
        visits = visits_of(snapshot)
        backtest(visits)
        found = list(advised(snapshot, visits))
    promised = [row for row in found if row[1]]
    print(
        f"{len(found)} desks advised for three weeks, {np.median([row[3] for row in found]):.2f} "
        f"CPU s each (median); {len(promised)} can keep their promise with the counters they have, "
        f"{sum(row[2] for row in promised)} of them did when acted out"
    )


if __name__ == "__main__":
    main()

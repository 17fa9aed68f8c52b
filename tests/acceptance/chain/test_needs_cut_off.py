# SPDX-License-Identifier: EUPL-1.2
"""Nothing after the cut-off is used: changing or removing later rows changes no array of a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from taalplan.needs.horizon import Horizon
from taalplan.needs.problem import build
from taalplan.snapshot import Snapshot, write_snapshot
from taalplan.vocabulary.periods import SchoolYear

DAYS = {"registrations": "date", "placements": "date", "demands": "since", "contracts": "signed"}


def test_later_rows_change_nothing(example: Path, tmp_path: Path) -> None:
    snapshot = Snapshot.open(example / "2022-02-28")
    horizon = Horizon(SchoolYear(2021))
    tables = {}
    for name in ("registrations", "contracts", "demands", "courses", "placements", "desks"):
        table = snapshot.table(name)
        if name in DAYS:
            table = table.filter(pc.less_equal(table[DAYS[name]], horizon.cut_off))
        tables[name] = table
    demands = tables["demands"]
    ended = demands["ended"]
    later = pc.if_else(pc.greater(ended, horizon.cut_off), date(2022, 2, 1), ended)
    place = demands.column_names.index("ended")
    tables["demands"] = demands.set_column(place, demands.schema.field("ended"), later)
    manifest = snapshot.manifest
    cut = write_snapshot(tmp_path / "cut", tables, as_of=snapshot.as_of, coverage=manifest.coverage)
    whole, less = (build(one, horizon, draws=20) for one in (snapshot, cut))
    assert np.array_equal(whole.history.entry, less.history.entry, equal_nan=True)
    assert np.array_equal(whole.pipeline.people, less.pipeline.people)
    assert np.array_equal(whole.entrance.paths, less.entrance.paths)
    assert np.array_equal(whole.hazards.chance(0), less.hazards.chance(0))
    assert np.array_equal(whole.waiting.entries, less.waiting.entries)
    assert np.array_equal(whole.split.place, less.split.place)

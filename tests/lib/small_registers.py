# SPDX-License-Identifier: EUPL-1.2
"""Small registers for Hypothesis to draw: few people, few places, days on the edge of a year."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from taalplan.snapshot import Snapshot, write_snapshot

DESKS = {
    "loket-lier": "antwerpen",
    "loket-mechelen": "antwerpen",
    "vestiging-genk": "limburg",
    "atlas": "atlas",
}
HOMES = {"12021": "antwerpen", "71016": "limburg", "21004": "brussel", None: "unknown"}
GROUPS = ["obliged", "entitled", "undetermined"]
EDGES = [date(2020, 8, 31), date(2020, 9, 1), date(2020, 12, 31), date(2021, 1, 1)]

days = st.sampled_from(EDGES) | st.integers(0, 900).map(lambda n: date(2019, 6, 1) + timedelta(n))
registrations = st.fixed_dictionaries(
    {
        "person": st.integers(0, 6),
        "date": days,
        "desk": st.sampled_from(sorted(DESKS)),
        "kind": st.sampled_from(["first", "repeat"]),
        "target_group": st.sampled_from(GROUPS),
        "municipality": st.sampled_from(list(HOMES)),
    }
)
components = st.fixed_dictionaries(
    {
        "person": st.integers(0, 6),
        "signed": days,
        "area": st.sampled_from(["antwerpen", "limburg", "atlas"]),
        "target_group": st.sampled_from(GROUPS[:2]),
        "component": st.sampled_from(["A1", "A2"]),
        "closed": st.none() | days,
        "result": st.sampled_from(["passed", "failed", "undetermined"]),
    }
)


@contextmanager
def written(**tables) -> Iterator[Snapshot]:
    """The rows as a snapshot, in a folder that goes away again."""
    with tempfile.TemporaryDirectory() as folder:
        yield write_snapshot(Path(folder) / "snapshot", tables, as_of=date(2022, 1, 31))

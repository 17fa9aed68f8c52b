# SPDX-License-Identifier: EUPL-1.2
"""Spells from a snapshot: when people began and ended levels, and how long they were out of them.

The one file of progression that knows a snapshot. For a plan give the snapshot as it was at the
cut-off (`snapshot.earlier`): nothing else keeps later outcomes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np

from taalplan.needs.progression.followed import Ints, Spells
from taalplan.needs.progression.groups import Groups, State
from taalplan.snapshot import Snapshot
from taalplan.snapshot.schema import TABLES, Kind
from taalplan.vocabulary.codes import Profile
from taalplan.vocabulary.text import Text

READ = (
    *("placements", "courses", "components", "registrations", "demands"),
    *("contracts", "people", "desks"),
)
"""The tables that spells are made from; one that the snapshot lacks counts as empty."""

WHICH = (State.ENTERED, State.BUSY, State.PASSED, State.FAILED, State.LEFT)


@dataclass(frozen=True)
class Read:
    """Spells, and what the person who acts on them must know about how they were read."""

    spells: Spells
    warnings: tuple[Text, ...]


def read_spells(snapshot: Snapshot, groups: Groups, areas: Mapping[str, str] | None = None) -> Read:
    """The spells of everybody in a snapshot, as known on its day.

    A person's area is the working area where they registered, or that of their contract, or the
    usual one of their municipality; with `areas` (municipality by NIS code -> area) it is where
    they live. Their profile is that of their first course. Who falls outside the groups is left
    out, and a warning says how many.
    """
    rows = _rows(snapshot, groups, areas)
    kept = rows["known"]
    state, level, area, profile = (
        rows[name][kept] for name in ("state", "level", "area", "profile")
    )
    how = rows["how"][kept]
    begun = rows["begun"][kept].astype("datetime64[M]")
    ended = np.where(how > 0, rows["ended"][kept].astype("datetime64[M]"), np.datetime64("NaT"))
    spells = Spells(state, level, area, profile, begun, ended.astype("datetime64[M]"), how)
    return Read(spells, tuple(_warnings(snapshot, kept)))


def _rows(snapshot: Snapshot, groups: Groups, areas: Mapping[str, str] | None) -> dict[str, Any]:
    import duckdb
    import pyarrow as pa

    with duckdb.connect(config={"autoload_known_extensions": "false"}) as engine:
        for table in READ:
            if table in snapshot.tables:
                engine.read_parquet(str(snapshot.file(table))).create_view(table)
            else:
                engine.execute(f"create view {table} as {_nothing(table)}")
        lives = {"municipality": list(areas or ()), "area": list((areas or {}).values())}
        text = pa.schema([("municipality", pa.string()), ("area", pa.string())])
        engine.register("residence", pa.table(lives, schema=text))
        query = (resources.files("taalplan.needs.progression") / "spells.sql").read_text("utf-8")
        found = engine.sql(
            query,
            params={
                "as_of": snapshot.as_of,
                "by_residence": areas is not None,
                "lowest": groups.levels[0],
                "usual": str(Profile.STANDARD),
            },
        ).fetchnumpy()
    return _coded(found, groups)


def _coded(found: dict[str, Any], groups: Groups) -> dict[str, Any]:
    """Names as places in the groups; -1, and not known, where they are not in them."""
    lists = {
        "state": tuple(state.name.lower() for state in WHICH),
        "level": groups.levels,
        "area": groups.areas,
        "profile": groups.profiles,
    }
    coded: dict[str, Any] = {name: _places(found[name], names) for name, names in lists.items()}
    for name in ("begun", "ended", "how"):
        coded[name] = np.ma.filled(np.ma.asarray(found[name]), 0).astype(np.int64)
    coded["known"] = np.all([coded[name] >= 0 for name in lists], axis=0)
    return coded


def _places(values: Any, names: tuple[str, ...]) -> Ints:
    words: Any = np.ma.filled(np.ma.asarray(values, dtype=object), "")
    found, inverse = np.unique(words.astype(str), return_inverse=True)
    place = {name: number for number, name in enumerate(names)}
    return np.array([place.get(name, -1) for name in found], np.int64)[inverse]


_SQL = {
    Kind.KEY: "bigint", Kind.DATE: "date", Kind.CODE: "varchar", Kind.TEXT: "varchar",
}  # fmt: skip


def _nothing(table: str) -> str:
    columns = (
        f'null::{_SQL.get(column.kind, "varchar")} as "{column.name}"'
        for column in TABLES[table].columns
    )
    return f"select {', '.join(columns)} where false"


def _warnings(snapshot: Snapshot, known: Any) -> list[Text]:
    found = []
    missing = [table for table in ("placements", "components") if table not in snapshot.tables]
    if missing:
        names = " en ".join(missing), " and ".join(missing), " et ".join(missing)
        found.append(
            Text(
                f"Het uittreksel heeft geen {names[0]}: de doorstroom steunt op de rest.",
                f"The snapshot has no {names[1]}: progression rests on what is left.",
                f"L’extrait n’a pas de {names[2]} : la progression repose sur le reste.",
            )
        )
    if left_out := int((~known).sum()):
        found.append(
            Text(
                f"{left_out} van {len(known)} perioden horen bij geen regio, profiel of niveau "
                "van het plan en tellen niet mee in de doorstroom.",
                f"{left_out} of {len(known)} spells belong to no area, profile or level of the "
                "plan, and do not count in progression.",
                f"{left_out} périodes sur {len(known)} n’appartiennent à aucune région, aucun "
                "profil ni niveau du plan et ne comptent pas dans la progression.",
            )
        )
    return found

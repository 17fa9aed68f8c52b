# SPDX-License-Identifier: EUPL-1.2
"""Count every published table from its snapshot, protect them together, and store them.

Tables of the same events are protected together, as on the command line; shares of cohorts are
rounded. The figures of earlier publications are held against them (`released.json`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from taalplan.opendata.cubes import Cube, cubes_of, published_names
from taalplan.opendata.headlines import headlines
from taalplan.opendata.store import LEDGER, Store
from taalplan.policy import Policy
from taalplan.snapshot import SnapshotError, find_snapshot
from taalplan.statistics import DefinitionError
from taalplan.statistics.kinds import make_tables
from taalplan.statistics.outcomes.release import is_of_outcomes, rounded
from taalplan.tables.protect.apply import protect
from taalplan.tables.protect.history import Ledger
from taalplan.tables.protect.rules import Audience, DisclosureRule
from taalplan.tables.table import Table

Heard = Callable[[str, float], None]


def publish(
    folder: Path,
    store: Path,
    *,
    cubes: Sequence[Cube] | None = None,
    today: date | None = None,
    policy: Policy | None = None,
    heard: Heard = lambda step, share: None,
) -> dict[Cube, Table]:
    """Publish what a folder of snapshots holds, and return the tables as they went out.

    `cubes` are all there are unless others are named; one whose tables the snapshot lacks is left
    out. Raises SnapshotError when there is no snapshot, or one is not as it was written.
    """
    day = today or date.today()
    rule = DisclosureRule.of(Audience.PUBLIC, day, policy)
    find_snapshot(folder)
    heard("counting", 0.0)
    wanted = [each for name in published_names() for each in cubes_of(name)]
    counted = dict(_counted(folder, wanted if cubes is None else cubes))
    released = Ledger.read(store / LEDGER)
    made: dict[Cube, Table] = {}
    groups = list(_together(counted))
    for number, group in enumerate(groups):
        heard("protecting", 0.1 + 0.6 * number / len(groups))
        tables, released = _protected(group, rule, released)
        made |= tables
    figures = list(headlines(folder, lambda name: heard(name, 0.7)))
    # First what was released: a crash can then only make the next release more careful.
    store.mkdir(parents=True, exist_ok=True)
    released.write(store / LEDGER)
    ordered = {cube: made[cube] for cube in counted}
    Store(store).write(ordered, figures, day)
    heard("done", 1.0)
    return ordered


def _counted(folder: Path, wanted: Sequence[Cube]) -> Iterator[tuple[Cube, Table]]:
    for cube in wanted:
        snapshot = find_snapshot(folder, cube.indicator).verified()
        try:
            (table,) = make_tables([cube.asked], snapshot)
        except (DefinitionError, SnapshotError):
            continue
        yield cube, table


def _together(counted: Mapping[Cube, Table]) -> Iterator[dict[Cube, Table]]:
    """Tables that a reader will lay beside each other: of the same events."""
    groups: dict[str, dict[Cube, Table]] = {}
    for cube, table in counted.items():
        kind = "cohorts" if is_of_outcomes(table) else cube.asked.of
        groups.setdefault(kind, {})[cube] = table
    yield from groups.values()


def _protected(
    group: Mapping[Cube, Table], rule: DisclosureRule, released: Ledger
) -> tuple[dict[Cube, Table], Ledger]:
    if any(map(is_of_outcomes, group.values())):
        return {
            c: rounded(t, rule.base) if rule.protects else t for c, t in group.items()
        }, released
    by_key = {cube.key: cube for cube in group}
    release = protect({cube.key: t for cube, t in group.items()}, rule, ledger=released)
    return {by_key[key]: table for key, table in release.tables.items()}, release.ledger

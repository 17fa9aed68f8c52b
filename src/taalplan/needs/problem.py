# SPDX-License-Identifier: EUPL-1.2
"""All that one needs plan is computed from, put together as it was known on the cut-off."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from taalplan.needs.entrants import Entrance, entrance_of, known_shocks
from taalplan.needs.entry.hierarchy import Booleans
from taalplan.needs.history import AREA_CODES, Floats, History, Ints, read_history, restricted
from taalplan.needs.horizon import Horizon, days_of, month
from taalplan.needs.journeys import GROUPS, entry_shares, spells_of
from taalplan.needs.outside import Outside
from taalplan.needs.progression import Hazards, Levers, Pipeline, Spells, State, fit
from taalplan.needs.split import Split, split_of
from taalplan.needs.unmet import Waiting, waiting_of
from taalplan.policy.shocks import Treatment
from taalplan.snapshot import Snapshot, SnapshotError
from taalplan.snapshot.earlier import as_it_was
from taalplan.vocabulary.places import AREAS
from taalplan.vocabulary.text import Text

DRAWS = 1000


@dataclass(frozen=True, eq=False)
class NeedsProblem:
    """One plan's data: validated, and nothing in it from after the cut-off.

    `mix` (areas, profiles, levels) is for what entrants of an area come. `unmet` (same shape)
    are places for those who wait longest: they are not in the `pipeline` any more, because they
    must be served and not merely be likely to begin.
    """

    horizon: Horizon
    history: History
    entrance: Entrance
    mix: Floats
    hazards: Hazards
    pipeline: Pipeline
    waiting: Waiting
    unmet: Ints
    split: Split
    levers: Levers
    warnings: tuple[Text, ...]


def build(
    snapshot: Snapshot,
    horizon: Horizon,
    *,
    draws: int = DRAWS,
    seed: int = 216,
    levers: Levers | None = None,
    outside: Outside | None = None,
) -> NeedsProblem:
    """Read and estimate everything for one plan, as it was known on the cut-off.

    `outside` is what it is told beside the snapshot.

    Raises SnapshotError when the snapshot ends before the cut-off: such a plan would say that it
    knew what it did not.
    """
    if snapshot.as_of < horizon.cut_off:
        raise SnapshotError(
            f"the plan for {horizon.school_year} needs data up to {horizon.cut_off}, and the "
            f"snapshot is of {snapshot.as_of}; give a later snapshot or an earlier school year"
        )
    with as_it_was(restricted(snapshot), horizon.cut_off) as earlier:
        history = read_history(earlier, snapshot)
    return problem_of(history, horizon, draws=draws, seed=seed, levers=levers, outside=outside)


def problem_of(
    history: History,
    horizon: Horizon,
    *,
    draws: int = DRAWS,
    seed: int = 216,
    levers: Levers | None = None,
    outside: Outside | None = None,
) -> NeedsProblem:
    """The same from a history that was read already."""
    spells, who = spells_of(history)
    last = month(history.as_of)
    hazards = fit(spells, as_of=last, groups=GROUPS, masked=_exceptional(history))
    waiting = waiting_of(history)
    waits = _waits(spells, who, waiting)
    entrance = entrance_of(history, horizon, draws=draws, seed=seed, outside=outside)
    return NeedsProblem(
        horizon,
        history,
        entrance,
        entry_shares(history),
        hazards,
        Pipeline.of(spells.take(~waits), as_of=last, groups=GROUPS),
        waiting,
        _unmet(history, waiting, who[waits]),
        split_of(history),
        levers or Levers(),
        (*history.warnings, *entrance.warnings, *hazards.warnings, *_empty_areas(history)),
    )


def _exceptional(history: History) -> list[np.datetime64]:
    """Months in which, by a declared shock, lessons did not go on as usual."""
    used = [
        shock
        for shock in known_shocks(history.as_of)
        if shock.treatment is Treatment.MISSING
        and "placements" in shock.tables
        and not (shock.areas or shock.target_groups)
    ]
    return [m for m in history.months if any(s.touches(*days_of(m)) for s in used)]


def _waits(spells: Spells, who: Ints, waiting: Waiting) -> Booleans:
    """The open spells outside lessons of those who wait longest."""
    open_ = np.isnat(spells.ended) & (spells.state != State.BUSY)
    return np.asarray(open_ & np.isin(who, waiting.longest))


def _unmet(history: History, waiting: Waiting, outside: Ints) -> Ints:
    """Places for those who wait longest and are not in lessons meanwhile."""
    keep = np.isin(waiting.longest, outside)
    columns = (waiting.longest[keep], waiting.level[keep], waiting.profile[keep])
    kept = replace(waiting, longest=columns[0], level=columns[1], profile=columns[2])
    return kept.need(history)


def _empty_areas(history: History) -> list[Text]:
    """Areas of which nothing is known at all."""
    seen = np.bincount(history.people["area"][history.people["area"] >= 0], minlength=8)
    names = [AREAS[code].label for code, n in zip(AREA_CODES, seen, strict=True) if n == 0]
    if not names:
        return []
    return [
        Text(
            f"Zonder geschiedenis, dus zonder plan: {', '.join(name.nl for name in names)}.",
            f"Without history, and so without a plan: {', '.join(name.en for name in names)}.",
            f"Sans historique, donc sans plan : {', '.join(name.fr for name in names)}.",
        )
    ]

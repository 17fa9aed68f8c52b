# SPDX-License-Identifier: EUPL-1.2
"""From a follow-up and a snapshot to the finished table, notes and provenance included."""

from __future__ import annotations

from dataclasses import replace

from taalplan import policy
from taalplan.snapshot import Snapshot
from taalplan.statistics.assemble import Assembly
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.count import count_all
from taalplan.statistics.definition import KNOWN, Count, Definition, DefinitionError
from taalplan.statistics.dimensions import FACTS
from taalplan.statistics.outcomes.assemble import Work, assemble
from taalplan.statistics.outcomes.cohort import Cohorts, cohorts, twice
from taalplan.statistics.outcomes.definition import Clock, FollowUp
from taalplan.statistics.outcomes.figures import Cohort, cohort_figures
from taalplan.statistics.outcomes.notes import notes
from taalplan.statistics.outcomes.reading import as_yaml
from taalplan.statistics.plan import Planner
from taalplan.tables.table import Path, Provenance, Table

LEAST_FOLLOWED = "outcomes.least_followed"


def follow(follow_up: FollowUp, snapshot: Snapshot) -> Table:
    """The finished table. Raises DefinitionError or SnapshotError."""
    lists = CodeLists(snapshot)
    dated = _with_years(follow_up, snapshot, lists)
    cohort = cohorts(dated, snapshot, lists)
    found = figures(dated, cohort, snapshot)
    counts = {path: one.started for path, one in found.items()}
    work = Work(
        dated,
        Assembly(dated.base, counts, lists, dated.years),
        found,
        _ratios(dated, snapshot, lists),
        cohort.window.last_day,
        _signed(dated, snapshot, lists),
    )
    said = notes(work, cohort, twice(cohort))
    assumed = [LEAST_FOLLOWED]
    return replace(
        assemble(work).with_notes(*said),
        provenance=Provenance(
            snapshot=snapshot.id,
            as_of=snapshot.as_of,
            definition=as_yaml(dated),
            sources=snapshot.manifest.sources,
            assumptions=tuple(
                f"{value.label.nl}: {value.value}"
                for value in policy.assumptions(assumed, snapshot.as_of)
            ),
            synthetic=snapshot.manifest.synthetic,
        ),
    )


def figures(follow_up: FollowUp, cohort: Cohorts, snapshot: Snapshot) -> dict[Path, Cohort]:
    """The figures of every cohort and margin, by path."""
    least = policy.value(LEAST_FOLLOWED, snapshot.as_of).number
    found: dict[Path, Cohort] = {}
    for paths, followed in cohort.margins(follow_up.count):
        several = cohort_figures(followed, len(paths), follow_up.months, least)
        found |= dict(zip(paths, several, strict=True))
    return found


def _with_years(follow_up: FollowUp, snapshot: Snapshot, lists: CodeLists) -> FollowUp:
    """With the years of the data where none were asked; of one year, the last."""
    if follow_up.years:
        return follow_up
    years = Planner(snapshot, lists).years(follow_up.base)
    if not years:
        raise DefinitionError(f"{follow_up.name}: the snapshot has no {follow_up.of} to follow")
    return follow_up.of_years(*(years if follow_up.is_yearly else years[-1:]))


def _ratios(
    follow_up: FollowUp, snapshot: Snapshot, lists: CodeLists
) -> dict[Path, tuple[int, int]] | None:
    """Passed, and closed, so far: counted just as the official tables of outcomes count them."""
    if follow_up.axis != "contract-year":
        return None
    base = follow_up.base
    closed = Definition(
        name=base.name,
        title=base.title,
        of="components",
        rows=base.rows,
        columns=base.columns,
        where=dict(base.where) | {"component": follow_up.component, "closed": (KNOWN,)},
        count=Count.PEOPLE,
        axis=base.axis,
        years=base.years,
    )
    passed = replace(closed, where=dict(closed.where) | {"result": ("passed",)})
    whole, part = count_all([closed, passed], snapshot, lists=lists)
    return {path: (part.get(path, 0), number) for path, number in whole.items()}


def _signed(follow_up: FollowUp, snapshot: Snapshot, lists: CodeLists) -> dict[str, int] | None:
    """How many people signed a contract in each year, of those whom the conditions choose."""
    if follow_up.clock is Clock.SIGNED or not set(follow_up.where) <= set(
        FACTS["contracts"].sources
    ):
        return None
    contracts = Definition(
        name=follow_up.name,
        title=follow_up.base.title,
        of="contracts",
        rows=("time",),
        where=follow_up.where,
        axis=follow_up.axis,
        years=follow_up.years,
    )
    (found,) = count_all([contracts], snapshot, lists=lists)
    return {path[0]: number for path, number in found.items()}

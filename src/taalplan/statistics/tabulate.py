# SPDX-License-Identifier: EUPL-1.2
"""From a definition and a snapshot to the finished table, notes and provenance included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from taalplan import policy
from taalplan.snapshot import Snapshot
from taalplan.statistics import count, sql
from taalplan.statistics.assemble import Assembly, assemble
from taalplan.statistics.categories import CodeLists
from taalplan.statistics.count import Counts
from taalplan.statistics.definition import KNOWN, Definition, DefinitionError
from taalplan.statistics.notes import PROVISIONAL, notes
from taalplan.statistics.plan import Planner
from taalplan.statistics.read_definition import as_yaml
from taalplan.statistics.titles import title
from taalplan.statistics.views import viewed
from taalplan.tables.table import Provenance, Table

ENGINES = ("stamp", "duckdb", "spark")
"""How to count: one pass here, or `GROUPING SETS` on DuckDB or on a Spark cluster."""


def tabulate(definition: Definition, snapshot: Snapshot, engine: str = "stamp") -> Table:
    """One finished table. Raises DefinitionError or SnapshotError."""
    return tabulate_all([definition], snapshot, engine)[0]


def tabulate_all(
    definitions: Sequence[Definition],
    snapshot: Snapshot,
    engine: str = "stamp",
    progress: Callable[[float], None] | None = None,
) -> list[Table]:
    """Several finished tables from as few readings of the snapshot as can be.

    A definition without years gets those of the data; one about a single year gets the last
    that was complete when the snapshot was taken.
    """
    with viewed([definition.of for definition in definitions], snapshot) as counted_from:
        return _tabulate(definitions, counted_from, engine, progress)


def _tabulate(
    definitions: Sequence[Definition],
    snapshot: Snapshot,
    engine: str,
    progress: Callable[[float], None] | None,
) -> list[Table]:
    lists = CodeLists(snapshot)
    _refuse_unknown_places(definitions, lists)
    planner = Planner(snapshot, lists)
    dated = [_with_years(definition, planner, snapshot.as_of) for definition in definitions]
    cohorts = [_not_only_closed(definition) for definition in dated]
    wanted = [*dated, *(cohort for cohort in cohorts if cohort is not None)]
    counted = _count(wanted, snapshot, lists, engine, progress)
    opened = iter(counted[len(dated) :])
    return [
        _finish(
            Assembly(definition, counts, lists, definition.years),
            snapshot,
            next(opened) if cohort is not None else None,
        )
        for definition, counts, cohort in zip(dated, counted, cohorts, strict=False)
    ]


def _refuse_unknown_places(definitions: Sequence[Definition], lists: CodeLists) -> None:
    """A place in a condition that the snapshot does not know would be counted as nobody."""
    faults = [
        f"{definition.name}: where: '{code}' is no {name} that the snapshot knows"
        for definition in definitions
        for name in lists.places
        for code in definition.where.get(name, ())
        if code != KNOWN and code not in lists.places[name]
    ]
    if faults:
        raise DefinitionError("\n".join(faults))


def _count(
    definitions: Sequence[Definition],
    snapshot: Snapshot,
    lists: CodeLists,
    engine: str,
    progress: Callable[[float], None] | None,
) -> list[Counts]:
    if engine == "stamp":
        return count.count_all(definitions, snapshot, lists=lists, progress=progress)
    if engine == "duckdb":
        return [sql.count(definition, snapshot, lists) for definition in definitions]
    if engine == "spark":
        from taalplan.statistics import spark

        return spark.count_all(definitions, snapshot, lists)
    raise DefinitionError(f"no engine '{engine}'; choose from {', '.join(ENGINES)}")


def _with_years(definition: Definition, planner: Planner, as_of: date) -> Definition:
    if not definition.axis or definition.years:
        return definition
    years = planner.years(definition)
    if not years:
        raise DefinitionError(
            f"{definition.name}: no row of {definition.of} has a date, so there is no year to show"
        )
    if definition.is_yearly:
        return definition.of_years(*years)
    complete = [year for year in years if year.last_day <= as_of]
    return definition.of_years(*(complete or years)[-1:])


def _not_only_closed(definition: Definition) -> Definition | None:
    """The whole cohort behind a table of closed components, to say how many are still busy."""
    if definition.time != "contract_year" or definition.where.get("closed") != (KNOWN,):
        return None
    where = {key: codes for key, codes in definition.where.items() if key != "closed"}
    return replace(definition, where=where, rows=("time",), columns=(), ratios=(), codes={})


def _finish(work: Assembly, snapshot: Snapshot, opened: Counts | None) -> Table:
    definition = work.definition
    table = assemble(work, title(definition))
    if opened is not None:
        # The cohort is counted by year only; give its paths the shape of the table's.
        opened = {
            tuple(
                path[0] if name == definition.time else "total" for name in definition.dimensions
            ): value
            for path, value in opened.items()
        }
    found = notes(work, table, snapshot, opened)
    assumed = PROVISIONAL if any(note.kind == "provisional" for note in found) else ""
    return replace(
        table.with_notes(*found),
        provenance=Provenance(
            snapshot=snapshot.id,
            as_of=snapshot.as_of,
            definition=as_yaml(definition),
            sources=snapshot.manifest.sources,
            assumptions=tuple(
                f"{value.label.nl}: {value.value}"
                for value in policy.assumptions([assumed] if assumed else [], snapshot.as_of)
            ),
            synthetic=snapshot.manifest.synthetic,
        ),
    )

# SPDX-License-Identifier: EUPL-1.2
"""From the figures of cohorts to a table: members in printed order, blanks for the unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

from taalplan.statistics.assemble import TOTAL_LABEL, Assembly
from taalplan.statistics.dimensions import UNKNOWN, WITHIN
from taalplan.statistics.outcomes import words
from taalplan.statistics.outcomes.definition import MONTHS, OUTCOME, OWN, Clock, FollowUp
from taalplan.statistics.outcomes.figures import Cohort, Horizon
from taalplan.statistics.outcomes.followed import STATES, Outcome
from taalplan.tables.table import (
    MEASURE,
    NOT_OPEN,
    TOTAL,
    Axis,
    Cell,
    Dimension,
    Key,
    Member,
    Path,
    Status,
    Table,
    Unit,
)
from taalplan.vocabulary.text import Text


@dataclass(frozen=True)
class Work:
    """What is known when a table of outcomes is put together.

    `ratios` has for each path the number who passed and the number closed so far, as officially
    published; None where there is no such figure. `signed` has for each year how many people
    signed a contract, where the clock starts later than that.
    """

    follow_up: FollowUp
    assembly: Assembly
    found: Mapping[Path, Cohort]
    ratios: Mapping[Path, tuple[int, int]] | None
    last_day: date
    signed: Mapping[str, int] | None = None

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension that get a row or column, in printed order."""
        own = {
            OUTCOME: list(words.OUTCOMES),
            MEASURE: list(words.MEASURES),
            MONTHS: [words.NOW, *map(str, self.follow_up.months)],
        }
        if name not in own:
            return self.assembly.codes(name)
        wanted = self.follow_up.codes.get(name)
        return [code for code in own[name] if wanted is None or code in wanted]

    def label(self, name: str, code: str) -> Text:
        """The label of a code."""
        if code == TOTAL:
            return TOTAL_LABEL
        if name == MONTHS:
            return words.months_label(code, self.last_day)
        if name == OUTCOME:
            late = code == "busy" and self.follow_up.clock is Clock.SIGNED
            return words.NOT_BEGUN if late else words.OUTCOMES[code]
        if name == MEASURE:
            return words.MEASURES[code]
        if name == self.follow_up.base.time:
            return Text.same(code)
        return self.assembly.lists.label(self.follow_up.of, name, code)

    def dimension(self, name: str) -> Dimension:
        """A dimension with its heading and labels."""
        labels = {code: self.label(name, code) for code in self.codes(name)}
        if name in OWN:
            return Dimension(name, words.HEADINGS[name], labels)
        return self.assembly.lists.dimension(self.follow_up.base, name, self.codes(name))

    @property
    def dimension_names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The dimensions of the rows and of the columns, by their own names."""
        time = self.follow_up.base.time
        rows, columns = self.follow_up.rows, self.follow_up.columns
        return (
            tuple(time if name == "time" else name for name in rows),
            tuple(time if name == "time" else name for name in columns),
        )


def assemble(work: Work) -> Table:
    """The table of a follow-up, without notes."""
    rows, columns = (_axis(work, names) for names in work.dimension_names)
    return Table(
        name=work.follow_up.name,
        title=words.title(work.follow_up),
        rows=rows,
        columns=columns,
        cells=dict(_cells(work, rows, columns)),
        unit=Unit.PERCENT,
        counted=frozenset(work.follow_up.base.dimensions),
    )


def _axis(work: Work, names: Sequence[str]) -> Axis:
    dimensions = tuple(work.dimension(name) for name in names)
    paths = _paths(work, names, ())
    return Axis(dimensions, tuple(_member(work, names, path) for path in paths))


def _paths(work: Work, names: Sequence[str], path: Path) -> Iterator[Path]:
    """Every path of an axis that can have a figure; a total stands last."""
    if len(path) == len(names):
        yield path
        return
    name = names[len(path)]
    for code in _codes(work, names, path):
        longer = (*path, code)
        chosen = dict(zip(names, longer, strict=False))
        if _fits(chosen):
            yield from _paths(work, names, longer)
    if name not in OWN and name != work.follow_up.base.time:
        yield from _paths(work, names, (*path, TOTAL))


def _codes(work: Work, names: Sequence[str], path: Path) -> list[str]:
    name = names[len(path)]
    outer = WITHIN.get(name)
    codes = work.codes(name)
    if outer not in names[: len(path)] or outer is None:
        return codes
    around = path[names.index(outer)]
    home = work.assembly.outer(name)
    return [code for code in codes if home.get(code, UNKNOWN) == around]


def _fits(chosen: Mapping[str, str]) -> bool:
    """Whether a measure says something of an outcome: limits of a share, numbers of people."""
    outcome, measure = chosen.get(OUTCOME), chosen.get(MEASURE)
    if outcome is None or measure is None:
        return True
    if outcome == words.RATIO:
        return measure == words.SHARE
    return (outcome == words.PEOPLE) == (measure in words.PEOPLE_MEASURES)


def _member(work: Work, names: Sequence[str], path: Path) -> Member:
    """A row is called after its outcome and year; what belongs to a share is indented below it."""
    chosen = dict(zip(names, path, strict=True))
    outcome, measure = chosen.get(OUTCOME, ""), chosen.get(MEASURE, "")
    people = outcome == words.PEOPLE or measure in words.PEOPLE_MEASURES
    unit = Unit.PEOPLE if people else None
    if not {OUTCOME, MEASURE} & set(names):
        kept = [name for name in names if chosen[name] != TOTAL]
        last = names[-1] if chosen[names[-1]] == TOTAL or not kept else kept[-1]
        return Member(path, work.label(last, chosen[last]))
    # A share of thousands of people is known to a tenth of a percent.
    decimals = (0 if people else 1) if MEASURE in names else None
    others = [n for n in names if n not in OWN and n != work.follow_up.base.time]
    below = measure not in ("", words.SHARE, words.STARTED)
    depth = bool(others) * (not people) + below
    in_print = outcome in ("", words.PEOPLE, "passed") or not below
    return Member(
        path,
        _row_label(work, others, chosen, below=below),
        depth=int(depth),
        unit=unit,
        decimals=decimals,
        in_print=in_print and measure != words.REACHED,
    )


def _row_label(
    work: Work, others: Sequence[str], chosen: Mapping[str, str], *, below: bool
) -> Text:
    outcome, measure = chosen.get(OUTCOME), chosen.get(MEASURE)
    time = chosen.get(work.follow_up.base.time)
    if below and outcome:
        return work.label(MEASURE, measure or "")
    if measure == words.STARTED:
        first = _place(work, others, chosen) if others else work.label(MEASURE, measure)
    elif outcome:
        first = work.label(OUTCOME, outcome)
    else:
        first = work.label(MEASURE, measure or "")
    return words.per_language(lambda g: f"{first[g]}, {time}") if time else first


def _place(work: Work, names: Sequence[str], chosen: Mapping[str, str]) -> Text:
    """The name of a cohort: what it is divided by, without the totals."""
    kept = [name for name in names if chosen[name] != TOTAL]
    if not kept:
        return TOTAL_LABEL
    labels = [work.label(name, chosen[name]) for name in kept]
    return words.per_language(lambda g: ", ".join(one[g] for one in labels))


def _cells(work: Work, rows: Axis, columns: Axis) -> Iterator[tuple[Key, Cell]]:
    names = sum(work.dimension_names, ())
    for row in rows.members:
        for column in columns.members:
            chosen = dict(zip(names, row.path + column.path, strict=True))
            yield (row.path, column.path), _cell(work, chosen)


def _cell(work: Work, chosen: Mapping[str, str]) -> Cell:
    """One figure of one cohort."""
    path = tuple(chosen[name] for name in work.follow_up.base.dimensions)
    cohort = work.found.get(path)
    outcome, measure, months = chosen[OUTCOME], chosen[MEASURE], chosen[MONTHS]
    if cohort is None or not _fits(chosen):
        return NOT_OPEN
    if measure == words.STARTED:
        return Cell(cohort.started)
    if months == words.NOW:
        return _so_far(work, path, cohort, outcome, measure)
    horizon = next(h for h in cohort.horizons if str(h.months) == months)
    if outcome == words.PEOPLE:
        return Cell(horizon.at_risk if measure == words.AT_RISK else horizon.reached)
    return NOT_OPEN if outcome == words.RATIO else _share(horizon, outcome, measure)


def _so_far(work: Work, path: Path, cohort: Cohort, outcome: str, measure: str) -> Cell:
    """What is known on the last day, each year being followed for another time."""
    if measure == words.REACHED:
        return Cell(cohort.started)
    if measure == words.AT_RISK:
        return Cell(int(cohort.now[STATES.index(Outcome.BUSY)]))
    if measure != words.SHARE or cohort.late or not cohort.started:
        return NOT_OPEN
    if outcome == words.RATIO:
        passed, closed = (work.ratios or {}).get(path, (0, 0))
        return Cell(100 * passed / closed) if closed else NOT_OPEN
    return Cell(100 * float(cohort.now[STATES.index(Outcome(outcome))]) / cohort.started)


def _share(horizon: Horizon, outcome: str, measure: str) -> Cell:
    state = STATES.index(Outcome(outcome))
    value = float(getattr(horizon, measure)[state])
    if measure in (words.LEAST, words.MOST):
        return NOT_OPEN if isnan(value) else Cell(100 * value)
    if horizon.blank:
        return NOT_OPEN
    return Cell(100 * value, Status.VALUE if horizon.certain else Status.PROVISIONAL)
